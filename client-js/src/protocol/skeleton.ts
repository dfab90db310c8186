// The skeleton file as the server writes it: what never changes of a view's page. See ARCHITECTURE.md.

import { PROTOCOL } from "./frames";

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

/** Live text, URL text, text written once or only into what is new, a branch's arms, a list's rows, or a component's root. */
export type SlotKind =
  | 0
  | 1
  | 2
  | 3
  | readonly ["b", ...number[]]
  | readonly ["c", number]
  | readonly ["l", number]
  | readonly ["l", number, string];

/** Where a row's key is: nowhere, in a text slot, or in the arm that a branch took. */
export type Key = null | readonly [0 | 1, number];

/** HTML, SVG or MathML. */
export type Namespace = 0 | 1 | 2;

/**
 * What a slot shows of exactly one field (`count`, `item.liked`, `!liked`): the slot and the field, and for a text that
 * the field chooses, the text when it is true and when it is false.
 */
export type FieldOfSlot =
  | readonly [slot: number, field: string]
  | readonly [slot: number, field: string, whenTrue: string, whenFalse: string];

/** One fragment of the template. */
export type Fragment = readonly [
  html: string,
  anchors: readonly Anchor[],
  slots: readonly SlotKind[],
  key: Key,
  namespace: Namespace,
  fields?: readonly FieldOfSlot[],
];

/** All fragments of a view; 0 is the root. */
export interface Skeleton {
  readonly p: number;
  readonly f: readonly Fragment[];
  /** The names of our attributes that stand in the templates. */
  readonly a?: readonly string[];
  /** The view's name, where hooks may ask for it. */
  readonly v?: string;
  /** URLs of the scripts that its attributes need beside the client's own. */
  readonly o?: readonly string[];
}

/** Checks that a parsed file is a skeleton of this protocol. The file is the server's own, so the check is shallow. */
export function isSkeleton(file: unknown): file is Skeleton {
  const { p, f, a = [], o = [] } = (file ?? {}) as Partial<Record<keyof Skeleton, unknown>>;
  return p === PROTOCOL && areLists(f) && f.length > 0 && Array.isArray(a) && Array.isArray(o);
}

function areLists(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every(Array.isArray);
}
