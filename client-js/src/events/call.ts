// The value of an event attribute: a handler's name, or a call with literal arguments.

/** A handler's name and its inline arguments. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

const WORDS: ReadonlyMap<string, unknown> = new Map([["true", true], ["false", false], ["null", null]]);
const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

/** Reads `name` or `name('a', 3, true, null, word)`. */
export function parseCall(source: string): Call {
  const text = source.trim();
  if (!text.includes("(")) return { name: text, args: [] };
  const [, name = text, inner = ""] = /^([a-zA-Z_]\w*)\s*\(([^]*)\)$/.exec(text) ?? [];
  return { name, args: inner.trim() ? splitArguments(inner).map(literal) : [] };
}

/** Splits at commas that stand in no quotes and no brackets. */
function splitArguments(text: string): string[] {
  const found = [""];
  let depth = 0;
  // Quoted text is taken as one piece, as far as it is closed.
  for (const [piece] of text.matchAll(/(["'])(?:\\[^]|(?!\1)[^])*\1?|[^]/g)) {
    if ("([{".includes(piece)) depth++;
    if (")]}".includes(piece)) depth--;
    if (piece === "," && depth === 0) found.push("");
    else found.push(`${found.pop()}${piece}`);
  }
  return found;
}

function literal(source: string): unknown {
  const text = source.trim();
  const quoted = /^(["'])([^]*)\1$/.exec(text);
  if (quoted) return quoted[2]?.replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char);
  if (WORDS.has(text)) return WORDS.get(text);
  const number = Number(text);
  // Whole numbers past 2^53 would lose digits: they travel as text.
  const exact = !Number.isInteger(number) || Number.isSafeInteger(number);
  return exact && /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? number : text;
}
