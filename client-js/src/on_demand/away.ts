// `dj-click-away`: a click outside of the element. It is heard before anyone can stop it or change the page, and what
// it passes is asked of the event: an element that is gone by then, or in a shadow root, still counts as inside.

import * as native from "../native";
import type { Source } from "../events/source";

export const source: Source = {
  family: "away",
  phase: () => "capture",
  *elements(_row, event, selector, target) {
    const path = event.composedPath();
    // It came before the client listened, and nobody knows any more where.
    if (path.length === 0) return;
    for (const element of native.findAll(native.ownerDocument(target), selector)) if (!path.includes(element)) yield element;
  },
};
