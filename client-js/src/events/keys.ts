// Names of keys as attributes write them: `dj-keydown.enter`.

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
