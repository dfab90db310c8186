// `dj-transition`, `dj-remove`: an element that a patch brings comes by and by, and one that a patch takes away stays until it has gone.
//
// What leaves is taken off the page like anything else, so no patch knows of it any more; then the element is put back as a mere
// picture of itself, without marks, handlers and names, and taken away at the end.

import { LEAVING } from "../commands/targets";
import { words } from "../dom/merge";
import { Motions, type Motion } from "../dom/motion";
import type { Feature } from "../feature";
import * as native from "../native";

const NAME = "dj-transition";
const REMOVE = "dj-remove";
const PAIR = { enter: `${NAME}-enter`, leave: `${NAME}-leave` };

/** What a picture must not have: marks of ours, and what fields are known by. */
const OURS = /^(dj$|dj-|name$|data-component-id$|autofocus$)/;

export const feature: Feature = ({ window, document, clock }) => {
  const motions = new Motions(window, document, clock);
  /** Where elements stood that are being taken away. */
  const leaving = new Map<Element, Comment>();
  /** Whether another view takes the page over. */
  let isLeft = false;

  const enter = (element: Element): void => {
    const motion = pairOf(element, PAIR.enter) ?? motionOf(element, NAME);
    if (motion) motions.play(element, motion, "enter");
  };
  const putBack = (): void => {
    for (const [element, place] of leaving) {
      leaving.delete(element);
      const motion = leaveOf(element);
      // With what is around it, or with the whole page, it goes at once; so does what only moved.
      if (motion && !isLeft && native.isConnected(place) && !native.parentNode(element)) {
        picture(element);
        native.insertBefore(native.parentNode(place) as Node, element, place);
        motions.play(element, motion, "leave", () => native.remove(element));
      }
      native.remove(place);
    }
    isLeft = false;
    for (const element of native.findAll(document, `[${LEAVING}][id]`)) {
      const same = native.findAll(document, `#${CSS.escape(native.id(element))}`);
      if (same.length > 1) native.removeAttribute(element, "id");
    }
  };

  return {
    attributes: [NAME, REMOVE, PAIR.enter, PAIR.leave],
    entered(elements, by) {
      if (by === "patch") elements.forEach(enter);
    },
    left(elements) {
      for (const element of elements) {
        const parent = native.parentNode(element);
        if (!parent || !leaveOf(element)) continue;
        const place = native.createComment(document, "");
        leaving.set(element, place);
        native.insertBefore(parent, place, element);
      }
      // What shows ahead of a patch takes elements away, too.
      queueMicrotask(putBack);
    },
    flushed: putBack,
    received([kind]) {
      isLeft ||= kind === "v";
    },
  };
};

/** How an element goes, if not at once. A row is an element with its classes at the time. */
function leaveOf(element: Element): Motion | null {
  const own = pairOf(element, PAIR.leave) ?? motionOf(element, REMOVE);
  if (own) return own;
  const both = motionOf(element, NAME);
  // Three classes say how it comes.
  return typeof both === "string" ? both : null;
}

function motionOf(element: Element, attribute: string): Motion | null {
  const classes = words(native.getAttribute(element, attribute));
  if (classes.length === 3) return classes as unknown as Motion;
  return classes.length === 1 ? (classes[0] as string) : null;
}

function pairOf(element: Element, attribute: string): Motion | null {
  const from = native.getAttribute(element, attribute);
  const to = native.getAttribute(element, `${attribute}-to`);
  return from === null && to === null ? null : [from ?? "", to ?? ""];
}

/** Makes an element a picture of itself, which does nothing and is nobody's. */
function picture(root: Element): void {
  for (const element of [root, ...native.querySelectorAll(root, "*")]) {
    for (const name of native.getAttributeNames(element)) if (OURS.test(name)) native.removeAttribute(element, name);
  }
  const comments = native.createTreeWalker(native.ownerDocument(root), root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  found.forEach(native.remove);
  native.setAttribute(root, LEAVING, "");
  native.setAttribute(root, "inert", "");
}
