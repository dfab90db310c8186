// The interface of a feature: something that the client does beside adoption, patches and events. Each is one file of
// `features`, which exports it as `feature`; it may be deleted, and the rest works without it.

import type { Cause } from "./dom/lifecycle";
import type { Overlays } from "./dom/overlays";
import type { View } from "./dom/view";
import type { Clock } from "./environment";
import type { Listener, Phase } from "./events/listeners";
import type { Told, Trigger } from "./events/source";
import type { EventAttribute } from "./protocol/attribute";
import type { PageFrame, Params } from "./protocol/frames";
import type { Outcome, PageEvent, PendingEvent } from "./session/pending";
import type { Place } from "./transport/transport";

/** What a feature may use of its app. */
export interface Host {
  readonly window: Window;
  readonly document: Document;
  readonly clock: Clock;
  /** What the page shows of the view. */
  readonly view: View;
  /** For what shows ahead of the server. */
  readonly overlays: Overlays;
  /** Listens for events of the page, on the document. */
  on(type: string, listener: Listener, phase?: Phase): void;
  /** Whether an event may go to the server. */
  permits(trigger: Trigger): boolean;
  /** Sends an event, or keeps it until there is a session for it. The answer brings these fields to the server's word. */
  send(event: PageEvent, fields?: ArrayLike<Element>): void;
  /** Where the session is, which the page's own URL may be ahead of. */
  readonly at: Place;
  /** Tells the page's scripts. */
  announce(name: string, detail: unknown): void;
  /** The name of the view, once it is known, on pages with hooks. */
  viewName(): string;
  /** The names of our attributes that stand in the view's templates, once they are known. */
  names(): readonly string[] | undefined;
  /** Calls the handler that an attribute of an element names; `own` is what the event carries by itself. */
  call(element: Element, attribute: string, own?: Params): void;
}

/** What a feature does, and when. Whatever is left out is nothing to it. */
export interface Behaviour {
  /** Attributes of the elements that `entered`, `patched` and `left` are about. */
  readonly attributes?: readonly string[];
  /** Finds these elements, if not those that bear one of the attributes. */
  readonly selector?: string;
  /** The page is bound and its session joined, for the first time or again. `anew`: its values are yet to come. */
  connect?(anew: boolean): void;
  /** The session is left: it was lost, or the user goes. */
  disconnect?(why: "lost" | "leaving"): void;
  /** Elements came to the page. */
  entered?(elements: readonly Element[], by: Cause): void;
  /** Elements that stood on the page were written to. */
  patched?(elements: readonly Element[]): void;
  /** Something of any element is about to be written, or nodes to come to it or to leave it. */
  changing?(element: Element): void;
  /** A patch is on the page. */
  flushed?(): void;
  /** Elements are about to leave the page. */
  left?(elements: readonly Element[]): void;
  /** Does what an event's attribute says that is no call, if it knows how; `send` sends a call in its place. */
  reads?(text: string, element: Element, send: (call: Told) => void): boolean;
  /** Whether events of the element are dropped for now. It is asked before `permits`. */
  busy?(trigger: Trigger): boolean;
  /** Whether an event of the page may go to the server; asked just before it goes. */
  permits?(trigger: Trigger): boolean;
  /** Adds parameters that an event's element gives. */
  parameters?(params: Params, element: Element, row: EventAttribute): void;
  /** Calls `fire` now, later or never; only one feature is asked. */
  schedule?(trigger: Trigger, fire: () => void): void;
  /** An event is about to be sent to the server. */
  sent?(event: PendingEvent): void;
  /** It ended; told once of each. */
  settled?(event: PendingEvent, outcome: Outcome): void;
  /** The server says something that is not about the page's content. It may be about any of these events, which it answers or not yet. */
  received?(frame: PageFrame, events: readonly PendingEvent[]): void;
}

/** Begins a feature for an app. What it keeps between calls belongs to that app. */
export type Feature = (host: Host) => Behaviour;
