// `window.djust`: where the scripts of a page meet. They may run in any order.

import type { Djust } from "../djust";
import type { Part } from "./part";

/** Takes parts as they come: a list before the client starts, the client itself afterwards. */
export interface Parts {
  push(part: Part): void;
}

/** What pages' scripts may use, written by the features that bring it. */
type Public = { -readonly [Name in keyof Djust]: Djust[Name] };

/** What is ours of the window. */
export interface Registry extends Public {
  /** The protocol of the client that runs, once one does. */
  protocol?: number;
  parts?: Parts;
  /** Ends the keeping of events for the client, and gives those that came before it. */
  early?: () => readonly Event[];
}

/**
 * What is ours of a window. An element whose id is `djust`, such as the data block, is a property of the window, too, but not its own:
 * what a script that ran before has put on it, as in `(window.djust ??= {}).hooks = {}`, is taken over.
 */
export function registryOf(window: Window): Registry {
  const host = window as { djust?: Registry };
  return (Object.hasOwn(window, "djust") && host.djust) || (host.djust = { ...host.djust });
}

/** Hands a part to the client of this page. */
export function register(part: Part): void {
  const registry = registryOf(window);
  (registry.parts ??= []).push(part);
}
