// Document order and boxes: where nodes of the page are, without knowing what they mean.

import * as native from "../native";

/** The node after `node` in document order, its content left out unless `into`. */
export function following(node: Node, into: boolean): Node | null {
  if (into && native.firstChild(node)) return native.firstChild(node);
  for (let at: Node | null = node; at; at = native.parentNode(at)) if (native.nextSibling(at)) return native.nextSibling(at);
  return null;
}

/** A stretch of siblings that a slot owns: the content of an element, or what stands between two comments. */
export interface Box {
  readonly start: Element | Comment;
  /** The node before which the box ends; `null` for the end of an element. */
  readonly end: Comment | null;
}

/** The node whose children a box holds. */
export function parentOf({ start, end }: Box): Node | null {
  return end ? native.parentNode(end) : start;
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`. */
const FOLLOWING = 4;

/** Whether a box is on the page, both ends under one parent and in order. */
export function boxStands({ start, end }: Box): boolean {
  if (!native.isConnected(start) || !end) return native.isConnected(start);
  return native.parentNode(start) === native.parentNode(end) && (native.compareDocumentPosition(start, end) & FOLLOWING) > 0;
}

/** The first node of a box, or what stands after an empty one. */
export function firstOf({ start, end }: Box): ChildNode | null {
  return end ? native.nextSibling(start) : native.firstChild(start);
}

/** The nodes of a box, in order. */
export function nodesOf(box: Box): ChildNode[] {
  const found: ChildNode[] = [];
  for (let at = firstOf(box); at && at !== box.end; at = native.nextSibling(at)) found.push(at);
  return found;
}
