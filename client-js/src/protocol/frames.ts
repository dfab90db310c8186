// Frames of the wire: what comes down is checked here for its outer shape; edits and values are checked where they
// are applied, against the skeleton.

/** The protocol's number. */
export const PROTOCOL = 1;

/** The place of a region: slots and row indices from the root. */
export type Path = readonly number[];

/** What an `f` frame can hold: `[]` is the page, else a component's id (0 is the view) and a path from its root. */
export type Region = readonly number[];

/** The smallest name of a region: the view's root holds all of the page. */
export function regionOf(component: number, path: Path): Region {
  return component === 0 && path.length === 0 ? [] : [component, ...path];
}

/** Whether a region holds another. */
export function holds(outer: Region, inner: Region): boolean {
  return outer.every((step, index) => inner[index] === step);
}

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

/** A frame from the server. The answer to a heartbeat is none: it has said all by having come. */
export type ServerFrame =
  | readonly ["j", number, string, number, Mode, JoinExtras?]
  | readonly ["p", number, number, unknown, ...unknown[]]
  | readonly ["a", number]
  | readonly ["x", number, string, string]
  | readonly ["f", number, number, Path, unknown, number?]
  | readonly ["u", string, unknown]
  | readonly ["n", string];

/** A frame to the server, all but an event's, whose text ends with a tail that is kept. */
export type ClientFrame =
  | readonly ["j", number, string, number, string]
  | readonly ["k", number]
  | readonly ["r", ack: number, path: Path, component?: number]
  | readonly ["h"];

/** What the frame `["e", ref, ack, name, params?, component?]` says from the name on: the same however often it is sent. */
export function tailOf(name: string, params: Params, component: number): string {
  const items = component ? [name, params, component] : Object.keys(params).length > 0 ? [name, params] : [name];
  return JSON.stringify(items).slice(1);
}

/** Types of the leading items by kind: n a number, c one that may be left out, s a string, p a path, * anything. */
const SHAPES: ReadonlyMap<unknown, string> = new Map([
  ["j", "nsnn"],
  ["p", "nn*"],
  ["a", "n"],
  ["x", "nss"],
  ["f", "nnp*c"],
  ["u", "s*"],
  ["n", "s"],
]);

/** Reads a frame; `null` for what this client does not know or can't read. */
export function decode(text: string): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(text);
    const shape = isList(frame) && SHAPES.get(frame[0]);
    if (!shape) return null;
    for (let at = 0; at < shape.length; at++) if (!fits(frame[at + 1], shape[at])) return null;
    return frame as unknown as ServerFrame;
  } catch {
    return null;
  }
}

function fits(item: unknown, type: string | undefined): boolean {
  if (type === "n" || (type === "c" && item !== undefined)) return isIndex(item);
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
