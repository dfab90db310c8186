// Which elements a command is about.

import * as native from "../native";

/** A selector for the page; `null` for the element of the commands; or what is around it, or within. */
export type To = string | null | readonly ["closest" | "inner", string];

/** Stands on elements that are on their way out: no command is about them. */
export const LEAVING = "data-djust-leaving";

/** The elements that are meant. Throws if the selector is none. */
export function elementsOf(element: Element, to: To): HTMLElement[] {
  const found = find(element, to);
  return found.filter((one) => !native.closest(one, `[${LEAVING}]`)) as HTMLElement[];
}

function find(element: Element, to: To): Element[] {
  if (to === null) return [element];
  if (typeof to === "string") return [...native.findAll(native.ownerDocument(element), to)];
  const [where, selector] = to;
  if (where === "inner") return [...native.querySelectorAll(element, selector)];
  const nearest = native.closest(element, selector);
  return nearest ? [nearest] : [];
}
