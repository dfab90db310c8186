// What comes back when a session was mounted anew: what the user had entered, by the handlers of its fields, and what
// `dj-auto-recover` gathers. A session that was resumed lost nothing, and nothing is sent.

import { adoptStyles } from "../dom/styles";
import { FIELDS, isField, isSelect, type Field } from "../dom/field";
import { choose } from "../dom/options";
import { noParams, put } from "../events/parameters";
import { addField, valueOf } from "../events/payload";
import type { Feature } from "../feature";
import * as native from "../native";
import type { Params } from "../protocol/frames";
import { EDITS } from "../protocol/words";

const RECOVER = "dj-auto-recover";
const BANNER = "body:not(.dj-disconnected) [dj-reconnecting-banner] { display: none !important }";

/** Something to do once the new session's values are on the page. */
type Restore = () => void;

export const feature: Feature = ({ document, call, on }) => {
  /** What the user has edited: of other fields the server's word stands, which may be newer than the page. */
  const edited = new WeakSet<EventTarget>();
  let wasConnected = false;
  let due: Restore[] = [];
  adoptStyles(document, [BANNER]);
  for (const type of ["input", "change"]) on(type, ({ target }) => void (target && edited.add(target)), "capture");

  const containers = (): Element[] => [...native.findAll(document, `[${RECOVER}]`)];
  const gather = (): Restore[] => [
    ...fieldsOf(document)
      .filter((field) => edited.has(field))
      .map((field) => resender(field, call)),
    ...containers().map((container, index): Restore => {
      const own = contentOf(container);
      // A page that was built anew has another in its place.
      return () => {
        const element = native.isConnected(container) ? container : containers()[index];
        if (element) call(element, RECOVER, own);
      };
    }),
  ];
  return {
    attributes: [RECOVER, ...EDITS],
    connect(anew) {
      // What the page began with is what the server sent.
      if (anew && wasConnected) due = gather();
      wasConnected = true;
    },
    disconnect() {
      due = [];
    },
    flushed() {
      for (const restore of due.splice(0)) restore();
    },
  };
};

/** The fields whose edits have a handler, but for those of a container that recovers by itself. */
function fieldsOf(document: Document): Field[] {
  const fields = [...native.findAll(document, FIELDS)].filter(isField);
  return fields.filter(
    (field) =>
      handlerOf(field) && !/^(password|file|hidden)$/.test(field.type) && !native.closest(field, `[${RECOVER}], [dj-no-recover]`),
  );
}

/** The element and the attribute that hear a field's edits. */
function handlerOf(field: Field): readonly [Element, string] | null {
  for (const name of EDITS) {
    const element = native.closest(field, `[${name}]`);
    if (element) return [element, name];
  }
  return null;
}

/** What shows a field's edit again and sends it, if the new session does not know it. */
function resender(field: Field, call: (element: Element, name: string, own: Params) => void): Restore {
  const value = valueOf(field);
  return () => {
    const handler = handlerOf(field);
    if (!handler || !native.isConnected(field) || isKnown(field, value)) return;
    enter(field, value);
    const own = noParams();
    addField(own, field);
    put(own, "_target", field.name || native.id(field) || null);
    call(...handler, own);
  };
}

/** Whether the server's word on a field says what the user had entered. */
function isKnown(field: Field, value: unknown): boolean {
  if (isSelect(field)) {
    const given = [...field.options].filter(({ defaultSelected }) => defaultSelected).map((option) => option.value);
    const chosen = given.length > 0 || field.multiple ? given : [field.options[0]?.value];
    return String(chosen) === String(value);
  }
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.defaultChecked === value;
  if (field instanceof HTMLInputElement && field.type === "radio") return field.defaultChecked === field.checked || !field.checked;
  return field.defaultValue === value;
}

function enter(field: Field, value: unknown): void {
  if (isSelect(field)) choose(field, (option) => [value].flat().includes(option.value));
  else if (field.type === "checkbox") (field as HTMLInputElement).checked = value === true;
  else if (field.type !== "radio") field.value = String(value);
}

/** The named fields in a container. */
function contentOf(container: Element): Params {
  const params = noParams();
  for (const field of native.querySelectorAll(container, FIELDS)) {
    if (!isField(field) || !field.name || field.type === "file") continue;
    if (field.type === "radio" && !(field as HTMLInputElement).checked) continue;
    put(params, field.name, valueOf(field));
  }
  return params;
}
