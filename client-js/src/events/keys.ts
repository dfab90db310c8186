// Names of keys as attributes write them: `dj-keydown.enter`.

import type { EventAttribute } from "../protocol/attribute";
import type { Params } from "../protocol/frames";

/** Keys that have several names, or one that is not their own in small letters. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  [" ", ["space"]],
  ["Escape", ["escape", "esc"]],
  ["ArrowUp", ["arrowup", "up"]],
  ["ArrowDown", ["arrowdown", "down"]],
  ["ArrowLeft", ["arrowleft", "left"]],
  ["ArrowRight", ["arrowright", "right"]],
]);

/** Other keys whose name is theirs in small letters, beside those that write one letter, and F1 to F24. */
const NAMED: readonly string[] = ["Enter", "Tab", "Backspace", "Delete", "Home", "End", "PageUp", "PageDown", "Insert"];

/** The names of a key, as `KeyboardEvent.key` says it; none if an attribute can't name it. */
export function keyNames(key: string): readonly string[] {
  const known = NAMES.get(key);
  if (known) return known;
  const isNamed = NAMED.includes(key) || [...key].length === 1 || /^F([1-9]|1\d|2[0-4])$/.test(key);
  return isNamed ? [key.toLowerCase()] : [];
}

/** The attributes that hear an event's key: the row's own, and those with one of the key's names. */
export function keyAttributes({ name }: EventAttribute, event: Event): readonly string[] {
  // What a browser fills in by itself comes without a key.
  const { key = "" } = event as Partial<KeyboardEvent>;
  return [name, ...keyNames(key).map((one) => `${name}.${one}`)];
}

/** Adds which key it was. */
export function addKey(params: Params, event: Event): void {
  const { key, code } = event as KeyboardEvent;
  Object.assign(params, { key, code });
}

/** Whether a key belongs to the input method, which makes one letter of several. */
export function isComposed({ isComposing }: Event & Partial<KeyboardEvent>): boolean {
  return isComposing === true;
}
