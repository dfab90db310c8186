// The page's data block: what the server tells its client.

import * as native from "../native";
import { PROTOCOL } from "./frames";

/** What stands in the data block. */
export interface PageData {
  /** The protocol's number. */
  readonly p: unknown;
  /** The join token. */
  readonly t: string;
  /** The version that the page was rendered as. */
  readonly v: number;
  /** The URL of the skeleton file. */
  readonly s: string;
  /** The tag of the page's comments. */
  readonly m: string;
  /** How many marks the page has. */
  readonly n: number;
}

/** Reads the data block; `null` if the page has none of this protocol. What is in it is the server's own. */
export function readPageData(document: Document): PageData | null {
  try {
    const data = JSON.parse(native.getElementById(document, "djust")?.textContent ?? "") as PageData;
    return data.p === PROTOCOL ? data : null;
  } catch {
    return null;
  }
}

/** The name of a skeleton file without its folder and extension. */
export function digestOf(skeleton: string): string {
  return skeleton.slice(skeleton.lastIndexOf("/") + 1, -".json".length);
}
