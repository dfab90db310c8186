// What an event carries: attributes of the declaring element, and what the user entered.

import { isField, type Field } from "../dom/fields";
import type { Params } from "../protocol/frames";

/** Names that must never become a parameter: they mean something to objects. */
const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

/** `data-*` names that belong to this library. */
const INTERNAL = /^data-(liveview-|live-|djust-|dj-id$|loading$|component-id$|key$)/;

/** Form fields that the server reads by itself. */
const TOKENS = new Set(["csrfmiddlewaretoken"]);

/** An empty set of parameters, without a prototype that a name could hit. */
export function noParams(): Params {
  return Object.create(null) as Params;
}

function put(params: Params, name: string, value: unknown): void {
  if (name !== "" && !UNSAFE.has(name)) params[name] = value;
}

/** Adds `data-*`: whatever the user entered wins over it. */
export function addData(params: Params, element: Element): void {
  addAttributes(params, element, dataParameter);
}

/** Adds what is there for nothing but events; later kinds win: `dj-value-*`, `dj-payload-*`, `dj-click:*`. */
export function addAuthored(params: Params, element: Element, event: string): void {
  addAttributes(params, element, valueParameter);
  addAttributes(params, element, (name) => payloadParameter(name, event));
  addAttributes(params, element, (name) => directParameter(name, event));
}

function addAttributes(params: Params, element: Element, read: (name: string) => string | null): void {
  for (const { name, value } of element.attributes) {
    const [base, type] = read(name)?.split(":") ?? [];
    if (base === undefined) continue;
    const key = base.replaceAll("-", "_").replace(/^dj_/, "");
    put(params, key, type === undefined ? value : coerce(value, type, name));
  }
}

function dataParameter(name: string): string | null {
  return name.startsWith("data-") && !INTERNAL.test(name) ? name.slice(5) : null;
}

function valueParameter(name: string): string | null {
  return name.startsWith("dj-value-") ? name.slice(9) : null;
}

/** `dj-payload-n` is for all events of the element, `dj-payload-n-click` for its clicks. */
function payloadParameter(name: string, event: string): string | null {
  if (!name.startsWith("dj-payload-")) return null;
  const base = name.slice(11);
  const limit = /-(click|submit|input|change|keydown|keyup|focus|blur|mouseenter|mouseleave|scroll)$/.exec(base);
  if (!limit) return base;
  return limit[1] === event ? base.slice(0, limit.index) : null;
}

/** `dj-click:item_id`. */
function directParameter(name: string, event: string): string | null {
  const prefix = `dj-${event}:`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : null;
}

function coerce(value: string, type: string, name: string): unknown {
  const text = value.trim();
  switch (type) {
    case "int":
    case "integer":
      return text === "" ? 0 : /^[+-]?\d+$/.test(text) ? safeInteger(text) : null;
    case "float":
    case "number":
      return text === "" ? 0 : Number.isFinite(Number(text)) ? Number(text) : null;
    case "bool":
    case "boolean":
      return /^(true|1|yes|on|checked)$/i.test(text);
    case "json":
    case "object":
    case "array":
      return parseJson(value, name);
    case "list":
      return value.split(",").map((item) => item.trim()).filter((item) => item !== "");
    default:
      console.warn(`djust: ${name}: unknown type "${type}", kept as text`);
      return value;
  }
}

/** Whole numbers past 2^53 travel as text. */
function safeInteger(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

function parseJson(value: string, name: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    console.warn(`djust: ${name}: not JSON, kept as text`);
    return value;
  }
}

/** The name by which an event tells its source: `name`, else `id`, else null. */
export function targetName(element: Element | null): string | null {
  return element?.getAttribute("name") || element?.id || null;
}

/** Adds what an input or change event tells of its field. */
export function addField(params: Params, target: Element): void {
  if (!isField(target)) return;
  params["value"] = fieldValue(target);
  const field = target.dataset["field"] || target.name || target.id.replace(/^id_/, "");
  if (field) params["field"] = field;
  params["_target"] = targetName(target);
}

function fieldValue(field: Field): unknown {
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked;
  if (field instanceof HTMLSelectElement && field.multiple) {
    return Array.from(field.selectedOptions, (option) => option.value);
  }
  return field.value;
}

/** Adds a form's fields. Names that can occur several times give lists. Files go another way. */
export function addForm(params: Params, form: HTMLFormElement, submitter: HTMLElement | null): void {
  const data = formData(form, submitter);
  for (const name of new Set(data.keys())) {
    if (TOKENS.has(name)) continue;
    const values = data.getAll(name).filter((value) => typeof value === "string");
    if (values.length > 0) put(params, name, values.length > 1 || isPlural(form, name) ? values : values[0]);
  }
  params["_target"] = targetName(submitter);
}

function formData(form: HTMLFormElement, submitter: HTMLElement | null): FormData {
  try {
    return new FormData(form, submitter);
  } catch {
    return new FormData(form);
  }
}

/** Whether a name is that of a multiple select, or of several checkboxes. */
function isPlural(form: HTMLFormElement, name: string): boolean {
  const named = Array.from(form.elements).filter((element) => element.getAttribute("name") === name);
  const boxes = named.filter((element) => element instanceof HTMLInputElement && element.type === "checkbox");
  return boxes.length > 1 || named.some((element) => element instanceof HTMLSelectElement && element.multiple);
}
