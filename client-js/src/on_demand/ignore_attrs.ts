// `dj-ignore-attrs="open data-chart-*"`: what a patch writes to these attributes of an element is taken back.

import { words } from "../dom/merge";
import type { Feature } from "../feature";
import * as native from "../native";

const NAME = "dj-ignore-attrs";

export const feature: Feature = () => {
  /** What the elements that the patch at hand changes had. */
  const before = new Map<Element, ReadonlyMap<string, string>>();
  return {
    attributes: [NAME],
    changing(element) {
      if (native.hasAttribute(element, NAME) && !before.has(element)) before.set(element, ignored(element));
    },
    flushed() {
      for (const [element, had] of before) {
        for (const name of ignored(element).keys()) if (!had.has(name)) native.removeAttribute(element, name);
        for (const [name, value] of had) if (native.getAttribute(element, name) !== value) native.setAttribute(element, name, value);
      }
      before.clear();
    },
  };
};

/** The attributes that are meant, of those that an element has. */
function ignored(element: Element): Map<string, string> {
  const names = words(native.getAttribute(element, NAME));
  const isMeant = (name: string): boolean =>
    names.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
  const found = native.getAttributeNames(element).filter((name) => name !== NAME && isMeant(name));
  return new Map(found.map((name) => [name, native.getAttribute(element, name) ?? ""]));
}
