// The page's data block: what the server tells its client.

/** What the page was rendered as. */
export interface PageData {
  /** The join token. */
  readonly token: string;
  readonly version: number;
  /** The URL of the skeleton file. */
  readonly skeleton: string;
  /** The tag of the page's comments. */
  readonly tag: string;
  /** How many marks the page has. */
  readonly marks: number;
}

/** Reads the data block; `null` if the page has none of this protocol. */
export function readPage(): PageData | null {
  try {
    const data: unknown = JSON.parse(document.getElementById("djust")?.textContent ?? "null");
    const { p, t, v, s, m, n } = (data ?? {}) as Record<string, unknown>;
    if (p !== 1 || typeof t !== "string" || typeof v !== "number" || typeof s !== "string") return null;
    if (typeof m !== "string" || typeof n !== "number") return null;
    return { token: t, version: v, skeleton: s, tag: m, marks: n };
  } catch {
    return null;
  }
}

/** The name of a skeleton file without its folder and extension. */
export function digestOf(skeleton: string): string {
  return skeleton.slice(skeleton.lastIndexOf("/") + 1).replace(/\.json$/, "");
}
