// What an event carries of what the user entered: a field's value, a form's fields.

import { isField, isSelect } from "../dom/fields";
import type { Params } from "../protocol/frames";

/** Names that must never become a parameter: they mean something to objects. */
const UNSAFE = ["", "__proto__", "constructor", "prototype"];

/** Form fields that the server reads by itself. */
const TOKEN = "csrfmiddlewaretoken";

/** An empty set of parameters, without a prototype that a name could hit. */
export function noParams(): Params {
  return Object.create(null) as Params;
}

/** Sets a parameter, unless its name could hit something. */
export function put(params: Params, name: string, value: unknown): void {
  if (!UNSAFE.includes(name)) params[name] = value;
}

/** The name by which an event tells its source: `name`, else `id`, else null. */
function targetName(element: Element | null): string | null {
  return element?.getAttribute("name") || element?.id || null;
}

/** Adds what an input or change event tells of its field. */
export function addField(params: Params, target: Element): void {
  if (!isField(target)) return;
  const many = isSelect(target) && target.multiple;
  params["value"] = many
    ? Array.from(target.selectedOptions, ({ value }) => value)
    : target.type === "checkbox"
      ? (target as HTMLInputElement).checked
      : target.value;
  const field = target.dataset["field"] || target.name || target.id.replace(/^id_/, "");
  if (field) params["field"] = field;
  params["_target"] = targetName(target);
}

/** Adds a form's fields. Names that can occur several times give lists. Files go another way. */
export function addForm(params: Params, form: HTMLFormElement, submitter: HTMLElement | null): void {
  // A submitter may have left its form since.
  const data = new FormData(form, (submitter as HTMLButtonElement | null)?.form === form ? submitter : null);
  for (const name of new Set(data.keys())) {
    const values = data.getAll(name).filter((value) => typeof value === "string");
    const list = values.length > 1 || isPlural(form, name);
    if (name !== TOKEN && values.length > 0) put(params, name, list ? values : values[0]);
  }
  params["_target"] = targetName(submitter);
}

/** Whether a name is that of a multiple select, or of several checkboxes. */
function isPlural({ elements }: HTMLFormElement, name: string): boolean {
  const named = ([...elements] as HTMLInputElement[]).filter((element) => element.getAttribute("name") === name);
  const types = named.map(({ type }) => type);
  return types.includes("select-multiple") || types.filter((type) => type === "checkbox").length > 1;
}
