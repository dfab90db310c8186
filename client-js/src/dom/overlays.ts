// Overlays: what shows ahead of the server, such as a class while an event is under way. An overlay is laid by the
// reference of an event. It is lifted before a patch, so that a patch sees the page as the server wrote it, laid again
// after it, and gone when its reference is settled.

import * as native from "../native";

/** A change of one element. Nodes given to it belong to the overlay. */
export type Overlay =
  | { readonly kind: "attribute"; readonly element: Element; readonly name: string; readonly value: string | null }
  | { readonly kind: "class"; readonly element: Element; readonly name: string; readonly on: boolean }
  | { readonly kind: "text"; readonly element: Element; readonly text: string }
  | { readonly kind: "children"; readonly element: Element; readonly nodes: readonly Node[] };

interface Laid {
  readonly ref: number;
  readonly overlay: Overlay;
  /** Puts back what it covers; `null` while it is lifted. */
  restore: (() => void) | null;
}

/** The overlays of a page, in the order in which they were laid. */
export class Overlays {
  #laid: Laid[] = [];
  #lifted = false;

  /** Lays an overlay until the event of this reference is settled. */
  lay(ref: number, overlay: Overlay): void {
    const one: Laid = { ref, overlay, restore: null };
    this.#laid.push(one);
    if (!this.#lifted) one.restore = show(overlay);
  }

  /** The event of this reference is settled: its overlays are gone. */
  settle(ref: number): void {
    if (this.#laid.some((one) => one.ref === ref)) this.lifted(() => this.#keep((one) => one.ref !== ref));
  }

  /** Runs something that must see the page without overlays. */
  lifted<T>(run: () => T): T {
    if (this.#lifted || this.#laid.length === 0) return run();
    this.#lift();
    try {
      return run();
    } finally {
      this.#lay();
    }
  }

  /** Those that lie over others are lifted first. */
  #lift(): void {
    this.#lifted = true;
    for (const one of [...this.#laid].reverse()) {
      one.restore?.();
      one.restore = null;
    }
  }

  #lay(): void {
    this.#lifted = false;
    this.#keep(({ overlay }) => native.isConnected(overlay.element));
    for (const one of this.#laid) one.restore = show(one.overlay);
  }

  #keep(test: (one: Laid) => boolean): void {
    this.#laid = this.#laid.filter(test);
  }
}

/** Shows an overlay, and gives what puts back what it covers. */
function show(overlay: Overlay): () => void {
  const { element } = overlay;
  switch (overlay.kind) {
    case "attribute":
      return showAttribute(element, overlay.name, overlay.value);
    case "class":
      return showClass(element, overlay.name, overlay.on);
    case "text":
      return showNodes(element, [native.createTextNode(native.ownerDocument(element), overlay.text)]);
    case "children":
      return showNodes(element, overlay.nodes);
  }
}

/** What someone else wrote since stays. */
function showAttribute(element: Element, name: string, value: string | null): () => void {
  const covered = native.getAttribute(element, name);
  setAttribute(element, name, value);
  return () => {
    if (native.getAttribute(element, name) === value) setAttribute(element, name, covered);
  };
}

/** The list comes back as it was, white space included, unless someone else wrote to it since. */
function showClass(element: Element, name: string, on: boolean): () => void {
  const covered = native.getAttribute(element, "class");
  const had = native.classList(element).contains(name);
  native.classList(element).toggle(name, on);
  const shown = native.getAttribute(element, "class");
  return () => {
    if (native.getAttribute(element, "class") === shown) setAttribute(element, "class", covered);
    else native.classList(element).toggle(name, had);
  };
}

function setAttribute(element: Element, name: string, value: string | null): void {
  if (native.getAttribute(element, name) === value) return;
  if (value === null) native.removeAttribute(element, name);
  else native.setAttribute(element, name, value);
}

/** What was there is kept, the very nodes, and put back. */
function showNodes(element: Element, nodes: readonly Node[]): () => void {
  const covered = [...native.childNodes(element)];
  native.replaceChildren(element, ...nodes);
  return () => native.replaceChildren(element, ...covered);
}
