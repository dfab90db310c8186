// Copies of rows, filled without being bound: most are never addressed again, and one that is can be bound then.
//
// Only for rows that are one element and hold nothing but text and attributes. What a place would have to remember of
// its value is kept with the row.

import * as native from "../native";
import type { Values } from "../protocol/values";
import { ContentPlace } from "./content";
import { plainText } from "./markup";
import type { Page } from "./page";

/** Nothing to remember: what a place finds in an attribute is others'. */
const EMPTY: Values = [];

/** A filled copy, and what is to be remembered of its values; `null` if it has to be bound. */
export function copyOf(page: Page, index: number, values: Values): readonly [Element, Values] | null {
  const { content, fills, fragment } = page.blueprint(index);
  if (!fills) return null;
  const copy = native.importNode(page.document, content.firstElementChild as Element, true);
  const anchors = native.querySelectorAll(copy, "[dj]");
  const first = native.hasAttribute(copy, "dj") ? 1 : 0;
  let made = EMPTY;
  for (const { at, slot, name } of fills) {
    // The DOM takes numbers, too.
    const value = values[slot] as string;
    const element = anchors[at - first] ?? copy;
    if (name === null) {
      if (value) return null;
    } else if (name) {
      if (name === "class" && value) made = values;
      native.setAttribute(element, name, page.markup.attributeText(value));
    } else {
      const text = plainText(value);
      if (text === null) new ContentPlace(page, { start: element, end: null }, fragment[4]).write(value);
      else native.setTextContent(element, text);
    }
  }
  return [copy, made];
}
