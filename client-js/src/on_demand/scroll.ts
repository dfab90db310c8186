// `dj-scroll`: an element is scrolled, not one in it. Such events don't bubble, but come down.

import * as native from "../native";
import { addScroll } from "../events/measures";
import type { Source } from "../events/source";

export const source: Source = {
  family: "scroll",
  phase: () => "capture",
  elements: (_row, _event, selector, target) => (native.matches(target, selector) ? [target] : []),
  payload(params, { target }) {
    addScroll(params, target);
    return [];
  },
};
