// Events on their way: taken in while there is room, sent when the session can run them, and sent again only where it
// has not.

import type { Carried } from "../dom/fields";
import type { Clock } from "../environment";
import { eventFrame, eventTail } from "../protocol/frames";
import type { Connection } from "../transport/connection";
import type { PageEvent, Pending, PendingEvent } from "./pending";
import type { Versions } from "./versions";

/** How many events wait for a session before further ones are refused. */
const WAITING = 32;

/** How many sockets may end while an event has no answer. */
const TRIES = 2;

/** What holds when a join's answer says nothing else. */
const LARGEST_FRAME = 65_536;

/** What stands before the tail of an event's frame, at most. */
const ENVELOPE = 60;

/** Why an event was not taken in. */
export type Refusal = "too_large" | "offline";

/** The events of a page on their way to its session. */
export class Outbox {
  readonly #pending: Pending;
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #versions: Versions;
  /** The largest frame that the server takes, in bytes. */
  largest = LARGEST_FRAME;
  /** Whether the session can run what is sent now. */
  #open = false;

  constructor(pending: Pending, clock: Clock, connection: Connection, versions: Versions) {
    this.#pending = pending;
    this.#clock = clock;
    this.#connection = connection;
    this.#versions = versions;
  }

  /** Takes an event in that carries these fields: it is to be sent. */
  add(event: PageEvent, carried: readonly Carried[]): PendingEvent | Refusal {
    const tail = event.visit ?? eventTail(event.name, event.params, event.component);
    const most = this.largest - ENVELOPE;
    // No letter has more than three bytes in a string of its length.
    if (tail.length * 3 > most && new Blob([tail]).size > most) return "too_large";
    if (!this.#open && this.#pending.size >= WAITING) return "offline";
    return this.#pending.open(event, tail, carried, this.#clock.now());
  }

  /** Sends an event that was taken in, now or when there is a session that can run it. */
  send(event: PendingEvent): void {
    if (this.#open) this.#send(event);
  }

  /** There is no session that could run events: they wait. */
  close(): void {
    this.#open = false;
  }

  /** A session has run events up to `ref`: the others go to it, but for those that ended too many sockets: it gives them. */
  open(ref: number): PendingEvent[] {
    this.#open = true;
    const tired = this.#pending.after(ref).filter(({ tries }) => tries >= TRIES);
    // An answer to later ones is none to them.
    for (const event of tired) this.#pending.hold(event.ref);
    for (const event of this.#pending.after(ref)) this.#send(event);
    return tired;
  }

  #send(event: PendingEvent): void {
    this.#pending.sent(event);
    this.#connection.ask(eventFrame(event.visit ? "v" : "e", event.ref, this.#versions.say(), event.tail));
  }
}
