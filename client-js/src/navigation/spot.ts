// Where the keyboard goes on when another view has taken the place of the one that had the focus.

import { focused } from "../dom/focused";
import * as native from "../native";

/** What a view is read from, the best first: a heading alone says where one is, and what follows it is next by Tab. */
const BEGINNINGS: readonly string[] = ["main h1", "main", "h1"];

/** Where a document's focus is put. */
export class Spot {
  readonly #document: Document;
  /** The element that takes the focus by an attribute of ours. */
  #held: HTMLElement | null = null;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Gives the focus to what is meant, if nothing has it: a field, what the URL's hash names, or the beginning. */
  settle(target: Element | null, still: boolean): void {
    if (!this.#isFree()) return;
    const first = native.find(this.#document, "[autofocus]") as HTMLElement | null;
    first?.focus({ preventScroll: still });
    for (const element of [target, ...BEGINNINGS.map((selector) => native.find(this.#document, selector))]) {
      if (!this.#isFree()) return;
      if (element instanceof HTMLElement) this.#hold(element);
    }
  }

  /** Takes back what was done to a part of a layout, which another view may share. */
  leave(): void {
    this.#held?.blur();
  }

  #isFree(): boolean {
    return !focused(this.#document);
  }

  #hold(element: HTMLElement): void {
    element.focus({ preventScroll: true });
    if (!this.#isFree() || native.hasAttribute(element, "tabindex")) return;
    this.#held = element;
    native.setAttribute(element, "tabindex", "-1");
    native.addEventListener(element, "blur", () => {
      native.removeAttribute(element, "tabindex");
      this.#held = null;
    }, { once: true });
    element.focus({ preventScroll: true });
    // What is not shown takes no focus, and hears of none that goes.
    if (!this.#isFree()) return;
    native.removeAttribute(element, "tabindex");
    this.#held = null;
  }
}
