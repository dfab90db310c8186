// Events on their way: numbered, kept until answered, sent again only where the session has not run them.

import type { Carried } from "../dom/fields";
import type { Params } from "../protocol/frames";

/** How many events wait for a connection before further ones are refused. */
const WAITING = 32;

/** How many sockets may end while an event has no answer. */
const TRIES = 2;

/** An event that has no answer yet. */
export interface Outgoing {
  readonly ref: number;
  readonly name: string;
  readonly params: Params;
  /** The component that it is for; 0 is the view. */
  readonly component: number;
  readonly carried: readonly Carried[];
  /** How many sockets it was sent on. */
  tries: number;
}

let next = 1;
/** In order. */
let events: Outgoing[] = [];

/** Takes an event in; `null` if too many wait. */
export function addEvent(said: Omit<Outgoing, "ref" | "tries">, online: boolean): Outgoing | null {
  if (!online && events.length >= WAITING) return null;
  const event = { ...said, ref: next++, tries: 0 };
  events.push(event);
  return event;
}

/** Takes out the events that a test accepts. */
export function takeEvents(test: (event: Outgoing) => boolean): Outgoing[] {
  const [taken, left] = [events.filter(test), events.filter((event) => !test(event))];
  events = left;
  return taken;
}

/** Takes out what ended too many sockets, of those that a session has not run. */
export function takeTried(ref: number): Outgoing[] {
  return takeEvents((event) => event.ref > ref && event.tries >= TRIES);
}

/** Those that a session has not run. */
export function eventsAfter(ref: number): Outgoing[] {
  return events.filter((event) => event.ref > ref);
}

/** Begins anew with a session that has run events up to `ref`; what had no answer is lost. */
export function resetEvents(ref: number): Outgoing[] {
  next = ref + 1;
  return takeEvents(() => true);
}
