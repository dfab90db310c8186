// `dj-keydown` and `dj-keyup`: for every key, or for one as in `dj-keydown.enter`.

import { keyNames } from "../keys";
import type { Source } from "../source";

export const source: Source = {
  family: "keys",
  attributes({ name }, event) {
    // What a browser fills in by itself comes without a key.
    const { key = "" } = event as Partial<KeyboardEvent>;
    return [name, ...keyNames(key).map((one) => `${name}.${one}`)];
  },
  // Keys that write a letter together belong to the input method.
  takes: ({ event }) => !(event as KeyboardEvent).isComposing,
};
