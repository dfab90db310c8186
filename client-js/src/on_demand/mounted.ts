// `dj-mounted`: a patch brought the element. What the page began with, and what a join brings, was there before.

import type { Feature } from "../feature";

export const feature: Feature = ({ call }) => {
  const known = new WeakSet<Element>();
  return {
    attributes: ["dj-mounted"],
    entered(elements, by) {
      for (const element of elements) {
        if (known.has(element)) continue;
        known.add(element);
        // The patch is acknowledged before its elements send anything.
        if (by === "patch") queueMicrotask(() => call(element, "dj-mounted"));
      }
    },
  };
};
