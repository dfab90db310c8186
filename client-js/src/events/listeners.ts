// Listeners on the page: one for each type and phase, whoever wants to hear.

import * as native from "../native";

/** Hears an event of the page. */
export type Listener = (event: Event) => void;

/** On the way down to the target, before anyone else; on the way up; or when it has come up to the window. */
export type Phase = "capture" | "bubble" | "window";

/** The delegated listeners of an app. */
export class Listeners {
  readonly #window: Window;
  readonly #listeners = new Map<string, { readonly all: Set<Listener>; readonly tell: Listener }>();

  constructor(window: Window) {
    this.#window = window;
  }

  /** Listens for events of a type, whatever element of the page they reach. */
  on(type: string, listener: Listener, phase: Phase = "bubble"): void {
    const known = this.#listeners.get(`${type} ${phase}`);
    if (known) return void known.all.add(listener);
    const all = new Set([listener]);
    const tell = (event: Event): void => {
      for (const one of all) one(event);
    };
    this.#listeners.set(`${type} ${phase}`, { all, tell });
    // Nobody here keeps a page from scrolling, and the browser need not wait to hear so.
    const passive = type === "scroll";
    native.addEventListener(this.#place(phase), type, tell, { capture: phase === "capture", passive });
  }

  /** Tells the document's listeners of an event that came before they listened. */
  hear(event: Event): void {
    for (const phase of ["capture", "bubble"]) this.#listeners.get(`${event.type} ${phase}`)?.tell(event);
  }

  /** Listens no longer. */
  off(type: string, listener: Listener, phase: Phase = "bubble"): void {
    const known = this.#listeners.get(`${type} ${phase}`);
    if (!known?.all.delete(listener) || known.all.size > 0) return;
    this.#listeners.delete(`${type} ${phase}`);
    native.removeEventListener(this.#place(phase), type, known.tell, phase === "capture");
  }

  #place(phase: Phase): EventTarget {
    return phase === "window" ? this.#window : this.#window.document;
  }
}
