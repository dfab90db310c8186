// The root built anew: a page whose marks were lost, or whose skeleton changed. Focus, and what the user entered in
// fields of the same name, are carried over.

import type { Values } from "../protocol/values";
import { fill } from "./assign";
import { bindCopy } from "./bind";
import { heldValue, isCheck, isField, isSelect, select, serverValue, type Field } from "./field";
import { rememberFocus } from "./move";
import type { Page } from "./page";
import type { Instance } from "./slots";

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
    const { documentElement, body } = this.#page.document;
    this.#written = new Set([...documentElement.classList, ...body.classList]);
  }

  /** Builds the root's elements with these values, and puts them into the page. */
  rebuild(values: Values): Instance {
    const page = this.#page;
    const { document, lifecycle } = page;
    const html = document.importNode(page.blueprint(0).content, true) as HTMLElement;
    const instance = bindCopy(page, 0, html);
    fill(page, instance, values);
    const restores = carryOver(document.body, html);
    const [head, body] = html.children as unknown as readonly [HTMLElement, HTMLElement];
    replaceHead(document.head, head);
    const nodes = [...body.childNodes];
    lifecycle.leaving([...document.body.childNodes]);
    for (const node of nodes) lifecycle.entering(node);
    document.body.replaceChildren(...nodes);
    for (const restore of restores) restore();
    return this.#rebind(html, body) ?? instance;
  }

  /** Slots of `<html>` and `<body>` themselves: their attributes go to the elements that are on the page. */
  #rebind(html: Element, body: Element): Instance | null {
    const { document } = this.#page;
    const pairs = [
      [html, document.documentElement],
      [body, document.body],
    ] as const;
    const bound = pairs.filter(([from]) => from.hasAttribute("dj"));
    const others = bound.map(([, to]) => [...to.classList].filter((name) => !this.#written.has(name)));
    for (const [from, to] of bound) {
      for (const { name, value } of from.attributes) {
        if (name !== "style" && to.getAttribute(name) !== value) to.setAttribute(name, value);
      }
    }
    const instance = bound.length > 0 ? bindCopy(this.#page, 0, document.documentElement) : null;
    for (const [index, [, to]] of bound.entries()) to.classList.add(...(others[index] ?? []));
    return instance;
  }
}

/** Keeps what is the same in the head, and scripts and styles that others put there. */
function replaceHead(shown: HTMLHeadElement, head: Element): void {
  const live = [...shown.children];
  const titled = head.querySelector("title") !== null;
  for (const node of live) if (node.hasAttribute("dj") || (titled && node.localName === "title")) node.remove();
  for (const node of [...head.childNodes]) {
    const own = !(node instanceof Element) || node.hasAttribute("dj");
    const known = !own && live.some((one) => one.isConnected && one.isEqualNode(node));
    if (!known) shown.append(node);
  }
}

/** What to do once the new nodes stand, so that the user keeps the focus and what was entered. */
function carryOver(from: Element, to: Element): (() => void)[] {
  const restores: (() => void)[] = [];
  for (const field of from.querySelectorAll("input, textarea, select")) {
    if (!isField(field) || field.type === "file" || heldValue(field) === serverValue(field)) continue;
    const successor = counterpart(field, from, to);
    if (isField(successor) && successor.type === field.type) restores.push(() => take(field, successor));
  }
  const active = from.ownerDocument.activeElement;
  const successor = active && active !== from && from.contains(active) && counterpart(active, from, to);
  if (successor) restores.push(rememberFocus(active, successor));
  return restores;
}

/** The element of the same id, or the same name and order, in the other tree. */
function counterpart(element: Element, from: Element, to: Element): Element | null {
  const { localName, id } = element;
  if (id) return to.querySelector(`${localName}#${CSS.escape(id)}`);
  const name = element.getAttribute("name");
  if (!name) return null;
  const selector = `${localName}[name="${CSS.escape(name)}"]`;
  return to.querySelectorAll(selector)[[...from.querySelectorAll(selector)].indexOf(element)] ?? null;
}

function take(from: Field, to: Field): void {
  if (isSelect(from) && isSelect(to)) {
    const values = Array.from(from.selectedOptions, ({ value }) => value);
    select(to, ({ value }) => values.includes(value));
  } else if (isCheck(from) && isCheck(to)) {
    to.checked = from.checked;
  } else {
    to.value = from.value;
  }
}
