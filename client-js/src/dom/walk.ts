// Document order, boxes and marks: where nodes of the page are, without knowing what they mean.

/** The node after `node` in document order, its content left out unless `into`. */
export function following(node: Node, into: boolean): Node | null {
  if (into && node.firstChild) return node.firstChild;
  for (let at: Node | null = node; at; at = at.parentNode) if (at.nextSibling) return at.nextSibling;
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
  return end ? end.parentNode : start;
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`. */
const FOLLOWING = 4;

/** Whether a box is on the page, both ends under one parent and in order. */
export function boxStands({ start, end }: Box): boolean {
  if (!start.isConnected || !end) return start.isConnected;
  return start.parentNode === end.parentNode && (start.compareDocumentPosition(end) & FOLLOWING) > 0;
}

/** The first node of a box, or what stands after an empty one. */
export function firstOf({ start, end }: Box): ChildNode | null {
  return end ? start.nextSibling : start.firstChild;
}

/** The nodes of a box, in order. */
export function nodesOf(box: Box): ChildNode[] {
  const found: ChildNode[] = [];
  for (let at = firstOf(box); at && at !== box.end; at = at.nextSibling) found.push(at);
  return found;
}

/** Puts a node into a box instead of what is there. */
export function refill(box: Box, node: Node | null): void {
  for (const old of nodesOf(box)) old.remove();
  if (node) append(box, node);
}

/** Puts a node at the end of a box. */
export function append(box: Box, node: Node): void {
  parentOf(box)?.insertBefore(node, box.end);
}

/** The tag of the marks in a copy of the skeleton; a page has a random one. */
export const SKELETON_TAG = "dj";

/** The tag of the marks that count. */
let tag: string;

/** Says what the page's own marks are. */
export function usePageTag(own: string): void {
  tag = own;
}

/** Looks for the marks of a copy of the skeleton, not for the page's. */
export function inCopy<T>(look: () => T): T {
  const own = tag;
  tag = SKELETON_TAG;
  try {
    return look();
  } finally {
    tag = own;
  }
}

/** What the first comment of a pair says after the tag: digits or nothing; `null` for any other node. */
export function said(node: Node): string | null {
  if (!(node instanceof Comment)) return null;
  const { data } = node;
  const rest = data.slice(tag.length);
  return data.startsWith(tag) && /^\d*$/.test(rest) ? rest : null;
}

/** The comment that closes the pair which `start` opens, among its siblings. */
export function closing(start: Node): Comment | null {
  let depth = 0;
  for (let at = start.nextSibling; at; at = at.nextSibling) {
    if (said(at) !== null) depth++;
    else if (at instanceof Comment && at.data === `/${tag}` && depth-- === 0) return at;
  }
  return null;
}

/** The first mark from a node on, before `limit`: an element anchor or the first comment of a pair. */
export function nextMark(from: Node | null, limit: Node | null): Element | Comment | null {
  for (let at = from; at && at !== limit; at = following(at, true)) {
    if (at instanceof Element ? at.hasAttribute("dj") : said(at) !== null) return at as Element | Comment;
  }
  return null;
}

/** How many marks a page has, as its data block counts them: element anchors and pairs of comments. */
export function countMarks(): number {
  let count = document.querySelectorAll("[dj]").length;
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  while (comments.nextNode()) if (said(comments.currentNode) !== null) count++;
  return count;
}
