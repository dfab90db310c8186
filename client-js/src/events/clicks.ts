// Whether a click on an element or on what is in it is for its handler. A browser may make two clicks of one, or a submit: that
// counts once.

import * as native from "../native";
import type { Trigger } from "./source";

/** What a click means something to by itself, wherever it stands. */
const INTERACTIVE = "a, area, button, input, label, option, select, summary, textarea";

/** Controls whose click leads away from the page, or nowhere. */
const LEADING = "a, area, button, input:is([type=submit], [type=image], [type=reset], [type=button])";

/** Whether a click counts. If so, the browser does not do what it would, unless it changes a control. */
export function takesClick(trigger: Trigger): boolean {
  const { event, target, element } = trigger;
  if (opensLink(event, element)) return false;
  const control = native.closest(target, INTERACTIVE);
  if (control instanceof HTMLLabelElement && comesAgain(control, trigger)) return false;
  if (control && isSubmit(target, element)) return false;
  if (!control || !toggles(control, element)) event.preventDefault();
  return true;
}

/** Whether the user asked the browser for another tab. */
function opensLink(event: Event, element: Element): boolean {
  const { ctrlKey, metaKey, shiftKey, button } = event as Partial<MouseEvent>;
  return !!(ctrlKey || metaKey || shiftKey || button) && native.matches(element, "a[href]");
}

/** Whether the browser makes another click of this one, on a label's field, that comes to the same element. */
function comesAgain({ control }: HTMLLabelElement, { event, target, attribute, element }: Trigger): boolean {
  if (event.defaultPrevented || !control || control.matches(":disabled") || control.contains(target)) return false;
  return control.closest(`[${CSS.escape(attribute)}]`) === element;
}

/** Whether the click submits a form within the element: that is what it is for. */
function isSubmit(target: Element, element: Element): boolean {
  const button = native.closest(target, "button, input") as HTMLButtonElement | HTMLInputElement | null;
  if (!button || !["submit", "image"].includes(button.type)) return false;
  const { form } = button;
  return !!form && native.hasAttribute(form, "dj-submit") && native.contains(element, form);
}

/** Whether a click on the way to its element changes a control: that must go on. */
function toggles(control: Element, element: Element): boolean {
  if (control instanceof HTMLLabelElement) return true;
  return native.contains(element, control) && !control.matches(LEADING);
}
