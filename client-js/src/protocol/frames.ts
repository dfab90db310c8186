// Frames of the wire. What comes down is checked here for its outer shape; edits and values are checked where they are
// applied, against the skeleton.

import { isIndex, isList } from "./json";
import type { Path, Region } from "./region";

/** The protocol's number: on the wire, in the page's data block and in the skeleton file. */
export const PROTOCOL = 2;

/** What an event carries. */
export type Params = Record<string, unknown>;

/** Whether a joined session is the one that rendered the page, was mounted anew, or is that of another view. */
export const enum Mode {
  Lives,
  Anew,
  Another,
}

/** What a join's answer may add. */
export interface JoinExtras {
  /** The URL of another skeleton. */
  readonly s?: unknown;
  /** Milliseconds between heartbeats. */
  readonly h?: unknown;
  /** The largest frame in bytes. */
  readonly m?: unknown;
  /** References of events that are held. */
  readonly d?: unknown;
  /** The URL of the session. */
  readonly u?: unknown;
}

/** A frame that the session does not act on itself: features do. */
export type PageFrame =
  /** Another view follows, at this URL: what a join's answer says. */
  | readonly ["v", url: unknown]
  /** `script` is the URL of the one that acts on it, if it is one that few pages load. */
  | readonly ["u", name: string, payload: unknown, script?: string]
  /** `history` is left out for a full load; `title` is there if another view is shown. */
  | readonly ["n", url: string, history?: History, title?: string];

/** What becomes of the browser's history when the page goes to another URL. */
export const enum History {
  Push = 1,
  Replace,
  /** The browser is there already. */
  Stay,
}

/** A frame from the server. The answer to a heartbeat is none: it has said all by having come. */
export type ServerFrame =
  | PageFrame
  | readonly ["j", version: number, token: string, ref: number, mode: Mode, extras?: JoinExtras]
  | readonly ["p", version: number, ref: number, edits: unknown, ...components: unknown[]]
  | readonly ["f", version: number, ref: number, path: Path, values: unknown, component?: number]
  | readonly ["a", ref: number]
  | readonly ["d", ref: number]
  | readonly ["s", ref: number, outcome?: string]
  | readonly ["x", ref: number, code: string, message: string, param?: string];

/** The text of a frame that joins a session. */
export function joinFrame(token: string, version: number, digest: string): string {
  return JSON.stringify(["j", PROTOCOL, token, version, digest]);
}

/** The text of a frame that says which version is applied. */
export function acknowledgeFrame(version: number): string {
  return JSON.stringify(["k", version]);
}

/** The text of a frame that asks for all values of a region. */
export function resyncFrame(version: number, [component = 0, ...path]: Region): string {
  return JSON.stringify(component ? ["r", version, path, component] : ["r", version, path]);
}

/** The text of a heartbeat. */
export const HEARTBEAT_FRAME = '["h"]';

/** What an event's frame says from the handler's name on: the same however often it is sent. */
export function eventTail(name: string, params: Params, component: number): string {
  const items = component ? [name, params, component] : Object.keys(params).length > 0 ? [name, params] : [name];
  return JSON.stringify(items).slice(1);
}

/** What the frame of an event that asks for a URL says from there on. */
export function visitTail(url: string, history: History, anew: boolean): string {
  return JSON.stringify([url, history, ...(anew ? [1] : [])]).slice(1);
}

/** The text of an event's frame: `e` calls a handler, `v` asks for another URL. */
export function eventFrame(kind: "e" | "v", ref: number, version: number, tail: string): string {
  return `["${kind}",${ref},${version},${tail}`;
}

type Check = (item: unknown) => boolean;

const text: Check = (item) => typeof item === "string";
const path: Check = (item) => isList(item) && item.every(isIndex);
const anything: Check = () => true;
const maybe = (check: Check): Check => (item) => item === undefined || check(item);

/** What the items behind a frame's kind must be. */
const SHAPES: ReadonlyMap<unknown, readonly Check[]> = new Map([
  ["j", [isIndex, text, isIndex, isIndex]],
  ["p", [isIndex, isIndex, anything]],
  ["f", [isIndex, isIndex, path, anything, maybe(isIndex)]],
  ["a", [isIndex]],
  ["d", [isIndex]],
  ["s", [isIndex, maybe(text)]],
  ["x", [isIndex, text, text, maybe(text)]],
  ["u", [text, anything, maybe(text)]],
  ["n", [text, maybe(isIndex), maybe(text)]],
]);

/** Reads a frame; `null` for what this client does not know or can't read. */
export function decode(source: string): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(source);
    const shape = isList(frame) && SHAPES.get(frame[0]);
    return shape && shape.every((check, index) => check(frame[index + 1])) ? (frame as unknown as ServerFrame) : null;
  } catch {
    return null;
  }
}
