// A fragment's markup, parsed once: what clones are made from, and what bound elements are compared with.

import { type Anchor, type Fragment, type Skeleton } from "../protocol/skeleton";
import { parseDocument, parseFragment } from "./html";
import { Marks, SKELETON_TAG } from "./walk";

/** A fragment with its parsed markup. */
export class Blueprint {
  readonly index: number;
  readonly fragment: Fragment;
  /** A fragment's content, or the `<html>` of the root. */
  readonly content: DocumentFragment | HTMLElement;
  /** The skeleton's element of each anchor, `null` for regions. */
  readonly elements: readonly (Element | null)[];
  /** Attribute names that conditional runs were seen to hold, by anchor: what they control. */
  readonly seen = new Map<Anchor, Set<string>>();

  constructor(index: number, fragment: Fragment) {
    this.index = index;
    this.fragment = fragment;
    this.content = index === 0 ? parseDocument(fragment[0]) : parseFragment(fragment[0], fragment[4]);
    const marks = new Marks(this.content, null, SKELETON_TAG);
    this.elements = fragment[1].map((anchor) => {
      const mark = marks.next();
      if (!(mark instanceof Element)) return null;
      // A clone with a style attribute would break a strict CSP, even an empty one.
      if (typeof anchor !== "number" && anchor.some(([, , name]) => name === "style")) mark.removeAttribute("style");
      return mark;
    });
  }

  /** A copy for the page, custom elements upgraded. */
  clone(): DocumentFragment | HTMLElement {
    return document.importNode(this.content, true);
  }
}

/** The blueprints of a view, each made when first needed. */
export class Blueprints {
  readonly skeleton: Skeleton;
  readonly #made: Blueprint[] = [];

  constructor(skeleton: Skeleton) {
    this.skeleton = skeleton;
  }

  get(index: number): Blueprint {
    const made = this.#made[index];
    if (made) return made;
    const fragment = this.skeleton.f[index];
    if (!fragment) throw new RangeError(`the skeleton has no fragment ${index}`);
    return (this.#made[index] = new Blueprint(index, fragment));
  }
}
