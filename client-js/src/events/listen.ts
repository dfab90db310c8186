// Events of the page: one listener a type on the document, so that whatever a patch brings works at once. The
// attribute is read when the event fires.

import type { Params } from "../protocol/frames";
import { parseCall } from "./call";
import { addAuthored, addData, addField, addForm, noParams } from "./params";
import { Timing } from "./timing";

/** Sends an event that carries these fields. */
export type Send = (name: string, params: Params, fields: Iterable<Element>) => void;

/** What one attribute does: where it listens and what its events carry. */
interface Directive {
  readonly event: "click" | "submit" | "input" | "change";
  /** Whether the browser's own action is to be left out. */
  prevents(event: Event, element: Element): boolean;
  collect(params: Params, event: Event, element: Element): void;
  fields(event: Event, element: Element): Iterable<Element>;
}

const DIRECTIVES: readonly Directive[] = [
  { event: "click", prevents: (event, element) => !toggles(event, element), collect: () => undefined, fields: () => [] },
  {
    event: "submit",
    prevents: () => true,
    collect: (params, event) => {
      const { target, submitter } = event as SubmitEvent;
      if (target instanceof HTMLFormElement) addForm(params, target, submitter);
    },
    fields: ({ target }) => (target instanceof HTMLFormElement ? Array.from(target.elements) : []),
  },
  { event: "input", prevents: () => false, collect: collectField, fields: targetField },
  { event: "change", prevents: () => false, collect: collectField, fields: targetField },
];

function collectField(params: Params, { target }: Event): void {
  if (target instanceof Element) addField(params, target);
}

function targetField({ target }: Event): Element[] {
  return target instanceof Element ? [target] : [];
}

/** Whether a click on the way to its element changes a control: that must go on. */
function toggles({ target }: Event, element: Element): boolean {
  const control = target instanceof Element ? target.closest("input, label, select, option, summary, textarea") : null;
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
  for (const directive of DIRECTIVES) {
    document.addEventListener(directive.event, (event) => trigger(directive, event, timing, send));
  }
}

function ownedBy(element: Element, form: EventTarget | null): boolean {
  return "form" in element && form instanceof HTMLFormElement && element.form === form;
}

function trigger(directive: Directive, event: Event, timing: Timing, send: Send): void {
  const attribute = `dj-${directive.event}`;
  const source = event.target;
  const element = source instanceof Element ? source.closest(`[${attribute}]`) : null;
  if (!element || !(source instanceof Element) || isForBrowser(event, element)) return;
  if (directive.prevents(event, element)) event.preventDefault();
  const question = element.getAttribute("dj-confirm");
  if (question && !confirm(question)) return;
  timing.trigger(element, directive.event, source, () => {
    const value = element.getAttribute(attribute);
    if (value === null) return;
    const { name, args } = parseCall(value);
    if (name === "") return;
    const params = noParams();
    addData(params, element);
    directive.collect(params, event, element);
    addAuthored(params, element, directive.event);
    if (args && args.length > 0) params["_args"] = args;
    send(name, params, directive.fields(event, element));
  });
}
