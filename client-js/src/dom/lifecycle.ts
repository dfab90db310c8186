// What becomes of elements: which entered the page, which were patched, which are leaving it.
//
// Whoever writes to the page says what it does; whoever watches is told of the elements that a selector finds, of
// those that leave before they do, of the others when the patch is applied. Without watchers nothing is collected.

import * as native from "../native";

/** What brought elements: an edit of the page, or all of its values, as they follow a join. */
export type Cause = "patch" | "values";

/** Wants to know of some elements. */
export interface Watcher {
  /** They came to the page by a patch. */
  entered?(elements: readonly Element[], by: Cause): void;
  /** Their attributes, or text that is theirs, were written; they were on the page before. */
  patched?(elements: readonly Element[]): void;
  /** Something of any element is about to be written, or nodes to come to it or to leave it. */
  changing?(element: Element): void;
  /** The page is as the server wants it. */
  flushed?(): void;
  /** They are about to leave the page. */
  left?(elements: readonly Element[]): void;
}

/** Who wants to know of the elements that `selector` finds. */
export interface Watch {
  /** The attributes of theirs that templates name. */
  readonly attributes: readonly string[];
  readonly selector: string;
  readonly watcher: Watcher;
}

/** What someone is told who has a method for it. */
export type Told<T, Name extends keyof T> = Required<T>[Name] extends (...given: infer Given) => unknown ? Given : never;

/** Tells someone, if they want to hear. What they throw is told to the page, and hinders neither others nor a patch. */
export function tell<T, Name extends keyof T>(whom: T, what: Name, ...given: Told<T, Name>): void {
  try {
    (whom[what] as ((...given: unknown[]) => void) | undefined)?.(...given);
  } catch (error) {
    reportError(error);
  }
}

/** Tells watchers of a page what becomes of its elements. */
export class Lifecycle {
  readonly #all: Watch[] = [];
  /** Those that may have something to hear. */
  #watches: readonly Watch[] = this.#all;
  #names: readonly string[] | undefined;
  readonly #entered: Element[] = [];
  readonly #patched = new Set<Element>();

  watch(watch: Watch): void {
    this.#all.push(watch);
    this.limit(this.#names);
  }

  /** The templates have these attributes of ours and no others: what is about others is not collected. */
  limit(names: readonly string[] | undefined): void {
    this.#names = names;
    this.#watches = names ? this.#all.filter(({ attributes }) => attributes.some((one) => names.includes(one))) : this.#all;
  }

  /** A node, or what is in a fragment, comes to a parent that is on the page, or will be. */
  entering(node: Node, parent: Node | null): void {
    this.#changing(parent);
    if (!this.#watches.some(({ watcher }) => watcher.entered || watcher.patched)) return;
    if (node instanceof Element) this.#entered.push(node);
    else if (node instanceof DocumentFragment) this.#entered.push(...node.children);
  }

  /** Something of an element is written. */
  patching(element: Node | null): void {
    if (this.#watches.length === 0) return;
    this.#changing(element);
    if (element instanceof Element && this.#watches.some(({ watcher }) => watcher.patched)) this.#patched.add(element);
  }

  /** Whether anyone wants to know what leaves. */
  get hearsLeaving(): boolean {
    return this.#watches.some(({ watcher }) => watcher.left ?? watcher.changing);
  }

  /** Nodes are about to be taken away. */
  leaving(nodes: readonly Node[]): void {
    if (nodes[0]) this.#changing(native.parentNode(nodes[0]));
    for (const { selector, watcher } of this.#watches) {
      if (!watcher.left) continue;
      const gone = within(nodes, selector).filter((element) => native.isConnected(element));
      if (gone.length > 0) tell(watcher, "left", gone);
    }
  }

  #changing(node: Node | null): void {
    if (node instanceof Element) for (const { watcher } of this.#watches) tell(watcher, "changing", node);
  }

  /** The page is as the server wants it: tells what entered it and what was patched. */
  flush(by: Cause): void {
    if (this.#watches.length === 0) return;
    this.#tell(by);
    for (const { watcher } of this.#watches) tell(watcher, "flushed");
  }

  #tell(by: Cause): void {
    if (this.#entered.length === 0 && this.#patched.size === 0) return;
    const roots = this.#entered.splice(0).filter((element) => native.isConnected(element));
    const changed = [...this.#patched].filter((element) => native.isConnected(element));
    this.#patched.clear();
    for (const { selector, watcher } of this.#watches) {
      const fresh = within(roots, selector);
      if (fresh.length > 0) tell(watcher, "entered", fresh, by);
      const others = changed.filter((element) => native.matches(element, selector) && !fresh.includes(element));
      if (others.length > 0) tell(watcher, "patched", others);
    }
  }
}

/** The elements that a selector finds among nodes and in them, each once. */
function within(nodes: readonly Node[], selector: string): Element[] {
  const found = new Set<Element>();
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    if (native.matches(node, selector)) found.add(node);
    for (const element of native.querySelectorAll(node, selector)) found.add(element);
  }
  return [...found];
}
