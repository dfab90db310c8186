// Events of the page: one listener a type on the document, so that whatever a patch brings works at once. The
// attribute is read when the event fires.

import { componentOf } from "../dom/components";
import type { Params } from "../protocol/frames";
import { parseCall } from "./call";
import { addAuthored, addData, addField, addForm, noParams } from "./params";
import { Timing } from "./timing";

/** Sends an event that carries these fields, to a component or to the view (0). */
export type Send = (name: string, params: Params, fields: Iterable<Element>, component: number) => void;

/** The events that attributes ask for: `dj-click` and so on. */
const EVENTS = ["click", "submit", "input", "change"];

/** Whether a click on the way to its element changes a control: that must go on. */
function toggles(target: Element, element: Element): boolean {
  const control = target.closest("input, label, select, option, summary, textarea");
  if (!control || !element.contains(control)) return false;
  return !(control instanceof HTMLInputElement && /^(submit|image|reset|button)$/.test(control.type));
}

/** Whether the user asked the browser for another tab. */
function isForBrowser(event: Event, element: Element): boolean {
  if (!(event instanceof MouseEvent) || !element.matches("a[href]")) return false;
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}

/** Listens for all events that attributes of the page ask for. */
export function listen(send: Send): void {
  const timing = new Timing();
  const flushOf = (target: EventTarget | null): void => {
    timing.flush((element) => (target instanceof Node && target.contains(element)) || ownedBy(element, target));
  };
  // A form's pending input comes before its submit, a field's before its change.
  document.addEventListener("submit", ({ target }) => flushOf(target), true);
  document.addEventListener("change", ({ target }) => flushOf(target), true);
  document.addEventListener("focusout", ({ target }) => {
    const waits = (element: Element): boolean => element.getAttribute("dj-debounce")?.trim() === "blur";
    timing.flush((element) => waits(element) && target instanceof Node && element.contains(target));
  });
  for (const type of EVENTS) document.addEventListener(type, (event) => trigger(event, timing, send));
}

function ownedBy(element: Element, form: EventTarget | null): boolean {
  return "form" in element && form instanceof HTMLFormElement && element.form === form;
}

function trigger(event: Event, timing: Timing, send: Send): void {
  const { type, target } = event;
  if (!(target instanceof Element)) return;
  const attribute = `dj-${type}`;
  const element = target.closest(`[${attribute}]`);
  if (!element || isForBrowser(event, element)) return;
  if (type === "submit" || (type === "click" && !toggles(target, element))) event.preventDefault();
  const question = element.getAttribute("dj-confirm");
  if (question && !confirm(question)) return;
  timing.trigger(element, type, target, () => {
    const value = element.getAttribute(attribute);
    if (value === null) return;
    const { name, args } = parseCall(value);
    if (name === "") return;
    const params = noParams();
    addData(params, element);
    const fields = addEntered(params, event, target);
    addAuthored(params, element, type);
    if (args && args.length > 0) params["_args"] = args;
    send(name, params, fields, componentOf(element));
  });
}

/** Adds what the user entered, and gives the fields that it came from. */
function addEntered(params: Params, event: Event, target: Element): Iterable<Element> {
  if (event.type === "click") return [];
  if (event.type === "submit" && target instanceof HTMLFormElement) {
    addForm(params, target, (event as SubmitEvent).submitter);
    return target.elements;
  }
  addField(params, target);
  return [target];
}
