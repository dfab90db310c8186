// `dj-confirm`: asks just before an event goes. A change that the user declines is taken back.

import { groupOf, isField, type Field } from "../dom/field";
import { choose } from "../dom/options";
import type { Trigger } from "../events/source";
import type { Feature } from "../feature";
import * as native from "../native";

export const feature: Feature = ({ window, on }) => {
  /** What gives a field back what it had when the user came to it, or last agreed. */
  const restorers = new WeakMap<Element, () => void>();
  const keep = (field: Element): void => {
    if (isField(field)) restorers.set(field, restorer(field));
  };
  on("focusin", ({ target }) => keep(target as Element), "capture");
  // Not every browser gives a box the focus when it is clicked.
  on(
    "pointerdown",
    ({ target }) => {
      const label = native.closest(target as Element, "label") as HTMLLabelElement | null;
      const control = label?.control ?? (target as Element);
      if (native.matches(control, "[type=checkbox], [type=radio]")) keep(control);
    },
    "capture",
  );
  return {
    permits({ element, target, row }: Trigger) {
      const question = native.getAttribute(element, "dj-confirm");
      const agreed = !question || window.confirm(question);
      if (row.event === "change") {
        if (!agreed) restorers.get(target)?.();
        keep(target);
      }
      return agreed;
    },
  };
};

function restorer(field: Field): () => void {
  if (field instanceof HTMLSelectElement) {
    const chosen = [...field.selectedOptions];
    return () => choose(field, (option) => chosen.includes(option));
  }
  if (field.type === "radio") {
    const before = (groupOf(field) as HTMLInputElement[]).find(({ checked }) => checked);
    return () => {
      (field as HTMLInputElement).checked = false;
      if (before) before.checked = true;
    };
  }
  const { value } = field;
  const { checked } = field as HTMLInputElement;
  return () => {
    if (field.type === "checkbox") (field as HTMLInputElement).checked = checked;
    else field.value = value;
  };
}
