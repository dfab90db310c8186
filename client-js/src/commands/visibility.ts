// Showing and hiding elements.

import { adoptStyles } from "../dom/styles";
import type { Motion, Motions } from "../dom/motion";
import type { Host } from "../feature";
import * as native from "../native";
import { isRendered } from "./focus";
import type { Kept } from "./kept";

const HIDDEN = "data-djust-hidden";
const SHOWN = "data-djust-shown";

const STYLES = [`[${HIDDEN}] { display: none !important }`, `[${SHOWN}]:not([${HIDDEN}]) { display: revert !important }`];

/** What is shown of a page by commands. */
export class Visibility {
  readonly #kept: Kept;
  readonly #motions: Motions;
  /** Elements on their way to be hidden. */
  readonly #going = new WeakSet<Element>();

  constructor({ document }: Host, kept: Kept, motions: Motions) {
    this.#kept = kept;
    this.#motions = motions;
    adoptStyles(document, STYLES);
  }

  toggle(element: Element, motion?: Motion): void {
    if (isRendered(element) && !this.#going.has(element)) this.hide(element, motion);
    else this.show(element, motion);
  }

  show(element: Element, motion?: Motion): void {
    const wasShown = isRendered(element) && !this.#going.has(element);
    this.#going.delete(element);
    this.#motions.stop(element);
    this.#kept.setAttribute(element, "hidden", null);
    this.#kept.setAttribute(element, HIDDEN, null);
    // A style sheet hides it.
    if (getComputedStyle(element).display === "none") this.#kept.setAttribute(element, SHOWN, "");
    if (motion && !wasShown) this.#motions.play(element, motion, "enter");
    tell(element, "djust:show");
  }

  hide(element: Element, motion?: Motion): void {
    const hide = (): void => {
      this.#going.delete(element);
      this.#kept.setAttribute(element, SHOWN, null);
      this.#kept.setAttribute(element, "hidden", "");
      this.#kept.setAttribute(element, HIDDEN, "");
      tell(element, "djust:hide");
    };
    this.#motions.stop(element);
    if (!motion || !isRendered(element)) return hide();
    this.#going.add(element);
    this.#motions.play(element, motion, "leave", hide);
  }
}

function tell(element: Element, name: string): void {
  native.dispatchEvent(element, new CustomEvent(name, { bubbles: true }));
}
