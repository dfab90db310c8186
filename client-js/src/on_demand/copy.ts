// `dj-copy`: a click copies a text, and the element says so for a while.

import { words } from "../dom/merge";
import { contentOverlay, type Overlay } from "../dom/overlays";
import type { Timer } from "../environment";
import type { Feature } from "../feature";
import * as native from "../native";

const SHOWN_MS = 2000;

export const feature: Feature = ({ window, document, clock, overlays, on, call }) => {
  /** References and timers of what elements say. */
  const saying = new Map<Element, readonly [ref: number, timer: Timer]>();
  let last = 0;

  const hush = (element: Element): void => {
    const [ref, timer] = saying.get(element) ?? [0];
    clock.clearTimeout(timer);
    saying.delete(element);
    overlays.settle(ref);
  };
  const say = (element: Element): void => {
    hush(element);
    const ref = --last;
    const classes = words(native.getAttribute(element, "dj-copy-class") ?? "dj-copied");
    const text = native.getAttribute(element, "dj-copy-feedback") ?? "Copied!";
    if (text) overlays.lay(ref, contentOverlay(element, text));
    overlays.follow(ref, () => classes.map((name): Overlay => ({ kind: "class", element, name, on: true })));
    saying.set(element, [ref, clock.setTimeout(() => hush(element), SHOWN_MS)]);
  };

  // Before a handler of the same click.
  const clicked = async (event: Event): Promise<void> => {
    const element = native.closest(event.target as Element, "[dj-copy]");
    if (!element) return;
    event.preventDefault();
    const text = textOf(element);
    if (!(await copy(window, document, text)) || !native.isConnected(element)) return;
    say(element);
    call(element, "dj-copy-event", { text });
  };
  on("click", (event) => void clicked(event), "capture");
  return {};
};

/** What the attribute says, or the text of what it selects. */
function textOf(element: Element): string {
  const value = native.getAttribute(element, "dj-copy") ?? "";
  if (!/^[#.[]/.test(value)) return value;
  try {
    const found = native.find(native.ownerDocument(element), value);
    return (found as HTMLInputElement | null)?.value ?? found?.textContent ?? value;
  } catch {
    return value;
  }
}

async function copy({ navigator }: Window, document: Document, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(document, text);
  }
}

/** The way without a permission, or on a page that is not secure. */
function copyByCommand(document: Document, text: string): boolean {
  const fill = (event: Event): void => {
    (event as ClipboardEvent).clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  native.addEventListener(document, "copy", fill, true);
  try {
    return native.execCommand(document, "copy");
  } finally {
    native.removeEventListener(document, "copy", fill, true);
  }
}
