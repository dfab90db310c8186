// `dj-payload-*`: parameters for events alone, and for one event alone if they name it. `dj-target`: the element that the answer
// may write to.

import { addPrefixed } from "../events/parameters";
import type { Feature } from "../feature";
import * as native from "../native";
import type { EventAttribute } from "../protocol/attribute";

export const feature: Feature = () => ({
  parameters(params, element, row, rows) {
    const names = native.getAttributeNames(element);
    addPrefixed(params, element, names, "dj-payload-", (name) => withoutEvent(name, row, rows));
    const target = native.getAttribute(element, "dj-target");
    if (target) params["_within"] = target;
  },
});

/** `n` of `n`, and of `n-click` if the event is a click; `null` if it is for another event. */
function withoutEvent(name: string, row: EventAttribute, rows: readonly EventAttribute[]): string | null {
  const [limit] = rows.map(ending).filter((end) => name.endsWith(end)).sort((a, b) => b.length - a.length);
  if (limit === undefined) return name;
  return limit === ending(row) ? name.slice(0, -limit.length) : null;
}

/** `-click` of `dj-click`. */
function ending({ name }: EventAttribute): string {
  return name.slice(2);
}
