// `dj-shortcut="ctrl+k:open_search:prevent, escape:close"`: keys that call handlers wherever they are pressed. The
// first binding that fits is the one that counts.

import { isField } from "../dom/field";
import * as native from "../native";
import { addKey, isComposed, keyNames } from "../events/keys";
import { noParams, put } from "../events/parameters";
import type { Source } from "../events/source";

/** One of the bindings of an attribute. */
interface Shortcut {
  /** As the author wrote it: `ctrl+k`. */
  readonly keys: string;
  readonly handler: string;
  readonly prevents: boolean;
}

export const source: Source = {
  family: "shortcut",
  *elements(_row, event, selector, target) {
    if (isComposed(event)) return;
    const isTyped = isEditable(event.composedPath()[0] ?? target);
    for (const element of native.findAll(native.ownerDocument(target), selector)) {
      if (isTyped && !native.hasAttribute(element, "dj-shortcut-in-input")) continue;
      // What is not shown can't be meant.
      if (!find(native.getAttribute(element, "dj-shortcut") ?? "", event) || native.getClientRects(element).length === 0) continue;
      yield element;
      return;
    }
  },
  takes({ event, element }) {
    const shortcut = find(native.getAttribute(element, "dj-shortcut") ?? "", event);
    if (shortcut?.prevents) event.preventDefault();
    return true;
  },
  payload(params, { event }) {
    addKey(params, event);
    return [];
  },
  read(text, event) {
    const shortcut = find(text, event);
    if (!shortcut) return null;
    const params = noParams();
    put(params, "shortcut", shortcut.keys);
    return { name: shortcut.handler, args: [], params };
  },
};

function isEditable(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || isField(target));
}

/** The first binding of a text that an event fits. */
function find(text: string, event: Event): Shortcut | undefined {
  return shortcuts(text).find(({ keys }) => fits(keys.toLowerCase(), event as KeyboardEvent));
}

/** The bindings of a text. */
export function shortcuts(text: string): Shortcut[] {
  return text.split(",").flatMap((one) => {
    const [keys = "", handler = "", option] = one.split(":").map((part) => part.trim());
    return keys && handler ? [{ keys, handler, prevents: option === "prevent" }] : [];
  });
}

/** Whether an event is of these keys, in small letters. */
export function fits(keys: string, event: KeyboardEvent): boolean {
  const [, held = "", key = ""] = /^(?:(.+)\+)?(.+)$/.exec(keys) ?? [];
  const names = held.split("+");
  const asks = (...modifiers: string[]): boolean => modifiers.some((one) => names.includes(one));
  return (
    named(event).includes(key) &&
    asks("ctrl") === event.ctrlKey &&
    asks("alt") === event.altKey &&
    asks("meta", "cmd") === event.metaKey &&
    (asks("shift") === event.shiftKey || (event.shiftKey && isSign(key)))
  );
}

/** The names of the key, and beside alt also what stands on it: macOS writes another letter then. */
function named({ key, code, altKey }: KeyboardEvent): readonly string[] {
  const [, letter] = (altKey && /^(?:Key|Digit)(.)$/.exec(code)) || [];
  return letter ? [...keyNames(key), letter.toLowerCase()] : keyNames(key ?? "");
}

/** Whether a key writes a sign such as `?`: which ones need shift is the keyboard's affair. */
function isSign(key: string): boolean {
  return key.length === 1 && key.toUpperCase() === key;
}
