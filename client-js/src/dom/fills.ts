// Which fragments can be copied and filled without being bound, and what is written into such a copy.

import { Kind, type Fragment } from "../protocol/skeleton";
import { remembers } from "./targets";

/** What is written into a copy. */
export interface Fill {
  /** Which of the copy's anchors it goes to. */
  readonly at: number;
  readonly slot: number;
  /** The attribute that it is; empty when it is the content, `null` for a conditional run. */
  readonly name: string | null;
}

/** What to write into a fragment's copies; `null` if they must be bound at once. `marks` are the skeleton's anchors. */
export function fillsOf([, anchors, kinds]: Fragment, marks: readonly (Node | null)[]): readonly Fill[] | null {
  const fills: Fill[] = [];
  for (const [at, anchor] of anchors.entries()) {
    if (typeof anchor === "number") return null;
    for (const target of anchor) {
      const [slot, kind, detail] = target;
      const name = kind === Kind.Attr ? (detail as string) : kind === Kind.Attrs ? null : "";
      // Fields are watched from the first: whatever has a form may be one.
      const kept = name === "class" || (name === null && !("form" in (marks[at] as Node)));
      if (typeof kinds[slot] === "object" || (remembers(target) && !kept)) return null;
      fills.push({ at, slot, name });
    }
  }
  return fills;
}
