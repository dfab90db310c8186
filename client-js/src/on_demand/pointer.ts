// `dj-mouseenter` and `dj-mouseleave`: the pointer comes into an element from outside, or goes out of it.

import * as native from "../native";
import type { Source } from "../events/source";

export const source: Source = {
  family: "pointer",
  elements(_row, event, selector, target) {
    const other = (event as PointerEvent).relatedTarget as Node | null;
    const crossed: Element[] = [];
    for (let at = native.closest(target, selector); at; at = outside(at, selector)) {
      if (!native.contains(at, other)) crossed.push(at);
    }
    // What is outside is entered first and left last.
    return event.type === "pointerover" ? crossed.reverse() : crossed;
  },
};

/** The next element further out that a selector finds. */
function outside(element: Element, selector: string): Element | null {
  const parent = native.parentElement(element);
  return parent && native.closest(parent, selector);
}
