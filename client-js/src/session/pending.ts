// The ledger of events under way: each has a reference, and keeps the element that it came from. An event ends here and
// nowhere else, once, however it ends; whoever shows that it is under way hears of it.

import * as native from "../native";
import type { Carried } from "../dom/fields";
import type { Params } from "../protocol/frames";

/** How an event ended. */
export type Outcome =
  /** It ran, and what it changed is on the page. */
  | "patched"
  /** It ran and changed nothing. */
  | "unchanged"
  /** It was held back by the server, and ran. */
  | "ran"
  /** It was held back by the server, and a newer one took its place. */
  | "superseded"
  | "refused"
  /** Its session is gone, or it ended too many sockets. */
  | "lost"
  /** Its element left the page. The event itself may still be answered. */
  | "gone";

/** What the page wants to send. */
export interface PageEvent {
  readonly name: string;
  readonly params: Params;
  /** The component that it is for; 0 is the view. */
  readonly component: number;
  /** The element that it came from. */
  readonly element: Element;
  /** The attribute that it came from, by its name in the vocabulary. */
  readonly attribute?: string;
  /** If it calls no handler, but asks for the URL that is its name: what its frame says from there on. */
  readonly visit?: string;
}

/** An event that has no answer yet. */
export interface PendingEvent extends PageEvent {
  readonly ref: number;
  /** What its frame says from the name on. */
  readonly tail: string;
  /** The fields that it carries. */
  readonly carried: readonly Carried[];
  /** When it was taken in. */
  readonly since: number;
  /** How many sockets it was sent on. */
  readonly tries: number;
}

/** What the ledger knows of an event besides. */
interface Entry extends PendingEvent {
  tries: number;
  /** Whether the server holds it back: then an answer to later ones is none to it. */
  held?: boolean;
  /** Whether its answer came; it ends when what the answer brings is on the page. */
  answered?: boolean;
  /** Whether it was told how it ended. */
  ended?: boolean;
}

/** Hears how events end. */
export type Settled = (event: PendingEvent, outcome: Outcome) => void;

/** All events under way, in order. */
export class Pending {
  readonly #settled: Settled;
  readonly #entries = new Map<number, Entry>();
  #next = 1;

  constructor(settled: Settled) {
    this.#settled = settled;
  }

  /** How many events have no answer. */
  get size(): number {
    return this.#entries.size;
  }

  /** All that have not ended, or whose element left before their answer came. */
  get waiting(): Entry[] {
    return [...this.#entries.values()];
  }

  /** Takes an event in and gives it its reference. */
  open(event: PageEvent, tail: string, carried: readonly Carried[], since: number): PendingEvent {
    const ref = this.#next++;
    const entry: Entry = { ...event, ref, tail, carried, since, tries: 0 };
    this.#entries.set(ref, entry);
    return entry;
  }

  /** An answer came to every event up to a reference but those held: these wait for what it brings. */
  answer(ref: number): PendingEvent[] {
    const found = this.#unanswered.filter((entry) => entry.ref <= ref && !entry.held);
    for (const entry of found) entry.answered = true;
    return found;
  }

  /** The event of a reference, if it waits for its answer. */
  find(ref: number): PendingEvent | undefined {
    const entry = this.#entries.get(ref);
    return entry?.answered ? undefined : entry;
  }

  /** The server holds an event back. */
  hold(ref: number): void {
    const entry = this.#entries.get(ref);
    if (entry) entry.held = true;
  }

  /** Of all events the server holds these. */
  holdOnly(refs: readonly unknown[]): void {
    for (const entry of this.waiting) entry.held = refs.includes(entry.ref);
  }

  /** Events that a session which ran those up to a reference has not seen. */
  after(ref: number): PendingEvent[] {
    return this.#unanswered.filter((entry) => entry.ref > ref && !entry.held);
  }

  /** Counts a socket for an event. */
  sent(event: PendingEvent): void {
    (event as Entry).tries++;
  }

  /** Ends an event. */
  end({ ref }: PendingEvent, outcome: Outcome): void {
    const entry = this.#entries.get(ref);
    if (!entry) return;
    if (outcome !== "gone") this.#entries.delete(ref);
    if (entry.ended) return;
    entry.ended = true;
    this.#settled(entry, outcome);
  }

  /** Tells of those whose element left the page; their answers are still waited for. */
  endGone(): void {
    for (const entry of this.#entries.values()) if (!native.isConnected(entry.element)) this.end(entry, "gone");
  }

  /**
   * Begins anew with a session that has run events up to `ref`, or goes on with one that follows. All that had no answer is
   * lost, and is given back.
   */
  restart(ref = this.#next - 1): PendingEvent[] {
    const lost = this.#unanswered;
    this.#next = ref + 1;
    for (const event of this.waiting) this.end(event, event.answered ? "patched" : "lost");
    return lost;
  }

  get #unanswered(): Entry[] {
    return this.waiting.filter((entry) => !entry.answered);
  }
}
