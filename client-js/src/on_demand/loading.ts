// `dj-loading`: what shows, hides, is disabled or has a class while an event is under way.

import { componentOf } from "../dom/components";
import { words } from "../dom/merge";
import type { Overlay } from "../dom/overlays";
import { adoptStyles } from "../dom/styles";
import type { Feature } from "../feature";
import * as native from "../native";
import { AWAITED, DISPLAYS, UNAWAITED } from "../protocol/words";
import type { PendingEvent } from "../session/pending";

const NAME = "dj-loading";
const FLAG = "data-djust-loading";
const SENDER = `:is(${AWAITED.map((name) => `[${name}]`).join()})`;

const has = (word: string): string => `[dj-loading\\.${word}]`;
const OTHERS = ["disable", "class", "hide", "remove"].map(has).join();
const ANY = `[${NAME}], ${has("show")}, ${OTHERS}`;
/** A name alone asks to be shown. */
const SHOWN = `:is(${has("show")}, [${NAME}]:not([${NAME}=""], ${OTHERS}))`;
const HIDDEN = `:is(${has("hide")}, ${has("remove")})`;

const STYLES = [
  `${SHOWN}:not([${FLAG}]), ${HIDDEN}[${FLAG}] { display: none !important }`,
  // Who hid it inline meant it to be shown now.
  `${SHOWN}[${FLAG}][style*=none] { display: revert !important }`,
  ...DISPLAYS.map((display) => `[dj-loading\\.show=${display}][${FLAG}] { display: ${display} !important }`),
];

export const feature: Feature = ({ document, overlays }) => {
  adoptStyles(document, STYLES);
  return {
    sent(event) {
      // Nobody waits for it.
      if (UNAWAITED.includes(event.attribute ?? "")) return;
      overlays.follow(event.ref, () =>
        [...native.findAll(document, ANY)].filter((element) => concerns(element, event)).flatMap(overlaysOf),
      );
    },
  };
};

/**
 * Whether an element is about an event: of a handler that it names; else its own, or of the nearest element around it
 * that sends some; else of a sibling that does; else any of its view or component.
 */
function concerns(element: Element, event: PendingEvent): boolean {
  const component = componentOf(element);
  if (component && component !== event.component) return false;
  const names = native.getAttribute(element, `${NAME}.for`) || native.getAttribute(element, NAME);
  if (names) return names.split(/[\s,]+/).includes(event.name);
  const sender = native.closest(element, SENDER);
  if (sender) return sender === event.element && (!native.hasAttribute(sender, "dj-submit") || event.attribute === "dj-submit");
  const siblings = siblingsOf(element).filter((sibling) => native.matches(sibling, SENDER));
  return siblings.length === 0 || siblings.includes(event.element);
}

function siblingsOf(element: Element): Element[] {
  const parent = native.parentElement(element);
  return parent ? [...native.children(parent)] : [];
}

function overlaysOf(element: Element): Overlay[] {
  const set = (name: string, value: string | null): Overlay => ({ kind: "attribute", element, name, value });
  const classes = words(native.getAttribute(element, `${NAME}.class`));
  return [
    set(FLAG, ""),
    ...(native.matches(element, has("disable")) ? [set("disabled", "")] : []),
    ...(native.matches(element, SHOWN) ? [set("hidden", null)] : []),
    ...classes.map((name): Overlay => ({ kind: "class", element, name, on: true })),
  ];
}
