// What a row of the vocabulary says of one of our attributes.

/** What an attribute carries. A mark is ours and never a parameter. */
export type Carries = "event" | "rate" | "text" | "flag" | "url" | "selector" | "keys" | "parameter" | "mark";

/** What an event adds by itself. */
export type Payload = "none" | "field" | "form" | "key" | "pointer" | "scroll" | "size" | "copied";

/**
 * What may follow the name: nothing, `:parameter`, that or `.key`, words after dots, a parameter's name, such a name
 * with `-event`, or anything.
 */
export type Suffix = "none" | "parameter" | "keys" | "words" | "name" | "name-event" | "any";

/** One row. */
export interface Attribute {
  /** The name without its suffix. One that ends with `-` is how names begin. */
  readonly name: string;
  /** Which file implements it: one of `events/sources` or of `features`. */
  readonly family: string;
  readonly carries: Carries;
  /** The event of the DOM that it is for, one that bubbles; empty if there is none. */
  readonly event: string;
  readonly payload: Payload;
  readonly suffix: Suffix;
}
