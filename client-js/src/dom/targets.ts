// Targets of slots that need more than a plain write.

import { Kind, type Target } from "../protocol/skeleton";
import { RULES } from "./meaning";
import { MERGED } from "./merge";

/** Names whose attribute is the server's word on what a field holds. */
export const HELD: readonly string[] = ["value", "checked", "selected"];

/** Those, and the names that decide what a browser makes of a value. */
export const HOLDING: readonly string[] = [...HELD, ...RULES];

/** Whether a target needs the page as the server wrote it, so that binding should not wait. */
export function remembers([, kind, name]: Target): boolean {
  return kind === Kind.Attrs || kind === Kind.Raw || MERGED.includes(name as string) || HELD.includes(name as string);
}
