// `dj-model`: edits of a field go to a field of the view; what the server changes shows in the field once nobody is in it.
//
// The core spares a field whose text is not the server's. Here the server has the text already, so that its next change counts:
// it shows when no edit of the field is under way, nobody is in it, and the server's value is another one than when the last edit
// left. So a text that the server did not take stays.

import * as native from "../native";
import { isField, isText, restore, serverValue, type Field } from "../dom/field";
import { noParams, put } from "../events/parameters";
import { addField } from "../events/payload";
import type { Source } from "../events/source";
import type { Feature } from "../feature";
import type { PendingEvent } from "../session/pending";

const NAME = "dj-model";
const EVENT = "update_model";
const DEBOUNCE_MS = 300;

export const source: Source = {
  family: "model",
  types: ["input", "change"],
  elements: (_row, _event, _selector, target) => [target],
  attributes: (_row, { target }) => (isField(target) ? native.getAttributeNames(target).filter(isModel) : []),
  takes({ event, attribute, target }) {
    const isFinished = event.type === "change";
    if (isFinished && has(attribute, "trim") && isField(target) && isText(target)) trim(target);
    return isFinished === has(attribute, "lazy");
  },
  wait(attribute) {
    const [, ms = DEBOUNCE_MS] = /\.debounce(?:-(\d+))?(?:\.|$)/.exec(attribute) ?? [, 0];
    return Number(ms);
  },
  payload(params, { attribute, target }) {
    if (isField(target)) addField(params, target);
    const { value } = params;
    if (typeof value === "string" && has(attribute, "trim")) params["value"] = value.trim();
    return [];
  },
  read(text) {
    const params = noParams();
    put(params, "field", text.trim());
    return { name: EVENT, args: [], params };
  },
};

export const feature: Feature = ({ document, on }) => {
  /** What the server said of a field when its last edit left. */
  const said = new WeakMap<Field, string>();
  /** How many edits of a field have no answer. */
  const underWay = new WeakMap<Field, number>();

  const adopt = (node: unknown): void => {
    if (!isField(node) || underWay.get(node) || node === native.activeElement(document)) return;
    const value = serverValue(node);
    if (!native.getAttributeNames(node).some(isModel) || said.get(node) === value) return;
    said.set(node, value);
    restore(node);
  };
  const count = ({ element, attribute }: PendingEvent, by: 1 | -1): Field | null => {
    if (attribute !== NAME || !isField(element)) return null;
    underWay.set(element, (underWay.get(element) ?? 0) + by);
    return element;
  };
  on("focusout", ({ target }) => adopt(target));
  return {
    attributes: [NAME],
    selector: "input, textarea, select, option",
    patched(elements) {
      for (const element of elements) adopt(native.closest(element, "select") ?? element);
    },
    sent(event) {
      const field = count(event, 1);
      if (field) said.set(field, serverValue(field));
    },
    settled(event) {
      const field = count(event, -1);
      if (!field) return;
      // A newer edit is on its way: what the server makes of this one counts no more.
      if (underWay.get(field)) said.set(field, serverValue(field));
      else adopt(field);
    },
  };
};

function isModel(attribute: string): boolean {
  return attribute === NAME || attribute.startsWith(`${NAME}.`);
}

function has(attribute: string, word: string): boolean {
  return attribute.split(".").includes(word);
}

/** Shows a text as it is sent. */
function trim(field: Field): void {
  const text = field.value.trim();
  if (field.value !== text) field.value = text;
}
