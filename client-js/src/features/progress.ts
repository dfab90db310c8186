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
  const timers = new Map<number, Timer>();
  const find = ({ element }: PendingEvent): Overlay[] => [
    { kind: "class", element, name: "djust-loading", on: true },
    { kind: "class", element: native.body(document), name: "djust-global-loading", on: true },
  ];
  return {
    sent(event) {
      // Nobody waits for it.
      if (event.attribute === "dj-poll") return;
      const lay = (): void => overlays.follow(event.ref, () => find(event));
      if (names()?.includes("dj-loading")) lay();
      else timers.set(event.ref, clock.setTimeout(lay, PATIENCE_MS));
    },
    settled({ ref }) {
      clock.clearTimeout(timers.get(ref));
      timers.delete(ref);
    },
  };
};
