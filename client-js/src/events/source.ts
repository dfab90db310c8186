// What a family of event attributes adds to the rule: a listener for its rows' events, and the nearest element that
// bears the attribute.

import type { Attribute } from "../protocol/attribute";

/** An event of the page that reached an element with an attribute for it. */
export interface Trigger {
  readonly row: Attribute;
  /** The attribute's whole name, such as `dj-keydown.enter`. */
  readonly attribute: string;
  readonly event: Event;
  /** Where it happened. */
  readonly target: Element;
  /** The element that bears the attribute. */
  readonly element: Element;
}

/** A family of event attributes; a file of `events/sources` exports one as `source`. */
export interface Source {
  /** The family of its rows in the vocabulary. */
  readonly family: string;
  /** The attributes that are for this event, if not the row's name alone. */
  attributes?(row: Attribute, event: Event): readonly string[];
  /** Whether the event is for the element, and not the browser's alone. This is the place to prevent its default. */
  takes?(trigger: Trigger): boolean;
}
