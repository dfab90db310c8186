// Marks: what the server wrote into a page, or into a fragment of the skeleton, so that its slots can be found.

import * as native from "../native";
import { following } from "./walk";

/** The marks of a page, or of copies of the skeleton: element anchors, and pairs of comments that begin with a tag. */
export class Marks {
  readonly tag: string;

  constructor(tag: string) {
    this.tag = tag;
  }

  /** What the first comment of a pair says after the tag: digits or nothing; `null` for any other node. */
  said(node: Node): string | null {
    if (!(node instanceof Comment)) return null;
    const { data } = node;
    const rest = data.slice(this.tag.length);
    return data.startsWith(this.tag) && /^\d*$/.test(rest) ? rest : null;
  }

  /** The comment that closes the pair which `start` opens, among its siblings. */
  closing(start: Node): Comment | null {
    let depth = 0;
    for (let at = native.nextSibling(start); at; at = native.nextSibling(at)) {
      if (this.said(at) !== null) depth++;
      else if (at instanceof Comment && at.data === `/${this.tag}` && depth-- === 0) return at;
    }
    return null;
  }

  /** The first mark from a node on, before `limit`: an element anchor or the first comment of a pair. */
  next(from: Node | null, limit: Node | null): Element | Comment | null {
    for (let at = from; at && at !== limit; at = following(at, true)) {
      if (at instanceof Element ? native.hasAttribute(at, "dj") : this.said(at) !== null) return at as Element | Comment;
    }
    return null;
  }

  /** How many marks a page has, as its data block counts them: element anchors and pairs of comments. */
  count(document: Document): number {
    let count = native.findAll(document, "[dj]").length;
    const comments = native.createTreeWalker(document, document, NodeFilter.SHOW_COMMENT);
    while (comments.nextNode()) if (this.said(comments.currentNode) !== null) count++;
    return count;
  }
}

/** The marks in copies of the skeleton; a page has a random tag. */
export const COPY_MARKS = new Marks("dj");
