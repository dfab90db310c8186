// Attributes that the server writes: one whole value, or the conditional run of an element.

import * as native from "../native";
import { Kind, type Target } from "../protocol/skeleton";
import { COMPONENT } from "./components";
import { isField } from "./field";
import { MERGED, mergeClass, mergeStyle } from "./merge";
import type { Page } from "./page";
import type { Place } from "./slots";
import { HOLDING } from "./targets";

/** The whole value of one attribute. */
export class AttributePlace implements Place {
  readonly start: Element;
  readonly end = null;
  readonly #page: Page;
  readonly #name: string;
  /** What the server last wrote, of those names that others write, too. */
  #last: string | null;

  /** `made` is what the server made it, if what stands there does not tell. */
  constructor(page: Page, element: Element, name: string, made: string | null) {
    this.start = element;
    this.#page = page;
    this.#name = name;
    this.#last = MERGED.includes(name) ? (made ?? native.getAttribute(element, name) ?? "") : null;
    page.fields.control(element, name);
  }

  read(): string | null {
    return this.#last ?? native.getAttribute(this.start, this.#name);
  }

  shows(value: string): boolean {
    return this.read() === this.#page.markup.attributeText(value);
  }

  write(value: string): void {
    this.writeText(this.#page.markup.attributeText(value));
  }

  writeText(text: string): void {
    writeAttribute(this.#page, this.start, this.#name, this.#last ?? "", text);
    if (this.#last !== null) this.#last = text;
  }
}

/** A run that holds nothing: most do, and a row has one each. */
const NOTHING: ReadonlyMap<string, string> = new Map();

/** Names that win over the run of an anchor, whose element in the skeleton is `model`. */
function fixedOf({ fixed }: Page, targets: readonly Target[], model: Element): ReadonlySet<string> {
  const known = fixed.get(targets);
  if (known) return known;
  const names = targets.map(([, kind, name]) => (kind === Kind.Attr ? String(name) : COMPONENT));
  const made = new Set([...native.getAttributeNames(model), ...names]);
  fixed.set(targets, made);
  return made;
}

/** A run of conditional attributes. Static attributes of the element win over it. */
export class AttributesPlace implements Place {
  readonly start: Element;
  readonly end = null;
  readonly #page: Page;
  readonly #fixed: ReadonlySet<string>;
  #last = NOTHING;

  /** `names` are those that it can hold. What a `blank` one finds is not the server's. */
  constructor(
    page: Page,
    element: Element,
    targets: readonly Target[],
    names: readonly string[],
    model: Element,
    blank: boolean,
  ) {
    this.start = element;
    this.#page = page;
    const fixed = (this.#fixed = fixedOf(page, targets, model));
    const held = (name: string): boolean => !blank && !fixed.has(name) && names.includes(name.toLowerCase());
    const found = native.getAttributeNames(element).filter(held);
    if (found[0]) this.#last = new Map(found.map((name) => [name, native.getAttribute(element, name) ?? ""]));
    for (const name of names) page.fields.control(element, name);
  }

  read(): null {
    return null;
  }

  shows(value: string): boolean {
    const next = this.#parse(value);
    return next.size === this.#last.size && [...next].every(([name, text]) => this.#last.get(name) === text);
  }

  write(value: string): void {
    const next = this.#parse(value);
    const last = this.#last;
    this.#last = next;
    for (const [name, was] of last) if (!next.has(name)) writeAttribute(this.#page, this.start, name, was, null);
    for (const [name, text] of next) writeAttribute(this.#page, this.start, name, last.get(name) ?? "", text);
  }

  #parse(value: string): ReadonlyMap<string, string> {
    if (!value.trim()) return NOTHING;
    const found = this.#page.markup.attributes(value, this.start);
    for (const name of this.#fixed) found.delete(name);
    return found;
  }

  writeText(text: string): void {
    this.write(text);
  }
}

function writeAttribute(page: Page, element: Element, name: string, last: string, value: string | null): void {
  if (name === "style") {
    page.lifecycle.patching(element);
    return mergeStyle(element, last, value ?? "");
  }
  const text = name === "class" ? mergeClass(element, last, value) : value;
  if (native.getAttribute(element, name) === text) return;
  page.lifecycle.patching(element);
  if (HOLDING.includes(name)) page.fields.touch(element);
  if (name === "name" && isField(element) && native.isConnected(element) && element.name) page.fields.renew(element);
  if (text !== null) page.markup.setAttribute(element, name, text);
  else if (name === "open" && element instanceof HTMLDialogElement && element.open) element.close();
  else native.removeAttribute(element, name);
}
