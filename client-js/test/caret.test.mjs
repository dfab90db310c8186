// Where a caret belongs after the server wrote another text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./modules.mjs";

const { mapCaret } = await load("dom/caret.ts");

/** A text with its caret, and what becomes of both. */
const CASES = [
  ["the end stays the end", "12|", "€12|"],
  ["the end of nothing, too", "|", "€0|"],
  ["and what is put behind it", "12|", "12 kg|"],
  ["the text is emptied", "12|3", "|"],
  ["nothing changes", "a|b", "a|b"],
  ["what is put in front shifts", "1|23", "€1|23"],
  ["what is put in front of the caret at the start is left behind", "|123", "€|123"],
  ["a digit in front of the mark keeps its order", "9|€123", "€9|123"],
  ["a mark behind", "1|2", "1|2 kg"],
  ["a digit among groups", "1,234,8|567", "12,348|,567"],
  ["a mark that was deleted comes back behind the caret", "1,234|567", "1,234|,567"],
  ["groups fall away", "12,34|,567", "1,234|,567"],
  ["several marks at once", "12|34567", "1,2|34,567"],
  ["upper case", "he|llo", "HE|LLO"],
  ["a letter that becomes two", "stra\u00df|e", "stra\u0053\u0053|e"],
  ["all letters change, one of them grows", "stra|ße", "STRA|SSE"],
  ["trimmed in front", "  |ab", "|ab"],
  ["trimmed around, the caret between blanks", "  a |b  ", "a |b"],
  ["trimmed in front, the caret in it", " | ab", "|ab"],
  ["a new line gets its mark", "> a\n|b", "> a\n> |b"],
  ["and the first one", "|a\nb", "> |a\nb"],
  ["another text altogether", "ab|cd", "xy|z"],
  ["a shorter one", "abc|d", "x|"],
  ["no character is cut", "\ud83d\ude00|b", "\ud83d\ude01|b"],
  ["nor one behind", "a\ud83d\ude00|b", "a|b"],
  ["white space counts only where it stays", "a  |b", "A  |B"],
  ["runs of the same digit", "11|11", "1,1|11"],
];

for (const [name, before, after] of CASES) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    const [held, shown] = [before.replace("|", ""), after.replace("|", "")];
    const at = mapCaret(held, shown, before.indexOf("|"));
    assert.equal(`${shown.slice(0, at)}|${shown.slice(at)}`, after);
  });
}

test("an offset is always in the text and never within a character", () => {
  const letters = ["a", "B", " ", ",", "1", "\n", "\ud83d\ude00", "ß"];
  let seed = 1;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const text = () => Array.from({ length: random(7) }, () => letters[random(letters.length)]).join("");
  for (let round = 0; round < 20_000; round++) {
    const [before, after] = [text(), text()];
    const starts = [0];
    for (const letter of before) starts.push(starts.at(-1) + letter.length);
    let last = 0;
    for (const start of starts) {
      const at = mapCaret(before, after, start);
      const where = JSON.stringify([before, after, start]);
      assert.ok(at >= 0 && at <= after.length, where);
      assert.ok(!/^[\udc00-\udfff]/.test(after.slice(at)), where);
      assert.ok(at >= last, `${where}: two carets change places`);
      last = at;
    }
  }
});
