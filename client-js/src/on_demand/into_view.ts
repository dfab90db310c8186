// `dj-scroll-into-view`: an element is scrolled to when the page begins with it or a patch brings it; each element once.

import type { Feature } from "../feature";
import * as native from "../native";

const NAME = "dj-scroll-into-view";

export const feature: Feature = ({ window, document }) => {
  const shown = new WeakSet<Element>();
  const show = (elements: Iterable<Element>): void => {
    for (const element of elements) {
      if (shown.has(element)) continue;
      shown.add(element);
      native.scrollIntoView(element, optionsOf(native.getAttribute(element, NAME) ?? "", window));
    }
  };
  return {
    attributes: [NAME],
    connect: () => show(native.findAll(document, `[${NAME}]`)),
    entered: show,
    patched: show,
  };
};

function optionsOf(value: string, window: Window): ScrollIntoViewOptions {
  const isCalm = value === "instant" || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const block = value === "center" || value === "start" || value === "end" ? value : "nearest";
  return { behavior: isCalm ? "instant" : "smooth", block };
}
