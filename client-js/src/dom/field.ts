// What a field holds: by the user's word, and by the server's.

import * as native from "../native";
import { isIncomplete, means, sanitised, type TextField } from "./meaning";
import { chooseDefault, chosenIndices, defaultIndices } from "./options";
import { writeWhileTyping } from "./typing";

/** An element that holds what a user entered. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Finds fields. */
export const FIELDS = "input, textarea, select";

/** Whether a node is a field. */
export function isField(node: unknown): node is Field {
  return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || isSelect(node);
}

/** Whether a node is a select. */
export function isSelect(node: unknown): node is HTMLSelectElement {
  return node instanceof HTMLSelectElement;
}

/** Whether a field is ticked, not filled in. */
export function isCheck(field: Field): field is HTMLInputElement {
  return /^(checkbox|radio)$/.test(field.type);
}

/** What the field holds, as text to compare. */
export function heldValue(field: Field): string {
  if (isCheck(field)) return String(field.checked);
  return isSelect(field) ? chosenIndices(field).join() : field.value;
}

/** What the server says that it holds. */
export function serverValue(field: Field): string {
  if (isCheck(field)) return String(field.defaultChecked);
  return isSelect(field) ? defaultIndices(field).join() : sanitised(field, field.defaultValue);
}

/** Whether it holds what the server says, in whatever spelling. */
export function isServers(field: Field): boolean {
  return isText(field) ? means(field, field.defaultValue) : heldValue(field) === serverValue(field);
}

/** Whether the user types into a field. */
export function isText(field: Field): field is TextField {
  return !isCheck(field) && !isSelect(field) && field.type !== "file";
}

/** A field, or all of its group if it is a radio button. */
export function groupOf(field: Field): Field[] {
  if (field.type !== "radio" || !field.name) return [field];
  const radios = native.findAll(field.ownerDocument, `input[type=radio][name="${CSS.escape(field.name)}"]`);
  return ([...radios] as HTMLInputElement[]).filter((radio) => radio.form === field.form);
}

/** Brings a field to the server's value. */
export function restore(field: Field): void {
  if (isCheck(field)) field.checked = field.defaultChecked;
  else if (isSelect(field)) chooseDefault(field);
  else if (isText(field)) restoreText(field);
}

/** What someone is typing is left alone while it is not complete, or means what the server says. */
function restoreText(field: TextField): void {
  if (field !== native.activeElement(field.ownerDocument)) {
    if (field.value !== serverValue(field)) field.value = field.defaultValue;
  } else if (!isIncomplete(field) && !means(field, field.defaultValue)) writeWhileTyping(field, field.defaultValue);
}

/** Spells what a field holds as the server does, if that means the same. */
export function respell(field: Field): void {
  if (!isText(field) || !means(field, field.defaultValue)) return;
  if (field.value !== serverValue(field)) field.value = field.defaultValue;
}
