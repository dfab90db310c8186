// `dj-sticky-scroll`: a log stays at its end as it grows. Who scrolls up reads, and is left alone until the end is in sight again.

import type { Feature } from "../feature";
import * as native from "../native";

const NAME = "dj-sticky-scroll";

/** How near to the end counts as there. */
const NEAR = 8;

export const feature: Feature = ({ document, on }) => {
  /** Elements whose user reads further up. */
  const left = new WeakSet<Element>();
  const toEnd = (elements: Iterable<Element>): void => {
    for (const element of elements) if (!left.has(element)) element.scrollTop = element.scrollHeight;
  };
  on(
    "scroll",
    ({ target }) => {
      if (!(target instanceof Element) || !native.hasAttribute(target, NAME)) return;
      if (target.scrollHeight - target.scrollTop - target.clientHeight > NEAR) left.add(target);
      else left.delete(target);
    },
    "capture",
  );
  return {
    attributes: [NAME],
    connect: () => toEnd(native.findAll(document, `[${NAME}]`)),
    flushed: () => toEnd(native.findAll(document, `[${NAME}]`)),
  };
};
