// `dj-model`: edits of a field go to a field of the view; what the server changes shows in the field once nobody is in it.
//
// The core spares a field whose text is not the server's. Here the server has the text already, so that its next change counts:
// it shows when no edit of the field is under way, nobody is in it, and the server's value is another one than when the last edit
// left. So a text that the server did not take stays.

import * as native from "../native";
import { FIELDS, heldValue, isField, isText, restore, serverValue, type Field } from "../dom/field";
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
    return isBy(event.type, attribute);
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
  /** What a field held at its last edit, until that leaves: a debounce may keep it. */
  const waiting = new WeakMap<Field, string>();

  const edited = ({ type, target }: Event): void => {
    if (isField(target) && native.getAttributeNames(target).some((name) => isModel(name) && isBy(type, name))) {
      waiting.set(target, heldValue(target).trim());
    }
  };
  // An edit that was declined is given back: the field holds something else, and nothing waits.
  const waits = (field: Field): boolean => waiting.get(field) === heldValue(field).trim();
  const adopt = (node: unknown): void => {
    if (!isField(node) || underWay.get(node) || waits(node) || node === native.activeElement(document)) return;
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
  // Before the event is sent, which may be at once.
  on("input", edited, "capture");
  on("change", edited, "capture");
  on("focusout", ({ target }) => adopt(target));
  return {
    attributes: [NAME],
    selector: `${FIELDS}, option`,
    patched(elements) {
      for (const element of elements) adopt(native.closest(element, "select") ?? element);
    },
    sent(event) {
      const field = count(event, 1);
      if (!field) return;
      waiting.delete(field);
      said.set(field, serverValue(field));
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

/** Whether an event of this type is an edit: with `lazy` the one that finishes it. */
function isBy(type: string, attribute: string): boolean {
  return (type === "change") === has(attribute, "lazy");
}

function has(attribute: string, word: string): boolean {
  return attribute.split(".").includes(word);
}

/** Shows a text as it is sent. */
function trim(field: Field): void {
  const text = field.value.trim();
  if (field.value !== text) field.value = text;
}
