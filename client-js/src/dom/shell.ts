// The root built anew: a page whose marks were lost, or whose skeleton changed. Focus, and what the user entered in
// fields of the same name, are carried over.

import * as native from "../native";
import type { Values } from "../protocol/values";
import { fill } from "./assign";
import { bindCopy } from "./bind";
import type { Lifecycle } from "./lifecycle";
import { isCheck, isField, isSelect, isServers, type Field } from "./field";
import { rememberFocus } from "./move";
import { choiceOf, chooseAgain } from "./options";
import { COPY_MARKS, Marks } from "./marks";
import type { Page } from "./page";
import type { Instance } from "./slots";

/** Makes the content of one element that of another. */
export type Graft = (live: Element, made: Element, lifecycle: Lifecycle) => void;

/** The elements that a page has whatever stands in it: `<html>`, `<head>` and `<body>`. */
export class Shell {
  readonly #page: Page;
  /** The classes of `<html>` and `<body>` as the server wrote them: those that come later are others'. */
  #written: ReadonlySet<string> = new Set();

  constructor(page: Page) {
    this.#page = page;
  }

  /** Remembers which classes are the server's. */
  remember(): void {
    const { document } = this.#page;
    this.#written = new Set([...native.documentElement(document).classList, ...native.body(document).classList]);
  }

  /**
   * Builds the root's elements with these values, and puts them into the page. If they are another view's, `graft` does, and
   * nothing that the user did is carried over.
   */
  rebuild(values: Values, graft: Graft | null): Instance {
    const page = this.#page;
    const { document, lifecycle } = page;
    const html = native.importNode(document, page.blueprint(0).content, true) as HTMLElement;
    const instance = bindCopy(page, 0, html);
    fill(page, instance, values);
    const live = native.body(document);
    const restores = graft ? [] : carryOver(live, html);
    const [head, body] = native.children(html) as unknown as readonly [HTMLElement, HTMLElement];
    replaceHead(native.head(document), head);
    if (graft) graft(live, body, lifecycle);
    else {
      const nodes = [...body.childNodes];
      lifecycle.leaving([...live.childNodes]);
      for (const node of nodes) lifecycle.entering(node, live);
      native.replaceChildren(live, ...nodes);
    }
    for (const restore of restores) restore();
    return this.#rebind(html, body) ?? instance;
  }

  /** Slots of `<html>` and `<body>` themselves: their attributes go to the elements that are on the page. */
  #rebind(html: Element, body: Element): Instance | null {
    const { document } = this.#page;
    const pairs = [
      [html, native.documentElement(document)],
      [body, native.body(document)],
    ] as const;
    const bound = pairs.filter(([from]) => native.hasAttribute(from, "dj"));
    const others = bound.map(([, to]) => [...to.classList].filter((name) => !this.#written.has(name)));
    for (const [from, to] of bound) {
      for (const { name, value } of native.attributes(from)) {
        if (name !== "style" && native.getAttribute(to, name) !== value) native.setAttribute(to, name, value);
      }
    }
    const instance = bound.length > 0 ? bindCopy(this.#page, 0, native.documentElement(document), new Marks(COPY_MARKS.tag)) : null;
    for (const [index, [, to]] of bound.entries()) native.classList(to).add(...(others[index] ?? []));
    return instance;
  }
}

/** Keeps what is the same in the head, and scripts and styles that others put there. */
function replaceHead(shown: HTMLHeadElement, head: Element): void {
  const live = [...shown.children];
  const titled = native.querySelector(head, "title") !== null;
  for (const node of live) if (native.hasAttribute(node, "dj") || (titled && native.localName(node) === "title")) native.remove(node);
  for (const node of [...head.childNodes]) {
    const own = !(node instanceof Element) || native.hasAttribute(node, "dj");
    const known = !own && live.some((one) => native.isConnected(one) && native.isEqualNode(one, node));
    if (!known) shown.append(node);
  }
}

/** What to do once the new nodes stand, so that the user keeps the focus and what was entered. */
function carryOver(from: Element, to: Element): (() => void)[] {
  const restores: (() => void)[] = [];
  for (const field of native.querySelectorAll(from, "*")) {
    if (!isField(field) || field.type === "file" || isServers(field)) continue;
    const successor = counterpart(field, from, to);
    if (isField(successor) && successor.type === field.type) restores.push(() => take(field, successor));
  }
  const active = native.activeElement(native.ownerDocument(from));
  const successor = active && active !== from && native.contains(from, active) && counterpart(active, from, to);
  if (successor) restores.push(rememberFocus(active, successor));
  return restores;
}

/** The element of the same id, or the same name and order, in the other tree. */
function counterpart(element: Element, from: Element, to: Element): Element | null {
  const [localName, id] = [native.localName(element), native.id(element)];
  if (id) return native.querySelector(to, `${localName}#${CSS.escape(id)}`);
  const name = native.getAttribute(element, "name");
  if (!name) return null;
  const selector = `${localName}[name="${CSS.escape(name)}"]`;
  return native.querySelectorAll(to, selector)[[...native.querySelectorAll(from, selector)].indexOf(element)] ?? null;
}

function take(from: Field, to: Field): void {
  if (isSelect(from) && isSelect(to)) chooseAgain(to, choiceOf(from));
  else if (isCheck(from) && isCheck(to)) to.checked = from.checked;
  else to.value = from.value;
}
