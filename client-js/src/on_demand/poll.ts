// `dj-poll`: a handler is called again and again, `dj-poll-interval` after the last call was answered. Nothing is called while
// the page is hidden or disconnected; what is due by then is called once on return.

import type { Timer } from "../environment";
import { parseDuration } from "../events/duration";
import type { Feature } from "../feature";
import * as native from "../native";

const POLL = "dj-poll";

/** How long to wait when nothing is said. */
const INTERVAL_MS = 5000;

/** An element that polls: its timer, its reference while a call is under way, or a call that is due. */
interface Poll {
  timer?: Timer | undefined;
  ref?: number | undefined;
  due?: boolean;
}

export const feature: Feature = ({ document, clock, on, call }) => {
  const polls = new Map<Element, Poll>();
  let connected = false;

  const end = (element: Element): void => {
    clock.clearTimeout(polls.get(element)?.timer);
    polls.delete(element);
  };
  const wait = (element: Element, poll: Poll): void => {
    clock.clearTimeout(poll.timer);
    poll.timer = clock.setTimeout(() => fire(element, poll), intervalOf(element));
  };
  const fire = (element: Element, poll: Poll): void => {
    // A patch may have taken it away.
    if (!native.hasAttribute(element, POLL)) return end(element);
    poll.due = !connected || native.hidden(document);
    if (poll.due) return;
    call(element, POLL);
    // What was refused before it was sent is tried again.
    if (poll.ref === undefined) wait(element, poll);
  };
  const begin = (elements: Iterable<Element>): void => {
    for (const element of elements) {
      if (polls.has(element)) continue;
      const poll: Poll = {};
      polls.set(element, poll);
      wait(element, poll);
    }
  };
  const catchUp = (): void => {
    for (const [element, poll] of polls) if (poll.due) fire(element, poll);
  };

  on("visibilitychange", catchUp);
  return {
    attributes: [POLL],
    connect() {
      connected = true;
      begin(native.findAll(document, `[${POLL}]`));
      catchUp();
    },
    disconnect() {
      connected = false;
    },
    entered: begin,
    patched(elements) {
      for (const element of elements) if (polls.get(element)?.ref === undefined) end(element);
      begin(elements);
    },
    left: (elements) => elements.forEach(end),
    sent({ element, attribute, ref }) {
      const poll = attribute === POLL && polls.get(element);
      if (poll) poll.ref = ref;
    },
    settled({ element, attribute, ref }) {
      const poll = attribute === POLL && polls.get(element);
      if (!poll || poll.ref !== ref) return;
      poll.ref = undefined;
      wait(element, poll);
    },
  };
};

function intervalOf(element: Element): number {
  return parseDuration(native.getAttribute(element, "dj-poll-interval") ?? "") || INTERVAL_MS;
}
