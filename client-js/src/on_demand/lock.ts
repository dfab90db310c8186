// `dj-lock` and `dj-disable-with`: while an event is under way, its element is locked and sends no second one. What a
// form's submit buttons say holds for the form's submits.

import { FIELDS } from "../dom/field";
import { contentOverlay, type Overlay } from "../dom/overlays";
import type { Feature } from "../feature";
import * as native from "../native";
import type { PendingEvent } from "../session/pending";

const CONTROLS = `button, ${FIELDS}`;

export const feature: Feature = ({ overlays }) => {
  const pending = new Set<PendingEvent>();
  let away = false;
  return {
    connect() {
      away = false;
    },
    disconnect() {
      away = true;
    },
    busy: ({ element, row }) =>
      !away &&
      [...pending].some(
        (event) =>
          event.element === element &&
          lockedBy(event).some((locked) => locked === element || row.name === event.attribute),
      ),
    sent(event) {
      pending.add(event);
      overlays.follow(event.ref, () => lockedBy(event).flatMap(overlaysOf));
    },
    settled: (event) => void pending.delete(event),
  };
};

/** The elements that are locked while an event is under way. */
function lockedBy({ element, attribute }: PendingEvent): Element[] {
  const buttons =
    attribute === "dj-submit" && element instanceof HTMLFormElement
      ? [...native.elements(element), ...images(element)].filter((one) =>
          native.matches(one, "[type=submit], [type=image], button:not([type=button], [type=reset])"),
        )
      : [];
  return [element, ...buttons].filter((one) => native.matches(one, "[dj-lock], [dj-disable-with]"));
}

/** Buttons with an image are not among a form's elements. */
function images(form: HTMLFormElement): NodeListOf<Element> {
  return native.querySelectorAll(form, "input[type=image]");
}

function overlaysOf(element: Element): Overlay[] {
  const laid: Overlay[] = [];
  const set = (name: string, value: string): void => void laid.push({ kind: "attribute", element, name, value });
  const isControl = native.matches(element, CONTROLS);
  if (isControl) set("disabled", "");
  if (native.hasAttribute(element, "dj-lock")) {
    set("data-djust-locked", "");
    if (!isControl) laid.push({ kind: "class", element, name: "djust-locked", on: true });
  }
  const text = native.getAttribute(element, "dj-disable-with");
  if (text) {
    const isInput = element instanceof HTMLInputElement;
    set("data-djust-original-text", isInput ? element.value : (element.textContent ?? "").trim());
    if (isInput) set("value", text);
    else laid.push(contentOverlay(element, text));
  }
  return laid;
}
