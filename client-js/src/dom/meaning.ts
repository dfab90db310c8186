// What the text of a field means: `1.50` and `1.5` are one number, a half-typed date is none.

import * as native from "../native";

/** The attributes that decide what a text means. */
export const RULES: readonly string[] = ["type", "multiple", "min", "max", "step"];

/** An element whose text the user types. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Whether someone is in the middle of something that the browser can't read yet, such as `1e` or half a date. */
export function isIncomplete(field: TextField): boolean {
  return field.validity.badInput;
}

/** Whether what a field holds is complete, and means the same as another text. */
export function means(field: TextField, text: string): boolean {
  if (isIncomplete(field)) return false;
  if (field.value === text) return true;
  const probe = holding(field, text);
  return field.value === probe.value || (isInput(field) && isInput(probe) && asNumber(field) === asNumber(probe));
}

/** What the browser makes of a text in such a field: it drops line breaks, clamps ranges, spells out colours. */
export function sanitised(field: TextField, text: string): string {
  return field.value === text ? text : holding(field, text).value;
}

/** A field of the same kind that holds a text. */
function holding(field: TextField, text: string): TextField {
  const probe = native.createElement(field.ownerDocument, field.localName) as TextField;
  for (const name of RULES) {
    const rule = field.getAttribute(name);
    if (rule !== null) probe.setAttribute(name, rule);
  }
  probe.value = text;
  return probe;
}

function isInput(field: TextField): field is HTMLInputElement {
  return field instanceof HTMLInputElement;
}

/** Numbers, dates and times as a number; nothing else equals itself. */
function asNumber({ valueAsNumber }: HTMLInputElement): number {
  return valueAsNumber;
}
