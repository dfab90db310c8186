// `dj-payload-*`: parameters for events alone, and for one event alone if they name it. `dj-target`: the element that the answer
// may write to.

import { addPrefixed } from "../events/parameters";
import type { Feature } from "../feature";
import * as native from "../native";
import type { EventAttribute } from "../protocol/attribute";
import { LIMITS } from "../protocol/words";

export const feature: Feature = () => ({
  parameters(params, element, row) {
    const names = native.getAttributeNames(element);
    addPrefixed(params, element, names, "dj-payload-", (name) => withoutEvent(name, row));
    const target = native.getAttribute(element, "dj-target");
    if (target) params["_within"] = target;
  },
});

/** `n` of `n`, and of `n-click` if the event is a click; `null` if it is for another event. */
function withoutEvent(name: string, row: EventAttribute): string | null {
  const [limit] = LIMITS.filter((event) => name.endsWith(`-${event}`)).sort((a, b) => b.length - a.length);
  if (limit === undefined) return name;
  return row.name === `dj-${limit}` ? name.slice(0, -limit.length - 1) : null;
}
