// `dj-cloak`: hidden by the page's style sheet until the page is joined.

import type { Feature } from "../feature";
import * as native from "../native";

const CLOAK = "dj-cloak";

export const feature: Feature = ({ document }) => {
  let joined = false;
  const uncloak = (elements: Iterable<Element>): void => {
    if (joined) for (const element of elements) native.removeAttribute(element, CLOAK);
  };
  return {
    attributes: [CLOAK],
    connect() {
      joined = true;
      uncloak(native.findAll(document, `[${CLOAK}]`));
    },
    entered: uncloak,
    patched: uncloak,
  };
};
