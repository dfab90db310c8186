// The root built anew: a page whose marks were lost, or whose skeleton changed. Focus, and what the user entered in
// fields of the same name, are carried over.

import { Binder } from "./bind";
import type { Blueprints } from "./blueprint";
import type { Components } from "./components";
import { heldValue, isCheck, isField, serverValue, type Field, type Fields } from "./fields";
import { rememberFocus } from "./move";
import type { Instance } from "./slots";
import { SKELETON_TAG } from "./walk";

/** The classes of `<html>` and `<body>` as the server wrote them: those that come later are others'. */
export function shellClasses(): Set<string> {
  return new Set([...document.documentElement.classList, ...document.body.classList]);
}

/** Builds the root's elements, has them filled, and puts them into the page. `written` are {@link shellClasses}. */
export function rebuildDocument(
  blueprints: Blueprints,
  fields: Fields,
  components: Components,
  written: ReadonlySet<string>,
  fill: (instance: Instance) => void,
): Instance {
  const html = blueprints.get(0).clone() as HTMLElement;
  const binder = new Binder(blueprints, fields, components, SKELETON_TAG);
  const instance = binder.bind(0, html, null);
  if (!instance) throw new Error("the skeleton's root does not fit its own anchors");
  fill(instance);
  const restores = carryOver(document.body, html);
  const body = html.querySelector("body");
  const head = html.querySelector("head");
  if (head) replaceHead(head);
  if (body) document.body.replaceChildren(...body.childNodes);
  for (const restore of restores) restore();
  return rebindShell(binder, written, html) ?? instance;
}

/** Slots of `<html>` and `<body>` themselves: their attributes go to the elements that are on the page. */
function rebindShell(binder: Binder, written: ReadonlySet<string>, html: HTMLElement): Instance | null {
  const body = html.querySelector("body");
  if (!html.hasAttribute("dj") && !body?.hasAttribute("dj")) return null;
  const others: [Element, string[]][] = [];
  for (const [from, to] of [
    [html, document.documentElement],
    [body, document.body],
  ] as const) {
    if (!from?.hasAttribute("dj")) continue;
    others.push([to, [...to.classList].filter((name) => !written.has(name))]);
    for (const { name, value } of from.attributes) {
      if (name !== "style" && to.getAttribute(name) !== value) to.setAttribute(name, value);
    }
  }
  const instance = binder.bind(0, document.documentElement, null);
  for (const [element, names] of others) element.classList.add(...names);
  return instance;
}

/** Keeps what is the same in the head, and scripts and styles that others put there. */
function replaceHead(head: Element): void {
  const live = [...document.head.children];
  const titled = head.querySelector("title") !== null;
  for (const node of live) if (node.hasAttribute("dj") || (titled && node.localName === "title")) node.remove();
  for (const node of [...head.childNodes]) {
    const known = node instanceof Element && !node.hasAttribute("dj") && live.some((one) => one.isConnected && one.isEqualNode(node));
    if (!known) document.head.append(node);
  }
}

/** What to do once the new nodes stand, so that the user keeps the focus and what was entered. */
function carryOver(from: Element, to: Element): (() => void)[] {
  const restores: (() => void)[] = [];
  const active = document.activeElement;
  const kept = from.querySelectorAll("input, textarea, select");
  for (const field of kept) {
    if (!isField(field) || field.type === "file" || heldValue(field) === serverValue(field)) continue;
    const successor = counterpart(field, from, to);
    if (isField(successor) && successor.type === field.type) restores.push(() => take(field, successor));
  }
  if (active && active !== document.body && from.contains(active)) {
    const successor = counterpart(active, from, to);
    if (successor) restores.push(rememberFocus(active, () => successor));
  }
  return restores;
}

/** The element of the same id, or the same name and order, in the other tree. */
function counterpart(element: Element, from: Element, to: Element): Element | null {
  const tag = element.localName;
  if (element.id) return to.querySelector(`${tag}#${CSS.escape(element.id)}`);
  const name = element.getAttribute("name");
  if (!name) return null;
  const selector = `${tag}[name="${CSS.escape(name)}"]`;
  return to.querySelectorAll(selector)[[...from.querySelectorAll(selector)].indexOf(element)] ?? null;
}

function take(from: Field, to: Field): void {
  if (from instanceof HTMLSelectElement && to instanceof HTMLSelectElement) {
    const values = new Set(Array.from(from.selectedOptions, (option) => option.value));
    for (const option of to.options) option.selected = values.has(option.value);
  } else if (isCheck(from) && isCheck(to)) {
    to.checked = from.checked;
  } else {
    to.value = from.value;
  }
}
