// Times as attributes write them: `300`, `0.3s`.

/** The longest time that a timer can take. */
const LONGEST_MS = 2_147_483_647;

/** Reads milliseconds; `null` if the text is no time. */
export function parseDuration(text: string): number | null {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(m?s)?\s*$/.exec(text) ?? [];
  const ms = Number(number) * (unit === "s" ? 1000 : 1);
  return ms <= LONGEST_MS ? ms : null;
}
