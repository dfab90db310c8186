// `dj-copy`: a click copies a text, and the element says so for a while.

import type { Overlay } from "../dom/overlays";
import type { Timer } from "../environment";
import type { Feature } from "../feature";

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
    const classes = (element.getAttribute("dj-copy-class") ?? "dj-copied").split(/\s+/).filter(Boolean);
    const text = element.getAttribute("dj-copy-feedback") ?? "Copied!";
    if (text) overlays.lay(ref, { kind: "text", element, text });
    overlays.follow(ref, () => classes.map((name): Overlay => ({ kind: "class", element, name, on: true })));
    saying.set(element, [ref, clock.setTimeout(() => hush(element), SHOWN_MS)]);
  };

  // Before a handler of the same click.
  const clicked = async (event: Event): Promise<void> => {
    const element = (event.target as Element).closest("[dj-copy]");
    if (!element) return;
    event.preventDefault();
    const text = textOf(element);
    if (!(await copy(window, document, text)) || !element.isConnected) return;
    say(element);
    call(element, "dj-copy-event", { text });
  };
  on("click", (event) => void clicked(event), "capture");
  return {};
};

/** What the attribute says, or the text of what it selects. */
function textOf(element: Element): string {
  const value = element.getAttribute("dj-copy") ?? "";
  if (!/^[#.[]/.test(value)) return value;
  try {
    const found = element.ownerDocument.querySelector(value);
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
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true });
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", fill, { capture: true });
  }
}
