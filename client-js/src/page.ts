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

/** What stands in the data block. */
interface Block {
  readonly p: unknown;
  readonly t: string;
  readonly v: number;
  readonly s: string;
  readonly m: string;
  readonly n: number;
}

/** Reads the data block; `null` if the page has none of this protocol. What is in it is the server's own. */
export function readPage(): PageData | null {
  try {
    const { p, t, v, s, m, n } = JSON.parse(document.getElementById("djust")?.textContent ?? "") as Block;
    return p === 1 ? { token: t, version: v, skeleton: s, tag: m, marks: n } : null;
  } catch {
    return null;
  }
}

/** The name of a skeleton file without its folder and extension. */
export function digestOf(skeleton: string): string {
  return skeleton.slice(skeleton.lastIndexOf("/") + 1).replace(/\.json$/, "");
}
