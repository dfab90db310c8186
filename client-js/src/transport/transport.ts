// What a connection stands on: something that opens a way to the server and carries texts over it, in order.

/** Why a way to the server ended: a close code, and what the server says to it. */
export interface Ending {
  readonly code: number;
  readonly reason: string;
}

/** What happens on a way to the server. */
export interface LinkEvents {
  opened(): void;
  received(text: string): void;
  /** Not called when `close` was. */
  closed(ending: Ending): void;
}

/** A way to the server. */
export interface Link {
  /** Sends a text; one that is not open carries nothing. */
  send(text: string): void;
  /** Ends it. Nothing of it is heard any more. */
  close(): void;
}

/** Where a session is, which the page's own URL may be ahead of. */
export interface Place {
  href: string;
}

/** A kind of ways to the server. */
export interface Transport {
  open(events: LinkEvents): Link;
}
