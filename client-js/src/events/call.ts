// The value of an event attribute: a handler's name, or a call with literal arguments.

/** A handler's name and its inline arguments; `null` when there are no parentheses. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[] | null;
}

const CALL = /^([a-zA-Z_]\w*)\s*\(([\s\S]*)\)$/;
const NUMBER = /^-?(\d+\.?\d*|\.\d+)$/;
const WORDS: Record<string, unknown> = { true: true, false: false, null: null };
const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

/** Reads `name` or `name('a', 3, true, null, word)`. */
export function parseCall(source: string): Call {
  const text = source.trim();
  const match = CALL.exec(text);
  if (!match) return { name: text, args: null };
  return { name: match[1] ?? "", args: splitArguments(match[2] ?? "").map(literal) };
}

/** Splits at commas that stand in no quotes and no brackets. */
function splitArguments(text: string): string[] {
  if (text.trim() === "") return [];
  const found: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote) {
      if (char === "\\") at++;
      else if (char === quote) quote = "";
    } else if (char === "'" || char === '"') quote = char;
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (char === "," && depth === 0) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  found.push(text.slice(from));
  return found;
}

function literal(source: string): unknown {
  const text = source.trim();
  const quote = text.charAt(0);
  if (text.length > 1 && (quote === "'" || quote === '"') && text.endsWith(quote)) {
    return text.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char);
  }
  if (Object.hasOwn(WORDS, text)) return WORDS[text];
  if (!NUMBER.test(text)) return text;
  const number = Number(text);
  // Whole numbers past 2^53 would lose digits: they travel as text.
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}
