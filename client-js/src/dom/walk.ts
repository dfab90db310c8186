// Document order, boxes and marks: where nodes of the page are, without knowing what they mean.

/** The node after `node` in document order, its content left out unless `into`. */
export function following(node: Node, into: boolean): Node | null {
  if (into && node.firstChild) return node.firstChild;
  for (let at: Node | null = node; at; at = at.parentNode) if (at.nextSibling) return at.nextSibling;
  return null;
}

/** A stretch of siblings that a slot owns: an element's content, or what stands between two comments. */
export class Box {
  readonly #start: Element | Comment;
  /** The node before which the box ends; `null` for the end of an element. */
  readonly end: Comment | null;

  /** The content of an element, or what stands between two comments. */
  constructor(start: Element | Comment, end: Comment | null) {
    this.#start = start;
    this.end = end;
  }

  /** The node whose children the box holds. */
  get parent(): Node | null {
    return this.end ? this.end.parentNode : this.#start;
  }

  get first(): Node | null {
    const node = this.end ? this.#start.nextSibling : this.#start.firstChild;
    return node === this.end ? null : node;
  }

  /** Whether the box is on the page, both ends under one parent and in order. */
  stands(): boolean {
    const start = this.#start;
    const { end } = this;
    if (!start.isConnected || !end) return start.isConnected;
    if (start.parentNode !== end.parentNode) return false;
    return (start.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  }

  /** The box's nodes, in order. */
  nodes(): ChildNode[] {
    const found: ChildNode[] = [];
    for (let at = this.first; at && at !== this.end; at = at.nextSibling) found.push(at as ChildNode);
    return found;
  }

  clear(): void {
    for (const node of this.nodes()) node.remove();
  }

  append(node: Node): void {
    this.parent?.insertBefore(node, this.end);
  }
}

/** The tag of the marks in a clone of the skeleton; a page has a random one. */
export const SKELETON_TAG = "dj";

/** Whether a node is the first comment of a pair. */
export function isStart(node: Node, tag: string): node is Comment {
  if (node.nodeType !== Node.COMMENT_NODE) return false;
  const { data } = node as Comment;
  return data.startsWith(tag) && /^\d*$/.test(data.slice(tag.length));
}

/** The arm that the first comment of a branch names; `null` when it took none. */
export function armOf(start: Comment, tag: string): number | null {
  const digits = start.data.slice(tag.length);
  return digits === "" ? null : Number(digits);
}

/** The comment that closes the pair which `start` opens, among its siblings. */
export function closing(start: Comment, tag: string): Comment | null {
  let depth = 0;
  for (let at = start.nextSibling; at; at = at.nextSibling) {
    if (isStart(at, tag)) depth++;
    else if (at.nodeType === Node.COMMENT_NODE && (at as Comment).data === `/${tag}`) {
      if (depth === 0) return at as Comment;
      depth--;
    }
  }
  return null;
}

/** The marks of a stretch of the page in document order: element anchors and first comments. */
export class Marks {
  #at: Node | null;
  readonly #limit: Node | null;
  readonly #tag: string;

  /** Begins with `from` itself and ends before `limit`. */
  constructor(from: Node | null, limit: Node | null, tag: string) {
    this.#at = from;
    this.#limit = limit;
    this.#tag = tag;
  }

  next(): Element | Comment | null {
    for (let at = this.#at; at && at !== this.#limit; at = following(at, true)) {
      if (!isMark(at, this.#tag)) continue;
      this.#at = following(at, true);
      return at;
    }
    this.#at = null;
    return null;
  }

  /** Goes on after `node` and all that is in it. */
  skip(node: Node): void {
    this.#at = following(node, false);
  }
}

function isMark(node: Node, tag: string): node is Element | Comment {
  return node instanceof Element ? node.hasAttribute("dj") : isStart(node, tag);
}

/** How many marks a page has, as its data block counts them: element anchors and pairs of comments. */
export function countMarks(tag: string): number {
  let count = document.querySelectorAll("[dj]").length;
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  for (let node = comments.nextNode(); node; node = comments.nextNode()) if (isStart(node, tag)) count++;
  return count;
}
