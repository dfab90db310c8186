// `dj-dialog="open"`: a `<dialog>` over the page. The browser keeps the focus in it, and gives it back; that the user closes it is an
// event for the server.

import type { Feature } from "../feature";
import * as native from "../native";

const NAME = "dj-dialog";
const CLOSED = "dj-dialog-close-event";

export const feature: Feature = ({ document, on, call }) => {
  /** Dialogs that were closed because the attribute says so, and whose event is on its way. */
  const closed = new WeakSet<Element>();
  /** What the attributes said last: the user may have closed the dialog since. */
  const said = new WeakMap<Element, string | null>();
  /** What had the focus. */
  const focused = new WeakMap<Element, Element | null>();

  const follow = (elements: Iterable<Element>): void => {
    for (const element of elements) {
      const says = native.getAttribute(element, NAME);
      if (said.get(element) === says || !(element instanceof HTMLDialogElement)) continue;
      said.set(element, says);
      if (says === "open") show(element);
      else if (element.open) {
        closed.add(element);
        element.close();
      }
    }
  };
  const show = (element: HTMLDialogElement): void => {
    focused.set(element, native.activeElement(document));
    // One that the page came with open is not over it.
    element.removeAttribute("open");
    element.showModal();
  };

  // It does not bubble.
  on(
    "close",
    ({ target }) => {
      if (target instanceof Element && !closed.delete(target)) call(target, CLOSED);
    },
    "capture",
  );
  return {
    attributes: [NAME],
    connect: () => follow(native.findAll(document, `[${NAME}]`)),
    entered: follow,
    patched: follow,
    // What the user closed the server may want open still, or again: then no patch says so.
    settled({ element, attribute }) {
      if (attribute !== CLOSED || native.matches(element, "[open]")) return;
      said.delete(element);
      follow([element]);
    },
    left(elements) {
      for (const element of elements as HTMLDialogElement[]) {
        if (!element.open) continue;
        closed.add(element);
        element.close();
        (focused.get(element) as HTMLElement | null | undefined)?.focus();
      }
    },
  };
};
