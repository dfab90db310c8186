// What becomes of elements: which entered the page, which were patched, which are leaving it.
//
// Whoever writes to the page says what it does; whoever watches is told of the elements that a selector finds, of
// those that leave before they do, of the others when the patch is applied. Without watchers nothing is collected.

import * as native from "../native";

/** What brought elements: an edit of the page, or all of its values, as they follow a join. */
export type Cause = "patch" | "values";

/** Wants to know of the elements that `selector` finds. */
export interface Watcher {
  /** The attributes of theirs that templates name. */
  readonly attributes: readonly string[];
  readonly selector: string;
  /** They came to the page by a patch. */
  readonly entered?: (elements: readonly Element[], by: Cause) => void;
  /** Their attributes, or text that is theirs, were written; they were on the page before. */
  readonly patched?: (elements: readonly Element[]) => void;
  /** Something of any element is about to be written, or nodes to come to it or to leave it. */
  readonly changing?: (element: Element) => void;
  /** The page is as the server wants it. */
  readonly flushed?: () => void;
  /** They are about to leave the page. */
  readonly left?: (elements: readonly Element[]) => void;
}

/** Tells watchers of a page what becomes of its elements. */
export class Lifecycle {
  readonly #all: Watcher[] = [];
  /** Those that may have something to hear. */
  #watchers: readonly Watcher[] = this.#all;
  #names: readonly string[] | undefined;
  readonly #entered: Element[] = [];
  readonly #patched = new Set<Element>();

  watch(watcher: Watcher): void {
    this.#all.push(watcher);
    this.limit(this.#names);
  }

  /** The templates have these attributes of ours and no others: what is about others is not collected. */
  limit(names: readonly string[] | undefined): void {
    this.#names = names;
    this.#watchers = names ? this.#all.filter(({ attributes }) => attributes.some((one) => names.includes(one))) : this.#all;
  }

  /** A node, or what is in a fragment, comes to a parent that is on the page, or will be. */
  entering(node: Node, parent: Node | null): void {
    this.#changing(parent);
    if (!this.#watchers.some(({ entered, patched }) => entered || patched)) return;
    if (node instanceof Element) this.#entered.push(node);
    else if (node instanceof DocumentFragment) this.#entered.push(...node.children);
  }

  /** Something of an element is written. */
  patching(element: Node | null): void {
    this.#changing(element);
    if (element instanceof Element && this.#watchers.some(({ patched }) => patched)) this.#patched.add(element);
  }

  /** Whether anyone wants to know what leaves. */
  get hearsLeaving(): boolean {
    return this.#watchers.some(({ left, changing }) => left ?? changing);
  }

  /** Nodes are about to be taken away. */
  leaving(nodes: readonly Node[]): void {
    if (nodes[0]) this.#changing(native.parentNode(nodes[0]));
    for (const { selector, left } of this.#watchers) {
      if (!left) continue;
      const gone = within(nodes, selector).filter((element) => native.isConnected(element));
      if (gone.length > 0) left(gone);
    }
  }

  #changing(node: Node | null): void {
    if (node instanceof Element) for (const { changing } of this.#watchers) changing?.(node);
  }

  /** The page is as the server wants it: tells what entered it and what was patched. */
  flush(by: Cause): void {
    this.#tell(by);
    for (const { flushed } of this.#watchers) flushed?.();
  }

  #tell(by: Cause): void {
    if (this.#entered.length === 0 && this.#patched.size === 0) return;
    const roots = this.#entered.splice(0).filter((element) => native.isConnected(element));
    const changed = [...this.#patched].filter((element) => native.isConnected(element));
    this.#patched.clear();
    for (const { selector, entered, patched } of this.#watchers) {
      const fresh = within(roots, selector);
      if (entered && fresh.length > 0) entered(fresh, by);
      const others = changed.filter((element) => native.matches(element, selector) && !fresh.includes(element));
      if (patched && others.length > 0) patched(others);
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
