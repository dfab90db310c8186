// Fragments' markup, each parsed once: what clones are made from, and what bound elements are compared with.

import { Kind, type Fragment, type Skeleton, type Target } from "../protocol/skeleton";
import { fillsOf, type Fill } from "./fills";
import { COPY_MARKS } from "./marks";
import type { Markup } from "./markup";
import { following } from "./walk";

/** A fragment with its parsed markup. */
export interface Blueprint {
  readonly fragment: Fragment;
  /** A fragment's content, or the `<html>` of the root. */
  readonly content: DocumentFragment | HTMLElement;
  /** The skeleton's mark of each anchor. */
  readonly marks: readonly (Element | Comment | null)[];
  /** What to write into copies that need not be bound at once. */
  readonly fills: readonly Fill[] | null;
}

/** The blueprints of one skeleton. */
export class Blueprints {
  readonly skeleton: Skeleton;
  readonly #markup: Markup;
  readonly #made: Blueprint[] = [];

  constructor(skeleton: Skeleton, markup: Markup) {
    this.skeleton = skeleton;
    this.#markup = markup;
  }

  /** A fragment's blueprint, made when first needed. */
  of(index: number): Blueprint {
    return (this.#made[index] ??= this.#draw(index, this.skeleton.f[index] as Fragment));
  }

  #draw(index: number, fragment: Fragment): Blueprint {
    const [html, anchors, , , namespace] = fragment;
    const content = index === 0 ? this.#markup.page(html) : this.#markup.fragment(html, namespace);
    let at: Node | null = content;
    const marks = anchors.map((anchor) => {
      const mark = COPY_MARKS.next(at, null);
      at = mark && following(mark, true);
      if (mark instanceof Element && typeof anchor === "object") for (const target of anchor) vacate(mark, target);
      return mark;
    });
    return { fragment, content, marks, fills: fillsOf(fragment, marks) };
  }
}

/**
 * Takes an empty attribute away: a clone with it would be an error to SVG, or break a strict CSP (`style`). The target
 * gets the name as the parser wrote it: it restores the case of SVG and MathML names (`viewBox`).
 */
function vacate(element: Element, target: Target): void {
  if (target[1] !== Kind.Attr) return;
  const found = [...element.attributes].find(({ name }) => name.toLowerCase() === target[2]);
  if (!found) return;
  target[2] = found.name;
  // One with a namespace (`xlink:href`) could not be set by its name alone.
  if (!found.namespaceURI) element.removeAttributeNode(found);
}
