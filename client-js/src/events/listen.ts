// Events of the page: one listener a type on the document, so that whatever a patch brings works at once. The
// attribute is read when the event fires.

import { componentOf } from "../dom/components";
import type { Params } from "../protocol/frames";
import { addAuthored, addData } from "./authored";
import { parseCall } from "./call";
import { addField, addForm, noParams } from "./params";
import { flush, schedule } from "./timing";

/** Sends an event that carries these fields, to a component or to the view (0). */
export type Send = (name: string, params: Params, fields: ArrayLike<Element>, component: number) => void;

/** Whether a click on the way to its element changes a control: that must go on. */
function toggles(target: Element, element: Element): boolean {
  const control = target.closest("input, label, select, option, summary, textarea");
  if (!control || !element.contains(control)) return false;
  return !control.matches("input:is([type=submit], [type=image], [type=reset], [type=button])");
}

/** Whether the user asked the browser for another tab. */
function isForBrowser(event: Event, element: Element): boolean {
  const { ctrlKey, metaKey, shiftKey, button } = event as Partial<MouseEvent>;
  return !!(ctrlKey || metaKey || shiftKey || button) && element.matches("a[href]");
}

/** Listens for all events that attributes of the page ask for. */
export function listen(send: Send): void {
  // A form's pending input comes before its submit, a field's before its change.
  const flushOf = ({ target }: Event): void =>
    flush((element) => (target as Node).contains(element) || (element as HTMLInputElement).form === target);
  document.addEventListener("submit", flushOf, true);
  document.addEventListener("change", flushOf, true);
  document.addEventListener("focusout", ({ target }) =>
    flush((element) => element.getAttribute("dj-debounce")?.trim() === "blur" && element.contains(target as Node)),
  );
  for (const type of ["click", "submit", "input", "change"]) {
    document.addEventListener(type, (event) => trigger(event, send));
  }
}

function trigger(event: Event, send: Send): void {
  const { type, target } = event;
  if (!(target instanceof Element)) return;
  const attribute = `dj-${type}`;
  const element = target.closest(`[${attribute}]`);
  if (!element || isForBrowser(event, element)) return;
  if (type === "submit" || (type === "click" && !toggles(target, element))) event.preventDefault();
  const question = element.getAttribute("dj-confirm");
  if (question && !confirm(question)) return;
  schedule(element, type, target, () => {
    const { name, args } = parseCall(element.getAttribute(attribute) ?? "");
    if (!name) return;
    const params = noParams();
    addData(params, element);
    const fields = addEntered(params, event, target);
    addAuthored(params, element, type);
    if (args.length > 0) params["_args"] = args;
    send(name, params, fields, componentOf(element));
  });
}

/** Adds what the user entered, and gives the fields that it came from. */
function addEntered(params: Params, event: Event, target: Element): ArrayLike<Element> {
  if (event.type === "click") return [];
  if (event.type === "submit" && target instanceof HTMLFormElement) {
    addForm(params, target, (event as SubmitEvent).submitter);
    return target.elements;
  }
  addField(params, target);
  return [target];
}
