// Listeners on the document: one for each type and phase, whoever wants to hear.

import * as native from "../native";

/** Hears an event of the page. */
export type Listener = (event: Event) => void;

/** On the way down to the target, before anyone else; or on the way up. */
export type Phase = "capture" | "bubble";

/** The delegated listeners of an app. */
export class Listeners {
  readonly #document: Document;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** Listens for events of a type, whatever element of the page they reach. */
  on(type: string, listener: Listener, phase: Phase = "bubble"): void {
    const key = `${type} ${phase}`;
    const known = this.#listeners.get(key);
    if (known) {
      known.push(listener);
      return;
    }
    const all = [listener];
    this.#listeners.set(key, all);
    const tell = (event: Event): void => {
      for (const one of all) one(event);
    };
    native.addEventListener(this.#document, type, tell, phase === "capture");
  }
}
