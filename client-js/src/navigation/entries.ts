// The entries of the browser's history that are ours: which view each belongs to, and where it was scrolled.
//
// Each entry's state has `djust: { view, at }` beside what others keep there. Entries of one mounted view share its number;
// going back to another number mounts anew. Positions are kept for as long as the document lives; for what a reload brings
// back, the browser restores them.

import { History } from "../protocol/frames";

/** What we keep of an entry. */
export interface Entry {
  /** The mounted view that it shows. */
  readonly view: number;
  /** The entry's own number. */
  readonly at: number;
}

/** The history of one document. */
export class Entries {
  readonly #window: Window;
  readonly #positions = new Map<number, readonly [number, number]>();
  #current: Entry;

  constructor(window: Window) {
    this.#window = window;
    this.#current = entryOf(window.history.state) ?? { view: someNumber(), at: someNumber() };
  }

  /** The view that is shown. */
  view(): number {
    return this.#current.view;
  }

  /** The number of the present entry. */
  at(): number {
    return this.#current.at;
  }

  /** Notes where the page is scrolled. */
  keepPosition(): void {
    const { scrollX, scrollY } = this.#window;
    this.#positions.set(this.#current.at, [scrollX, scrollY]);
  }

  /** The browser went to another entry, whose state is this; `null` if it is not ours. */
  arrive(state: unknown): Entry | null {
    const entry = entryOf(state);
    this.#current = entry ?? { view: this.#current.view, at: someNumber() };
    return entry;
  }

  /** The page shows another URL, of another view or of the same. */
  show(url: string, history: History, isOther: boolean): void {
    const { history: entries } = this.#window;
    const view = isOther ? someNumber() : this.#current.view;
    if (history === History.Push) {
      entries.scrollRestoration = "manual";
      this.#write(this.#window.location.href, this.#current);
      this.#current = { view, at: someNumber() };
      entries.pushState({ djust: this.#current }, "", url);
    } else {
      this.#current = { view, at: this.#current.at };
      this.#write(url, this.#current);
    }
  }

  /** Scrolls to where the entry was; one that is not known stays. */
  restorePosition(): void {
    const position = this.#positions.get(this.#current.at);
    if (position) this.#window.scrollTo(...position);
  }

  /** What others keep in an entry's state stays; where there is no room beside it, nothing of ours does. */
  #write(url: string, entry: Entry): void {
    const { history } = this.#window;
    const state: unknown = history.state ?? {};
    const isRoom = typeof state === "object" && !Array.isArray(state);
    history.replaceState(isRoom ? { ...state, djust: entry } : state, "", url);
  }
}

function entryOf(state: unknown): Entry | null {
  const entry = (state as { djust?: Entry } | null)?.djust;
  return typeof entry?.view === "number" && typeof entry.at === "number" ? entry : null;
}

/** A number that no other document of the tab has. */
function someNumber(): number {
  return Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
}
