// Events that the server pushes: the page's scripts hear them as events of the document.

import type { Feature } from "../feature";

export const feature: Feature = (host) => ({
  received(frame) {
    if (frame[0] === "u") host.announce(frame[1], frame[2]);
  },
});
