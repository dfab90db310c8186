// What a row of the vocabulary says of one of our attributes.

import type { Payload, Suffix } from "./words";

/** An attribute that calls a handler. */
export interface EventAttribute {
  /** The name without its suffix. */
  readonly name: string;
  /** Which file implements it: one of `events/sources`, of `features` or of `on_demand`. */
  readonly family: string;
  /** The event of the DOM that it is for; empty if it is none of the DOM's. */
  readonly event: string;
  readonly payload: Payload;
  /** `parameter`, if it is not said. */
  readonly suffix?: Suffix;
}
