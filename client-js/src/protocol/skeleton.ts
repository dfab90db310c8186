// The skeleton file as the server writes it: what never changes of a view's page. See ARCHITECTURE.md.

/** What a slot is to the element that owns it. */
export const enum Kind {
  Content,
  Attr,
  Attrs,
  Raw,
  Rows,
}

/** `[slot, kind]`, `[slot, 1, name]`, or `[slot, 2, names]` with the names that a conditional run can hold. */
export type Target = [slot: number, kind: Kind, name?: string | readonly string[]];

/** A region or a component is its slot's number, an element the list of its targets. */
export type Anchor = number | readonly Target[];

/** Live text, URL text, text written once, a branch's arms, a list's rows, or a component's root. */
export type SlotKind =
  | 0
  | 1
  | 2
  | readonly ["b", ...number[]]
  | readonly ["c", number]
  | readonly ["l", number]
  | readonly ["l", number, string];

/** Where a row's key is: nowhere, in a text slot, or in the arm that a branch took. */
export type Key = null | readonly [0 | 1, number];

/** HTML, SVG or MathML. */
export type Namespace = 0 | 1 | 2;

/** One fragment of the template. */
export type Fragment = readonly [
  html: string,
  anchors: readonly Anchor[],
  slots: readonly SlotKind[],
  key: Key,
  namespace: Namespace,
];

/** All fragments of a view; 0 is the root. */
export interface Skeleton {
  readonly p: number;
  readonly f: readonly Fragment[];
}

/** Checks that a parsed file is a skeleton of this protocol. The file is the server's own, so the check is shallow. */
export function isSkeleton(file: unknown): file is Skeleton {
  const { p, f } = (file ?? {}) as { p?: unknown; f?: unknown };
  return p === 1 && Array.isArray(f) && f.length > 0 && f.every((fragment) => Array.isArray(fragment));
}
