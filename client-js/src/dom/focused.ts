// What has the focus.

import * as native from "../native";

/** The element that has the focus. A document gives its body where nothing has. */
export function focused(document: Document): Element | null {
  const active = native.activeElement(document);
  return active === native.body(document) ? null : active;
}
