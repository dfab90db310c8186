// Copies of rows, filled without being bound: most are never addressed again, and one that is can be bound then.
//
// Only for rows that are one element and hold nothing but text and attributes. What a place would have to remember of
// its value is kept with the row.

import { Kind, type Fragment } from "../protocol/skeleton";
import type { Values } from "../protocol/values";
import { remembers } from "./attributes";
import type { Blueprint } from "./blueprint";
import { ContentPlace } from "./content";
import { attributeText, plainText } from "./html";

/** What is written into a copy. */
export interface Fill {
  /** Which of the copy's anchors it goes to. */
  readonly at: number;
  readonly slot: number;
  /** The attribute that it is; empty when it is the content, `null` for a conditional run. */
  readonly name: string | null;
}

/** Nothing to remember: what a place finds in an attribute is others'. */
const EMPTY: Values = [];

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
      // A list or a branch is no text.
      if (!((kinds[slot] as number) < 2) || (remembers(target) && !kept)) return null;
      fills.push({ at, slot, name });
    }
  }
  return fills;
}

/** A filled copy, and what is to be remembered of its values; `null` if it has to be bound. */
export function copyOf({ content, fills, fragment }: Blueprint, values: Values): readonly [Element, Values] | null {
  if (!fills) return null;
  const copy = document.importNode(content.firstElementChild as Element, true);
  const anchors = copy.querySelectorAll("[dj]");
  const first = copy.hasAttribute("dj") ? 1 : 0;
  let made = EMPTY;
  for (const { at, slot, name } of fills) {
    // The DOM takes numbers, too.
    const value = values[slot] as string;
    const element = anchors[at - first] ?? copy;
    if (name === null) {
      if (value) return null;
    } else if (name) {
      if (name === "class" && value) made = values;
      element.setAttribute(name, attributeText(value));
    } else {
      const text = plainText(value);
      if (text === null) new ContentPlace({ start: element, end: null }, fragment[4]).write(value);
      else element.textContent = text;
    }
  }
  return [copy, made];
}
