// What the user does before the client has started. Pages load this script ahead of the client's and without waiting for it: it
// keeps clicks, edits and submits that are for handlers, and the client takes them over as it starts. No other event is kept.

import { takesClick } from "./events/clicks";
import type { Trigger } from "./events/source";
import * as native from "./native";
import { registryOf } from "./registry";

const TYPES: readonly string[] = ["click", "input", "change", "submit"];

/** As many as wait for a session. */
const MOST = 32;

/** Keeps events until the client asks for them. */
function listen(): () => Event[] {
  const kept: Event[] = [];
  const keep = (event: Event): void => {
    if (event.target instanceof Element && isKept(event, event.target) && kept.length < MOST) kept.push(event);
  };
  for (const type of TYPES) native.addEventListener(document, type, keep, true);
  return () => {
    for (const type of TYPES) native.removeEventListener(document, type, keep, true);
    return kept;
  };
}

/** Whether an event is for a handler. If so, the browser does not go where it would lead. */
function isKept(event: Event, target: Element): boolean {
  const { type } = event;
  // Those of fields lead nowhere, and are for several attributes.
  if (type === "input" || type === "change") return true;
  const attribute = `dj-${type}`;
  const element = native.closest(target, `[${attribute}]`);
  if (!element) return false;
  if (type === "click") return takesClick({ event, target, element, attribute } as Trigger);
  event.preventDefault();
  return true;
}

const djust = registryOf(window);

// It came too late if the client runs.
if (!djust.protocol) djust.early = listen();
