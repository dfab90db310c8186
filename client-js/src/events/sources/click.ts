// `dj-click`: a click on an element or on what is in it.

import type { Source } from "../source";

export const source: Source = {
  family: "click",
  takes({ event, target, element }) {
    if (isForBrowser(event, element)) return false;
    if (!toggles(target, element)) event.preventDefault();
    return true;
  },
};

/** Whether the user asked the browser for another tab. */
function isForBrowser(event: Event, element: Element): boolean {
  const { ctrlKey, metaKey, shiftKey, button } = event as Partial<MouseEvent>;
  return !!(ctrlKey || metaKey || shiftKey || button) && element.matches("a[href]");
}

/** Whether a click on the way to its element changes a control: that must go on. */
function toggles(target: Element, element: Element): boolean {
  const control = target.closest("input, label, select, option, summary, textarea");
  if (!control || !element.contains(control)) return false;
  return !control.matches("input:is([type=submit], [type=image], [type=reset], [type=button])");
}
