// A fragment's markup, parsed once: what clones are made from, and what bound elements are compared with.

import { Kind, type Anchor, type Fragment, type Skeleton, type Target } from "../protocol/skeleton";
import { parseDocument, parseFragment } from "./html";
import { Marks, SKELETON_TAG } from "./walk";

/** A fragment with its parsed markup. */
export class Blueprint {
  readonly fragment: Fragment;
  /** A fragment's content, or the `<html>` of the root. */
  readonly content: DocumentFragment | HTMLElement;
  /** The skeleton's element of each anchor, `null` for regions. */
  readonly elements: readonly (Element | null)[];
  /** Attribute names that conditional runs were seen to hold, by anchor: what they control. */
  readonly seen = new Map<Anchor, Set<string>>();

  readonly #names = new Map<Target, string>();

  constructor(index: number, fragment: Fragment) {
    this.fragment = fragment;
    this.content = index === 0 ? parseDocument(fragment[0]) : parseFragment(fragment[0], fragment[4]);
    const marks = new Marks(this.content, null, SKELETON_TAG);
    this.elements = fragment[1].map((anchor) => {
      const mark = marks.next();
      if (!(mark instanceof Element)) return null;
      if (typeof anchor !== "number") for (const target of anchor) if (target[1] === Kind.Attr) this.#vacate(mark, target);
      return mark;
    });
  }

  /** Takes an empty attribute away: a clone with it would be an error to SVG, or break a strict CSP (`style`). */
  #vacate(element: Element, target: Target): void {
    const found = Array.from(element.attributes).find(({ name }) => name.toLowerCase() === target[2]);
    if (!found) return;
    this.#names.set(target, found.name);
    // One with a namespace (`xlink:href`) could not be set by its name alone.
    if (!found.namespaceURI) element.removeAttributeNode(found);
  }

  /** The name of a whole attribute as the parser wrote it: it restores the case of SVG and MathML names (`viewBox`). */
  nameOf(target: Target): string {
    return this.#names.get(target) ?? String(target[2]);
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
