// `dj-keydown` and `dj-keyup`: for every key, or for one as in `dj-keydown.enter`.

import { isField } from "../dom/field";
import { addKey, isComposed, keyAttributes } from "../events/keys";
import { addField } from "../events/payload";
import type { Source } from "../events/source";

export const source: Source = {
  family: "keys",
  attributes: keyAttributes,
  takes: ({ event }) => !isComposed(event),
  payload(params, { event, target }) {
    addKey(params, event);
    if (isField(target)) addField(params, target);
    return [target];
  },
};
