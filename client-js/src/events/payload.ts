// What an event carries by itself, by the payload of its row in the vocabulary. Sources whose events carry other things add
// those themselves.

import * as native from "../native";
import { isField, isSelect, type Field } from "../dom/field";
import type { Params } from "../protocol/frames";
import { put } from "./parameters";
import type { Trigger } from "./source";

/** Form fields that the server reads by itself. */
const TOKEN = "csrfmiddlewaretoken";

/** Adds a payload to the parameters, and gives the fields that it came from: the reply may write to them. */
export function addPayload(params: Params, { row: { payload }, event, target, element }: Trigger): ArrayLike<Element> {
  if (payload !== "field" && payload !== "form") return [];
  const isForm = element instanceof HTMLFormElement;
  // An event of one field that its form hears of carries the whole form; the others stay the user's.
  if (isForm) addForm(params, element, (event as SubmitEvent).submitter);
  if (isField(target)) {
    addField(params, target);
    params["_target"] = targetName(target);
    return [target];
  }
  return isForm ? native.elements(element) : [target];
}

/** The name by which an event tells its source: `name`, else `id`, else null. */
function targetName(element: Element | null): string | null {
  return (element && (native.getAttribute(element, "name") || native.id(element))) || null;
}

/** Adds what a field holds, and its name. */
export function addField(params: Params, target: Field): void {
  params["value"] = valueOf(target);
  const field = target.dataset["field"] || target.name || target.id.replace(/^id_/, "");
  if (field) params["field"] = field;
}

/** What a field holds: of a checkbox whether it is ticked, of a multiple select all that is chosen. */
export function valueOf(field: Field): unknown {
  if (isSelect(field) && field.multiple) return Array.from(field.selectedOptions, ({ value }) => value);
  return field.type === "checkbox" ? (field as HTMLInputElement).checked : field.value;
}

/** Adds a form's fields. Names that can occur several times give lists. Files go another way. */
function addForm(params: Params, form: HTMLFormElement, submitter: HTMLElement | null): void {
  // A submitter may have left its form since.
  const data = new FormData(form, (submitter as HTMLButtonElement | null)?.form === form ? submitter : null);
  for (const name of new Set(data.keys())) {
    const values = data.getAll(name).filter((value) => typeof value === "string");
    if (name === TOKEN || !values.length) continue;
    put(params, name, values.length > 1 || isPlural(form, name) ? values : values[0]);
  }
  params["_target"] = targetName(submitter);
}

/** Whether a name is that of a multiple select, or of several checkboxes. */
function isPlural(form: HTMLFormElement, name: string): boolean {
  const named = ([...native.elements(form)] as HTMLInputElement[]).filter((element) => native.getAttribute(element, "name") === name);
  const types = named.map(({ type }) => type);
  return types.includes("select-multiple") || types.filter((type) => type === "checkbox").length > 1;
}
