// Where a caret belongs after a text became another one: what both begin and end with did not move, and within the
// rest letters and digits are counted, since case, marks and blanks around them are what servers change.

/** What two texts share at their ends, in code units; the ends do not overlap, and no character is cut in two. */
interface Shared {
  readonly start: number;
  readonly end: number;
}

/** Maps an offset in one text to the same place in another. */
export function mapCaret(before: string, after: string, caret: number): number {
  if (caret >= before.length) return after.length;
  const { start, end } = sharedEnds(before, after);
  const tail = before.length - end;
  const grown = after.length - before.length;
  // Whatever was put in front of a line belongs to it: one goes on typing behind it.
  if (caret === tail && start === tail && isLineStart(before, caret)) return caret + grown;
  if (caret <= start) return caret;
  if (caret > tail) return caret + grown;
  return start + place(before.slice(start, tail), after.slice(start, after.length - end), caret - start);
}

function sharedEnds(before: string, after: string): Shared {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (isCut(before, start) || isCut(after, start)) start--;
  let end = 0;
  while (end < most - start && before.at(-end - 1) === after.at(-end - 1)) end++;
  if (isCut(before, before.length - end) || isCut(after, after.length - end)) end--;
  return { start, end };
}

/** Whether an offset lies between the two halves of one character. */
function isCut(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) as number) > 0xffff;
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === "\n";
}

/** The place in the changed part: behind as many letters and digits, and behind what then came before the caret. */
function place(before: string, after: string, caret: number): number {
  const passed = lettersOf(before.slice(0, caret));
  const letters = lettersOf(after);
  if (passed.length > letters.length) return after.length;
  // Behind all of them it is behind all of the others, however many those are.
  const count = lettersOf(before).length > passed.length ? passed.length : letters.length;
  if (count === 0) return caret === before.length ? after.length : 0;
  const at = letters[count - 1] as number;
  const between = before.slice(passed.at(-1) ?? 0, caret);
  return at + sharedEnds(between, after.slice(at)).start;
}

/** The offsets behind each letter and digit of a text. */
function lettersOf(text: string): number[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]/gu), ({ index, 0: { length } }) => index + length);
}
