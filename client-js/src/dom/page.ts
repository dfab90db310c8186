// What all that binds and writes shares of one page.

import * as native from "../native";
import type { Skeleton, Target } from "../protocol/skeleton";
import { Blueprints, type Blueprint } from "./blueprint";
import { Components } from "./components";
import { Fields } from "./fields";
import { Lifecycle } from "./lifecycle";
import { COPY_MARKS, type Marks } from "./marks";
import { Markup } from "./markup";
import { nodesOf, parentOf, type Box } from "./walk";

/** A page that shows a view: its document, its skeleton, and what is known of both. */
export class Page {
  readonly document: Document;
  readonly markup: Markup;
  readonly fields = new Fields();
  readonly components = new Components();
  readonly lifecycle = new Lifecycle();
  /** Names that win over an anchor's conditional run, by its targets: they are not the run's. */
  readonly fixed = new WeakMap<readonly Target[], ReadonlySet<string>>();
  /** The marks that the server wrote into this page. */
  marks: Marks = COPY_MARKS;
  #blueprints: Blueprints;

  constructor(window: Window, document: Document) {
    this.document = document;
    this.markup = new Markup(window, document);
    this.#blueprints = new Blueprints({ p: 0, f: [] }, this.markup);
  }

  get skeleton(): Skeleton {
    return this.#blueprints.skeleton;
  }

  set skeleton(skeleton: Skeleton) {
    this.#blueprints = new Blueprints(skeleton, this.markup);
    this.lifecycle.limit(skeleton.a);
  }

  blueprint(index: number): Blueprint {
    return this.#blueprints.of(index);
  }

  /** Puts a node into a box instead of what is there. */
  refill(box: Box, node: Node | null): void {
    const parent = parentOf(box);
    if (parent instanceof Element) this.fields.touch(parent);
    const old = nodesOf(box);
    this.lifecycle.leaving(old);
    for (const one of old) native.remove(one);
    if (node) this.append(box, node);
  }

  /** Puts a node at the end of a box. */
  append(box: Box, node: Node): void {
    const parent = parentOf(box);
    this.lifecycle.entering(node, parent);
    if (parent) native.insertBefore(parent, node, box.end);
  }
}
