// `autofocus`: a browser honours it once a document. Here, each element that a patch brings asks for the focus, and the
// first that can have it gets it; not while someone is in a field.

import type { Feature } from "../feature";
import * as native from "../native";

const NAME = "autofocus";
/** Where the user may be entering something. */
const ENTERING =
  "input:not([type=button], [type=submit], [type=reset], [type=image]), select, textarea, iframe, [contenteditable]:not([contenteditable=false])";

export const feature: Feature = ({ document }) => ({
  attributes: [NAME],
  entered(elements, by) {
    const active = native.activeElement(document);
    if (by !== "patch" || (active && native.closest(active, ENTERING))) return;
    for (const element of elements) {
      if (element instanceof HTMLElement) native.focus(element);
      if (native.activeElement(document) === element) return;
    }
  },
});
