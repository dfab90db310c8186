// Overlays: what shows ahead of the server, such as a class while an event is under way. An overlay is laid by the
// reference of an event. It is lifted before a patch, so that a patch sees the page as the server wrote it, found and laid
// again after it, and gone when its reference is settled.

import * as native from "../native";

/** A change of one element. */
export type Overlay =
  | { readonly kind: "attribute"; readonly element: Element; readonly name: string; readonly value: string | null }
  | { readonly kind: "class"; readonly element: Element; readonly name: string; readonly on: boolean }
  /** Shows itself, and gives what puts back what it covers. */
  | { readonly kind: "own"; readonly element: Element; readonly show: () => () => void };

/** What an event lays: found anew after each patch, which may bring elements and take them away. */
interface Laid {
  readonly ref: number;
  readonly find: () => readonly Overlay[];
}

/** The overlays of a page, in the order in which they were laid. */
export class Overlays {
  #laid: Laid[] = [];
  /** What puts back what is covered now. */
  #restore: (() => void)[] = [];
  #lifted = false;
  #away = false;
  /** What had the focus when an overlay disabled it. */
  #focused: HTMLElement | null = null;

  /** Lays an overlay until the event of this reference is settled. References below 0 are of no event. */
  lay(ref: number, overlay: Overlay): void {
    this.follow(ref, () => [overlay]);
  }

  /** Lays what `find` finds, which is asked again after each patch, until the event of this reference is settled. */
  follow(ref: number, find: () => readonly Overlay[]): void {
    this.lifted(() => this.#laid.push({ ref, find }));
  }

  /** The event of this reference is settled: its overlays are gone. */
  settle(ref: number): void {
    if (!this.#laid.some((one) => one.ref === ref)) return;
    this.lifted(() => {
      this.#laid = this.#laid.filter((one) => one.ref !== ref);
    });
  }

  /** While there is no session, nothing shows what waits for it. */
  set away(away: boolean) {
    if (this.#away !== away) this.lifted(() => (this.#away = away));
  }

  /** Runs something that must see the page without overlays. */
  lifted<T>(run: () => T): T {
    if (this.#lifted) return run();
    this.#lifted = true;
    // Those that lie over others are lifted first.
    if (this.#restore[0]) for (const restore of this.#restore.splice(0).reverse()) restore();
    try {
      return run();
    } finally {
      this.#lifted = false;
      if (this.#laid[0] || this.#focused) this.#lay();
    }
  }

  /** All are found before the first is laid, so that they see the page as the server wrote it. */
  #lay(): void {
    const shown = this.#laid.filter(({ ref }) => ref < 0 || !this.#away);
    const found = shown.flatMap(({ find }) => find()).filter(({ element }) => native.isConnected(element));
    for (const overlay of found) {
      this.#noteFocus(overlay);
      this.#restore.push(show(overlay));
    }
    this.#refocus();
  }

  #noteFocus(overlay: Overlay): void {
    const { element } = overlay;
    if (overlay.kind !== "attribute" || overlay.name !== "disabled") return;
    const activeElement = native.activeElement(native.ownerDocument(element));
    if (activeElement && native.contains(element, activeElement)) this.#focused = activeElement as HTMLElement;
  }

  /** A browser takes the focus from what is disabled: it comes back, unless the user went elsewhere. */
  #refocus(): void {
    const focused = this.#focused;
    if (!focused || native.matches(focused, ":disabled")) return;
    this.#focused = null;
    const document = native.ownerDocument(focused);
    if (native.isConnected(focused) && native.activeElement(document) === native.body(document)) focused.focus({ preventScroll: true });
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
    case "own":
      return overlay.show();
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

/** An overlay of other content. What was there is kept, the very nodes, and put back. */
export function contentOverlay(element: Element, ...nodes: readonly (Node | string)[]): Overlay {
  const show = (): (() => void) => {
    const covered = [...native.childNodes(element)];
    native.replaceChildren(element, ...nodes);
    return () => native.replaceChildren(element, ...covered);
  };
  return { kind: "own", element, show };
}
