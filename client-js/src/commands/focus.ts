// Where the focus goes: to the first thing that can have it, around within an element, and back to where it was.

import { focused } from "../dom/focused";
import * as native from "../native";
import type { Host } from "../feature";

const FOCUSABLE = [
  "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls]",
  "[contenteditable]:not([contenteditable=false]), [tabindex]",
].join();

/** The focus of a page. */
export class Focus {
  readonly #document: Document;
  /** What had it, the last one last. */
  readonly #before: Element[] = [];
  /** Elements that keep it, the last one last. */
  #traps: Element[] = [];

  constructor({ document, on }: Host) {
    this.#document = document;
    on("keydown", (event) => this.#pressed(event as KeyboardEvent), "capture");
  }

  /** The first thing in an element that can have it gets it; the one that asks for it before others. */
  first(element: HTMLElement): void {
    const all = focusable(element);
    const first = all.find((one) => native.hasAttribute(one, "autofocus")) ?? all[0] ?? element;
    first.focus();
  }

  /** Remembers what has it, or the element of the commands where nothing has. */
  push(element: Element): void {
    // A click on a button gives it the focus in some browsers only.
    this.#before.push(focused(this.#document) ?? element);
  }

  /** Gives it back; if what had it can have it no more, to what had it before. */
  pop(): void {
    for (let element = this.#before.pop(); element; element = this.#before.pop()) {
      const id = native.id(element);
      const there = native.isConnected(element) ? element : id ? native.getElementById(this.#document, id) : null;
      (there as HTMLElement | null)?.focus();
      if (there && native.activeElement(this.#document) === there) return;
    }
  }

  /** Keeps it within an element while that is shown. */
  trap(element: Element): void {
    this.#traps = [...this.#traps.filter((one) => one !== element), element];
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== "Tab" || this.#traps.length === 0) return;
    this.#traps = this.#traps.filter((one) => native.isConnected(one) && isRendered(one));
    const trap = this.#traps.at(-1);
    if (!trap) return;
    const all = focusable(trap);
    const active = native.activeElement(this.#document);
    const last = event.shiftKey ? all[0] : all.at(-1);
    const next = event.shiftKey ? all.at(-1) : all[0];
    if (active && active !== last && native.contains(trap, active)) return;
    event.preventDefault();
    next?.focus();
  }
}

/** What the tabulator key reaches within an element, in order. */
function focusable(element: Element): HTMLElement[] {
  return ([...native.querySelectorAll(element, FOCUSABLE)] as HTMLElement[]).filter((one) => isFocusable(one) && isRendered(one));
}

function isFocusable(element: Element): boolean {
  return native.matches(element, FOCUSABLE) && !native.matches(element, ":disabled, [inert] *") && (element as HTMLElement).tabIndex >= 0;
}

/** Whether an element takes up a place of the page. */
export function isRendered(element: Element): boolean {
  return native.getClientRects(element).length > 0;
}
