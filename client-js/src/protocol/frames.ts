// Frames of the wire: what comes down is checked here for its outer shape; edits and values are checked where they
// are applied, against the skeleton.

/** The protocol's number. */
export const PROTOCOL = 1;

/** The place of a region: slots and row indices from the root. */
export type Path = readonly number[];

/** What an event carries. */
export type Params = Record<string, unknown>;

/** Whether a joined session is the one that rendered the page, or was mounted anew. */
export const enum Mode {
  Lives,
  Anew,
}

/** What a join's answer may add. */
export interface JoinExtras {
  readonly s?: unknown;
  readonly h?: unknown;
  readonly m?: unknown;
}

/** A frame from the server. */
export type ServerFrame =
  | readonly ["j", number, string, number, Mode, JoinExtras?]
  | readonly ["p", number, number, unknown]
  | readonly ["a", number]
  | readonly ["x", number, string, string]
  | readonly ["f", number, number, Path, unknown]
  | readonly ["u", string, unknown]
  | readonly ["n", string]
  | readonly ["h"];

/** A frame to the server. */
export type ClientFrame =
  | readonly ["j", number, string, number, string]
  | readonly ["e", number, number, string]
  | readonly ["e", number, number, string, Params]
  | readonly ["k", number]
  | readonly ["r", number, Path]
  | readonly ["h"];

/** Types of the leading items by kind: n a number, s a string, p a path, * anything. */
const SHAPES: Record<string, string> = { j: "nsnn", p: "nn*", a: "n", x: "nss", f: "nnp*", u: "s*", n: "s", h: "" };

/** Reads a frame; `null` for what this client does not know or can't read. */
export function decode(text: unknown): ServerFrame | null {
  if (typeof text !== "string") return null;
  try {
    const frame: unknown = JSON.parse(text);
    return isServerFrame(frame) ? frame : null;
  } catch {
    return null;
  }
}

function isServerFrame(frame: unknown): frame is ServerFrame {
  if (!Array.isArray(frame)) return false;
  const items: readonly unknown[] = frame;
  const kind = items[0];
  const shape = typeof kind === "string" && Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  if (shape === undefined) return false;
  return Array.from(shape).every((type, index) => fits(items[index + 1], type));
}

function fits(item: unknown, type: string): boolean {
  if (type === "n") return isIndex(item);
  if (type === "s") return typeof item === "string";
  if (type === "p") return Array.isArray(item) && item.every(isIndex);
  return true;
}

/** Whether a value is a whole number from 0. */
export function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Whether a value is an array, without letting `any` in. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
