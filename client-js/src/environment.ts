// What an app stands on: a page, a clock and a way to open sockets. Tests hand in their own.

/** A timer of a clock. */
export type Timer = ReturnType<typeof setTimeout>;

/** Time as an app sees it. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  setTimeout(run: () => void, ms: number): Timer;
  clearTimeout(timer: Timer | undefined): void;
  /** Runs work while nothing else is to be done; `more` says whether there is time for more of it. */
  whenIdle(work: (more: () => boolean) => void): void;
}

/** Opens a socket to a URL. */
export type OpenSocket = (url: URL) => WebSocket;

/** Everything outside of an app. */
export interface Environment {
  readonly window: Window;
  readonly document: Document;
  readonly clock: Clock;
  readonly openSocket: OpenSocket;
}

/** How long work may wait for an idle moment. */
const IDLE_LIMIT_MS = 500;

/** The clock of a browser. Its functions are looked up when they are called, as a page may replace them. */
export function browserClock(window: Window): Clock {
  return {
    now: () => Date.now(),
    setTimeout: (run, ms) => window.setTimeout(run, ms) as unknown as Timer,
    clearTimeout: (timer) => window.clearTimeout(timer as unknown as number),
    whenIdle(work) {
      const { requestIdleCallback } = window as Partial<Window>;
      // Where there is none, an element may have that id.
      if (typeof requestIdleCallback === "function") {
        window.requestIdleCallback((deadline) => work(() => deadline.timeRemaining() > 2), { timeout: IDLE_LIMIT_MS });
      } else {
        window.setTimeout(() => work(() => true), 50);
      }
    },
  };
}
