// What an element with `dj-patch` or `dj-navigate` asks for when it is used.

import { isField } from "../dom/field";
import * as native from "../native";

/** The attributes, the one that goes further first. */
export const NAVIGATE = "dj-navigate";
export const PATCH = "dj-patch";

/** An element that asks for a URL. */
export interface Link {
  readonly element: Element;
  readonly attribute: string;
  /** What the attribute says. */
  readonly text: string;
}

/** The nearest element that asks for a URL when an event of this type reaches it. */
export function linkOf(target: EventTarget | null, type: string): Link | null {
  const element = target instanceof Element ? native.closest(target, `[${NAVIGATE}], [${PATCH}]`) : null;
  if (!element || typeOf(element) !== type) return null;
  const attribute = native.hasAttribute(element, NAVIGATE) ? NAVIGATE : PATCH;
  return { element, attribute, text: (native.getAttribute(element, attribute) ?? "").trim() };
}

/** Forms ask when they are sent, fields when they change, all others when they are clicked. */
function typeOf(element: Element): string {
  if (element instanceof HTMLFormElement) return "submit";
  const isButton = native.matches(element, "[type=button], [type=submit], [type=reset], [type=image]");
  return isField(element) && !isButton ? "change" : "click";
}

/** Whether an event is for the browser: another tab, another frame, a file to keep, a form that is posted. */
export function isForBrowser(event: Event, { element }: Link): boolean {
  const { ctrlKey, metaKey, shiftKey, altKey, button } = event as Partial<MouseEvent>;
  if (event.type === "click" && (ctrlKey || metaKey || shiftKey || altKey || button)) return true;
  if (event.defaultPrevented && !native.hasAttribute(element, "dj-click")) return true;
  const target = native.getAttribute(element, "target") ?? "_self";
  const method = native.getAttribute(element, "method") ?? "get";
  return native.hasAttribute(element, "download") || target !== "_self" || !/^get$/i.test(method);
}

/** The URL that a link asks for from where the page is. */
export function urlOf({ element, attribute, text }: Link, event: Event, at: string): URL | null {
  try {
    if (element instanceof HTMLFormElement) return urlOfForm(element, text, event as SubmitEvent, at);
    if (isField(element) && event.type === "change") return urlOfField(element, text, at);
    const href = text || native.getAttribute(element, "href");
    if (href === null) return null;
    return attribute === PATCH && text ? merged(text, at) : new URL(href, at);
  } catch {
    return null;
  }
}

/**
 * Whether a link may lead to a URL, as the browser reads it: within this site to what the server takes for a path, and with
 * `dj-navigate` to another site's page. What runs or brings a document of its own has another scheme.
 */
export function mayLead({ origin, protocol, pathname }: URL, attribute: string, site: string): boolean {
  return origin === site ? !pathname.startsWith("//") : attribute === NAVIGATE && /^https?:$/.test(protocol);
}

/** A form's fields are the query; those that are empty are left out. */
function urlOfForm(form: HTMLFormElement, text: string, { submitter }: SubmitEvent, at: string): URL {
  const url = new URL(text || native.getAttribute(form, "action") || at, at);
  url.search = "";
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === "string" && value !== "") url.searchParams.append(name, value);
  }
  return url;
}

/** `?category={value}` with what the field holds; without a text, the field's name stands for itself. */
function urlOfField(field: Element, text: string, at: string): URL {
  const values = valuesOf(field);
  if (text) return merged(text.replaceAll("{value}", encodeURIComponent(values.join())), at);
  const url = new URL(at);
  const name = native.getAttribute(field, "name") ?? "value";
  url.searchParams.delete(name);
  for (const value of values) if (value) url.searchParams.append(name, value);
  return url;
}

function valuesOf(field: Element): string[] {
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map(({ value }) => value);
  const { type, checked, value } = field as HTMLInputElement;
  return /^(checkbox|radio)$/.test(type) && !checked ? [] : [value];
}

/** `?page=2` is merged into the present query: a name that it gives is replaced, one without a value goes. */
export function merged(text: string, at: string): URL {
  if (!text.startsWith("?")) return new URL(text, at);
  const url = new URL(at);
  const given = new URLSearchParams(text);
  for (const name of new Set(given.keys())) {
    url.searchParams.delete(name);
    for (const value of given.getAll(name)) if (value) url.searchParams.append(name, value);
  }
  url.hash = text.includes("#") ? text.slice(text.indexOf("#")) : "";
  return url;
}
