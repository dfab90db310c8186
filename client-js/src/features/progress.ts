// Classes for what takes a while: `djust-loading` on the element that sent an event, `djust-global-loading` on the body. On a
// page with `dj-loading` they show at once, elsewhere only for what is not answered soon.

import type { Overlay } from "../dom/overlays";
import type { Timer } from "../environment";
import type { Feature } from "../feature";
import * as native from "../native";
import type { PendingEvent } from "../session/pending";

/** How long an event takes before a page that asks for nothing gets classes. */
const PATIENCE_MS = 100;

export const feature: Feature = ({ document, clock, overlays, names }) => {
  /** Events that show nothing yet, in the order in which they came. */
  const waiting = new Map<number, PendingEvent>();
  /** Runs on when what it was for is answered: to end it with each event would cost more. */
  let timer: Timer | undefined;
  const find = ({ element }: PendingEvent): Overlay[] => [
    { kind: "class", element, name: "djust-loading", on: true },
    { kind: "class", element: native.body(document), name: "djust-global-loading", on: true },
  ];
  const lay = (event: PendingEvent): void => overlays.follow(event.ref, () => find(event));
  const look = (): void => {
    timer = undefined;
    for (const [ref, event] of waiting) {
      const left = event.since + PATIENCE_MS - clock.now();
      if (left > 0) return void (timer = clock.setTimeout(look, left));
      waiting.delete(ref);
      lay(event);
    }
  };
  return {
    sent(event) {
      // Nobody waits for it.
      if (event.attribute === "dj-poll") return;
      if (names()?.includes("dj-loading")) return lay(event);
      waiting.set(event.ref, event);
      timer ??= clock.setTimeout(look, PATIENCE_MS);
    },
    settled({ ref }) {
      waiting.delete(ref);
    },
  };
};
