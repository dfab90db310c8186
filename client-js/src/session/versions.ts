// Which version of the page is applied, and what the server was told of it.

import type { Clock, Timer } from "../environment";

/** How long an applied patch may stay unacknowledged, and how many may. */
const ACKNOWLEDGE_MS = 1_000;
const ACKNOWLEDGE_COUNT = 2;

/** Counts the versions of a page. */
export class Versions {
  /** The last version applied. */
  applied: number;
  readonly #clock: Clock;
  /** Tells the server alone, without an event. */
  readonly #acknowledge: () => void;
  #unsaid = 0;
  /** Acknowledges, at its end, whatever is unacknowledged then. */
  #timer: Timer | undefined;

  constructor(applied: number, clock: Clock, acknowledge: () => void) {
    this.applied = applied;
    this.#clock = clock;
    this.#acknowledge = acknowledge;
  }

  /** A version is on the page. */
  advance(version: number): void {
    this.applied = version;
    if (++this.#unsaid >= ACKNOWLEDGE_COUNT) this.#acknowledge();
    // A timer is not ended when what it was for is acknowledged: one for each patch would cost more.
    else this.#timer ??= this.#clock.setTimeout(() => this.#due(), ACKNOWLEDGE_MS);
  }

  /** The version that a frame acknowledges as it goes out. */
  say(): number {
    this.#unsaid = 0;
    return this.applied;
  }

  #due(): void {
    this.#timer = undefined;
    if (this.#unsaid > 0) this.#acknowledge();
  }
}
