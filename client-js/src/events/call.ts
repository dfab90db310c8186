// The value of an event attribute: a handler's name, or a call with literal arguments such as `add('x', 3, [1, 2])`.

import { isPlain } from "../protocol/letters";

/** A handler's name and its inline arguments. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
]);

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/** Reads a call; `null` if it is malformed. */
export function parseCall(source: string): Call | null {
  const text = source.trim();
  if (text && isPlain(text, "_")) return { name: text, args: [] };
  const [, name, inner] = /^([a-zA-Z_]\w*)\s*(?:\(([^]*)\))?$/.exec(text) ?? [];
  if (name === undefined) return null;
  if (!inner?.trim()) return { name, args: [] };
  const args = splitArguments(inner);
  return args && { name, args: args.map(literal) };
}

/** Splits at commas that stand in no quotes and no brackets; `null` if one of these, or an argument, is not whole. */
function splitArguments(text: string): string[] | null {
  const found = [""];
  /** What closes the brackets that are open. */
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    const piece = text[at] as string;
    let end = at + 1;
    if (piece === '"' || piece === "'") {
      end = quotedEnd(text, at);
      if (end === 0) return null;
    } else if (CLOSING.has(piece)) open.push(CLOSING.get(piece) as string);
    else if (")]}".includes(piece) && open.pop() !== piece) return null;
    if (piece === "," && open.length === 0) found.push("");
    else found.push(`${found.pop()}${text.slice(at, end)}`);
    at = end;
  }
  return open.length === 0 && found.every(isArgument) ? found : null;
}

/** Where the quoted text that begins at an index ends; 0 if it does not. */
function quotedEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[start]) return at + 1;
  }
  return 0;
}

/** Whether an argument is not empty, and quoted as a whole if it begins with quotes; or a word without any. */
function isArgument(source: string): boolean {
  const text = source.trim();
  const first = text[0];
  if (first === '"' || first === "'") return quotedEnd(text, 0) === text.length;
  return text !== "" && (CLOSING.has(first as string) || !/["']/.test(text));
}

function literal(source: string): unknown {
  const text = source.trim();
  if (text[0] === '"' || text[0] === "'") {
    return text.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => ESCAPES.get(letter) ?? letter);
  }
  if (/^(true|false|null)$/.test(text)) return JSON.parse(text);
  const number = Number(text);
  // Whole numbers past 2^53 would lose digits: they travel as text.
  const isExact = !Number.isInteger(number) || Number.isSafeInteger(number);
  return isExact && /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? number : text;
}
