// `dj-window-…` and `dj-document-…`: what happens anywhere, for every element that declares it.

import * as native from "../native";
import { addKey, isComposed, keyAttributes } from "../events/keys";
import { addPointer, addScroll, addSize } from "../events/measures";
import type { Source } from "../events/source";

export const source: Source = {
  family: "window",
  phase: ({ name }) => (name.startsWith("dj-window-") ? "window" : "bubble"),
  attributes: (row, event) => (row.suffix === "keys" ? keyAttributes(row, event) : [row.name]),
  elements: (_row, _event, selector, target) => native.findAll(native.ownerDocument(target), selector),
  takes: ({ event }) => !isComposed(event),
  payload(params, { row, event, target }) {
    if (row.payload === "press") addKey(params, event);
    else if (row.payload === "pointer") addPointer(params, event);
    else if (row.payload === "scroll") addScroll(params, target);
    else addSize(params, target);
    return [];
  },
};
