// Events on their way: numbered, kept until answered, sent again only where the session has not run them.

import type { Carried } from "../dom/fields";
import type { Params } from "../protocol/frames";

/** How many events wait for a connection before further ones are refused. */
const WAITING = 32;

/** How many sockets may end while an event has no answer. */
const TRIES = 2;

/** What an event says. */
export interface Said {
  readonly name: string;
  readonly params: Params;
  /** The component that it is for; 0 is the view. */
  readonly component: number;
  readonly carried: readonly Carried[];
}

/** An event that has no answer yet. */
export interface Outgoing extends Said {
  readonly ref: number;
  /** How many sockets it was sent on. */
  tries: number;
}

/** The unanswered events of a session, in order. */
export class Outbox {
  #next = 1;
  #events: Outgoing[] = [];

  /** Takes an event in; `null` if too many wait. */
  add(said: Said, online: boolean): Outgoing | null {
    if (!online && this.#events.length >= WAITING) return null;
    const event = { ...said, ref: this.#next++, tries: 0 };
    this.#events.push(event);
    return event;
  }

  /** Ends all events up to a ref. */
  answered(ref: number): Outgoing[] {
    const done = this.#events.filter((event) => event.ref <= ref);
    this.#events = this.#events.filter((event) => event.ref > ref);
    return done;
  }

  /** Ends one event. */
  refused(ref: number): Outgoing | undefined {
    const event = this.#events.find((one) => one.ref === ref);
    this.#events = this.#events.filter((one) => one !== event);
    return event;
  }

  /** What a session that lives has not run, beyond `ref`; and what ended too many sockets. */
  resend(ref: number): { again: Outgoing[]; lost: Outgoing[] } {
    const later = this.#events.filter((event) => event.ref > ref);
    const lost = later.filter((event) => event.tries >= TRIES);
    this.#events = this.#events.filter((event) => !lost.includes(event));
    return { again: later.filter((event) => event.tries < TRIES), lost };
  }

  /** Begins anew with a session that has run events up to `ref`; what had no answer is lost. */
  reset(ref: number): Outgoing[] {
    const lost = this.#events;
    this.#events = [];
    this.#next = ref + 1;
    return lost;
  }
}
