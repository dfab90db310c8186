// `dj-form-pending`: what a form hides, shows or disables while its submit is under way.

import type { Overlay } from "../dom/overlays";
import { adoptStyles } from "../dom/styles";
import type { Feature } from "../feature";
import * as native from "../native";

const FLAG = "data-djust-form-pending";

/**
 * How it shows while the form is under way is the author's business. A page links the same rule as a style sheet, so that it holds from the
 * first paint on; this is for a view that comes later by navigation.
 */
const HIDDEN = `[dj-form-pending=show]:not([${FLAG}] *) { display: none !important }`;

export const feature: Feature = ({ document, overlays }) => {
  adoptStyles(document, [HIDDEN]);
  return {
    sent({ ref, element: form, attribute }) {
      if (attribute !== "dj-submit") return;
      overlays.follow(ref, () => [
        { kind: "attribute", element: form, name: FLAG, value: "true" },
        ...[...native.querySelectorAll(form, "[dj-form-pending]")].flatMap(overlaysOf),
      ]);
    },
  };
};

function overlaysOf(element: Element): Overlay[] {
  const set = (name: string, value: string): Overlay => ({ kind: "attribute", element, name, value });
  const mode = native.getAttribute(element, "dj-form-pending");
  if (mode === "hide") return [set("hidden", "")];
  if (mode !== "disabled") return [];
  const was = native.hasAttribute(element, "disabled") ? [set(`${FLAG}-was-disabled`, "true")] : [];
  return [...was, set("disabled", "")];
}
