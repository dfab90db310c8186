// Attributes that the server writes: one whole value, or the conditional run of an element. What scripts, extensions
// and the client itself added beside them stays.

import type { Anchor, Namespace } from "../protocol/skeleton";
import type { Fields } from "./fields";
import { isField } from "./fields";
import { attributeText, parseAttributes } from "./html";
import type { Place } from "./slots";

/** Names whose attribute is the server's word on what a field holds. */
const HELD = new Set(["value", "checked", "selected"]);

/** Names that are compared with what the server last wrote, not with what stands on the page. */
const MERGED = new Set(["class", "style"]);

/** Whether places of an attribute need the page as the server wrote it, so that binding should not wait. */
export function needsMemory(name: string): boolean {
  return MERGED.has(name) || HELD.has(name);
}

/** The whole value of one attribute. */
export class AttributePlace implements Place {
  readonly #element: Element;
  readonly #name: string;
  readonly #fields: Fields;
  #last: string | null;

  constructor(element: Element, name: string, fields: Fields) {
    this.#element = element;
    this.#name = name;
    this.#fields = fields;
    this.#last = MERGED.has(name) ? (element.getAttribute(name) ?? "") : null;
    fields.control(element, name);
  }

  stands(): boolean {
    return this.#element.isConnected;
  }

  read(): string | null {
    return this.#last ?? this.#element.getAttribute(this.#name);
  }

  write(value: string): void {
    this.writeText(attributeText(value));
  }

  writeText(text: string): void {
    setAttribute(this.#element, this.#name, this.#last, text, this.#fields);
    if (this.#last !== null) this.#last = text;
  }
}

/** A run of conditional attributes. Static attributes of the element win over it. */
export class AttributesPlace implements Place {
  readonly #element: Element;
  readonly #namespace: Namespace;
  readonly #fields: Fields;
  readonly #fixed: ReadonlySet<string>;
  readonly #seen: Set<string>;
  #last = new Map<string, string>();

  /** `fixed` are names that are not the run's, `names` those that it can hold, if the skeleton tells. */
  constructor(
    element: Element,
    namespace: Namespace,
    fixed: ReadonlySet<string>,
    names: readonly string[] | null,
    seen: Set<string>,
    fields: Fields,
  ) {
    this.#element = element;
    this.#namespace = namespace;
    this.#fixed = fixed;
    this.#seen = seen;
    this.#fields = fields;
    for (const { name, value } of element.attributes) {
      if (!fixed.has(name) && (names === null || names.includes(name))) this.#last.set(name, value);
    }
    for (const name of names ?? this.#last.keys()) seen.add(name);
    this.#control();
  }

  /** A field is controlled once the run of its kind was seen to hold what it holds. */
  #control(): void {
    for (const name of this.#seen) this.#fields.control(this.#element, name);
  }

  stands(): boolean {
    return this.#element.isConnected;
  }

  read(): null {
    return null;
  }

  write(value: string): void {
    const next = value.trim() === "" ? new Map<string, string>() : parseAttributes(value, this.#namespace);
    for (const name of this.#fixed) next.delete(name);
    for (const name of next.keys()) this.#seen.add(name);
    this.#control();
    for (const [name, last] of this.#last) {
      if (!next.has(name)) setAttribute(this.#element, name, last, null, this.#fields);
    }
    for (const [name, text] of next) {
      setAttribute(this.#element, name, this.#last.get(name) ?? "", text, this.#fields);
    }
    this.#last = next;
  }

  writeText(text: string): void {
    this.write(text);
  }
}

/** The names that an anchor's run was seen to hold, shared by all clones of a fragment. */
export function seenNames(seen: Map<Anchor, Set<string>>, anchor: Anchor): Set<string> {
  const names = seen.get(anchor) ?? new Set<string>();
  seen.set(anchor, names);
  return names;
}

function setAttribute(element: Element, name: string, last: string | null, text: string | null, fields: Fields): void {
  if (name === "class") return mergeClass(element, last ?? "", text);
  if (name === "style") return mergeStyle(element, last ?? "", text ?? "");
  if (element.getAttribute(name) === text) return;
  if (HELD.has(name)) fields.touch(element);
  if (name === "name" && isField(element) && element.isConnected && element.name !== "") fields.renew(element);
  if (text !== null) element.setAttribute(name, text);
  else if (name === "open" && element instanceof HTMLDialogElement && element.open) element.close();
  else element.removeAttribute(name);
}

function tokens(text: string): string[] {
  return text.split(/\s+/).filter((token) => token !== "");
}

/** Takes the difference of two class lists to an element, in one write. */
function mergeClass(element: Element, last: string, text: string | null): void {
  const current = element.getAttribute("class");
  const before = new Set(tokens(last));
  const after = tokens(text ?? "");
  const others = tokens(current ?? "").filter((token) => !before.has(token) && !after.includes(token));
  const merged = others.length === 0 ? text : [...after, ...others].join(" ");
  if (merged === current) return;
  if (merged === null) element.removeAttribute("class");
  else element.setAttribute("class", merged);
}

/** Takes the difference of two declaration lists to an element, property by property: markup would break a strict CSP. */
function mergeStyle(element: Element, last: string, text: string): void {
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) return;
  const before = declarations(last);
  const after = declarations(text);
  for (const name of before) if (after.getPropertyValue(name) === "") element.style.removeProperty(name);
  for (const name of after) {
    const value = after.getPropertyValue(name);
    const priority = after.getPropertyPriority(name);
    if (element.style.getPropertyValue(name) === value && element.style.getPropertyPriority(name) === priority) continue;
    element.style.setProperty(name, value, priority);
  }
}

function declarations(text: string): CSSStyleDeclaration & Iterable<string> {
  const { style } = document.createElement("i");
  style.cssText = text;
  return style as CSSStyleDeclaration & Iterable<string>;
}
