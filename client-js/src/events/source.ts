// What a family of event attributes adds to the rule: a listener for its rows' events, and the nearest element that
// bears the attribute.

import type { EventAttribute } from "../protocol/attribute";
import type { Params } from "../protocol/frames";
import type { Call } from "./call";
import type { Phase } from "./listeners";

/** An event of the page that reached an element with an attribute for it. */
export interface Trigger {
  readonly row: EventAttribute;
  /** The attribute's whole name, such as `dj-keydown.enter`. */
  readonly attribute: string;
  readonly event: Event;
  /** Where it happened; the root element if that is no element. */
  readonly target: Element;
  /** The element that bears the attribute. */
  readonly element: Element;
  /** How long it waits for a newer one, if its source says so. */
  readonly wait?: number | undefined;
  /** What it carries beside its payload: what its source read of the event while that was dispatched. */
  snapshot?: Params | undefined;
}

/** What an attribute calls, and parameters that only its family knows. */
export interface Told extends Call {
  readonly params?: Params;
}

/** A family of event attributes; a file of `events/sources` exports one as `source`. */
export interface Source {
  /** The family of its rows in the vocabulary. */
  readonly family: string;
  /** The events that it is for, if not its rows' own. */
  readonly types?: readonly string[];
  /** When its events are heard, if not on the way up. */
  phase?(row: EventAttribute): Phase;
  /** The attributes that are for this event, if not the row's name alone. */
  attributes?(row: EventAttribute, event: Event): readonly string[];
  /** The elements that the event is for among those that a selector finds, if not the nearest around its target. */
  elements?(row: EventAttribute, event: Event, selector: string, target: Element): Iterable<Element>;
  /** Whether the event is for the element, and not the browser's alone. This is the place to prevent its default. */
  takes?(trigger: Trigger): boolean;
  /** How long an event waits for a newer one, in milliseconds, if not as long as suits its field. */
  wait?(attribute: string): number;
  /** Reads what an event tells only while it is dispatched: it may be sent later. */
  snapshot?(event: Event): Params;
  /** Adds what an event carries, if not its row's payload, and gives the fields that this came from. */
  payload?(params: Params, trigger: Trigger): ArrayLike<Element>;
  /** What the attribute's text calls, if it is no call; `null` if it is malformed. */
  read?(text: string, event: Event): Told | null;
}
