// Another view's content in the place of the one that is shown: what both have in the same place, unbound, stays as it is.
// A player in a layout plays on, an open menu stays open; whatever is bound, and every field, is the new view's.

import { isField } from "../dom/field";
import type { Graft } from "../dom/shell";
import * as native from "../native";

/** Attributes that are set here, and are no difference. */
const OURS: readonly string[] = ["aria-current"];

/** What users and scripts decide where a template says nothing of it: whether an element is open, what it plays. */
const THEIRS: ReadonlyMap<string, string> = new Map([
  ["details", "open"],
  ["audio", "src"],
  ["video", "src"],
]);

export const graft: Graft = (live, made, lifecycle) => {
  let at = native.firstChild(live);
  /** Takes away what is shown up to a node. */
  const clear = (end: Node | null): void => {
    while (at && at !== end) {
      const gone: ChildNode = at;
      at = native.nextSibling(gone);
      lifecycle.leaving([gone]);
      native.remove(gone);
    }
  };
  for (const node of [...native.childNodes(made)]) {
    const same = findSame(at, node);
    if (same) {
      clear(same);
      if (same instanceof Element && !isLeft(same)) graft(same, node as Element, lifecycle);
      at = native.nextSibling(same);
    } else {
      lifecycle.entering(node, live);
      native.insertBefore(live, node, at);
    }
  }
  clear(null);
};

/**
 * Whether what is in an element is not the server's any more. What a script holds it may have read by now, and the server writes
 * some only into a page of its own.
 */
function isLeft(element: Element): boolean {
  return native.localName(element) === "script" || native.getAttribute(element, "dj-update") === "ignore";
}

/** The first of some siblings that can stay in place of a node. */
function findSame(from: Node | null, node: Node): ChildNode | null {
  for (let at = from as ChildNode | null; at; at = native.nextSibling(at)) if (isSame(at, node)) return at;
  return null;
}

function isSame(live: Node, made: Node): boolean {
  if (made instanceof Text) return live instanceof Text && live.data === made.data;
  if (!(live instanceof Element) || !(made instanceof Element) || live.namespaceURI !== made.namespaceURI) return false;
  if (native.localName(live) !== native.localName(made) || isBound(live) || isBound(made)) return false;
  const theirs = THEIRS.get(native.localName(made)) ?? "";
  const isOurs = (name: string): boolean => OURS.includes(name) || (name === theirs && !native.hasAttribute(made, name));
  const [names, others] = [live, made].map((one) => native.getAttributeNames(one).filter((name) => !isOurs(name)));
  const equal = (name: string): boolean => native.getAttribute(live, name) === native.getAttribute(made, name);
  return names?.length === others?.length && !!names?.every(equal);
}

function isBound(element: Element): boolean {
  return native.hasAttribute(element, "dj") || isField(element);
}
