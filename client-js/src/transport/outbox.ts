// Events on their way: numbered, kept until answered, sent again only where the session has not run them.

import type { Carried } from "../dom/fields";
import type { Params } from "../protocol/frames";

/** How many events wait for a connection before further ones are refused. */
const WAITING = 32;

/** How many sockets may end while an event has no answer. */
const TRIES = 2;

/** An event that has no answer yet. */
export interface Outgoing {
  /** Its number, given when it is taken in. */
  ref: number;
  readonly name: string;
  readonly params: Params;
  /** What its frame says from the name on. */
  readonly tail: string;
  readonly carried: readonly Carried[];
  /** How many sockets it was sent on. */
  tries: number;
}

let next = 1;
/** In order. */
let events: Outgoing[] = [];

/** Takes an event in, and numbers it; `false` if too many wait. */
export function addEvent(event: Outgoing, online: boolean): boolean {
  if (!online && events.length >= WAITING) return false;
  event.ref = next++;
  events.push(event);
  return true;
}

/** Takes out the events that a test accepts. */
export function takeEvents(test: (event: Outgoing) => boolean): Outgoing[] {
  const taken = events.filter(test);
  events = events.filter((event) => !taken.includes(event));
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
  return events.splice(0);
}
