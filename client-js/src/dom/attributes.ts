// Attributes that the server writes: one whole value, or the conditional run of an element. What scripts, extensions
// and the client itself added beside them stays.

import { Kind, type Namespace, type Target } from "../protocol/skeleton";
import { COMPONENT } from "./components";
import { control, isField, renew, touch } from "./fields";
import { attributeText, parseAttributes } from "./html";
import type { Place } from "./slots";
import type { Box } from "./walk";

/** Names whose attribute is the server's word on what a field holds. */
const HELD = /^(value|checked|selected)$/;

/** Names that are compared with what the server last wrote, not with what stands on the page. */
const MERGED = /^(class|style)$/;

/** Whether a target needs the page as the server wrote it, so that binding should not wait. */
export function remembers([, kind, name]: Target): boolean {
  return kind === Kind.Attrs || kind === Kind.Raw || MERGED.test(String(name)) || HELD.test(String(name));
}

/** The whole value of one attribute. */
export class AttributePlace implements Place {
  readonly box: Box;
  readonly #name: string;
  #last: string | null;

  constructor(box: Box, name: string) {
    this.box = box;
    this.#name = name;
    this.#last = MERGED.test(name) ? (this.#element.getAttribute(name) ?? "") : null;
    control(this.#element, name);
  }

  get #element(): Element {
    return this.box.start as Element;
  }

  read(): string | null {
    return this.#last ?? this.#element.getAttribute(this.#name);
  }

  write(value: string): void {
    this.writeText(attributeText(value));
  }

  writeText(text: string): void {
    setAttribute(this.#element, this.#name, this.#last ?? "", text);
    if (this.#last !== null) this.#last = text;
  }
}

/** What the clones of an element share of its conditional run. */
interface Run {
  /** Names that are not the run's: they win over it. */
  readonly fixed: ReadonlySet<string>;
  /** Names that it was seen to hold. */
  readonly seen: Set<string>;
}

const runs = new WeakMap<readonly Target[], Run>();

/** What is known of the run of an anchor, whose element in the skeleton is `model`. */
function runOf(targets: readonly Target[], model: Element): Run {
  const known = runs.get(targets);
  if (known) return known;
  const names = targets.map(([, kind, name]) => (kind === Kind.Attr ? String(name) : COMPONENT));
  const run: Run = { fixed: new Set([...model.getAttributeNames(), ...names, COMPONENT]), seen: new Set() };
  runs.set(targets, run);
  return run;
}

/** A run of conditional attributes. Static attributes of the element win over it. */
export class AttributesPlace implements Place {
  readonly box: Box;
  readonly #namespace: Namespace;
  readonly #run: Run;
  #last = new Map<string, string>();

  /** `names` are those that it can hold, if the skeleton tells. */
  constructor(box: Box, namespace: Namespace, targets: readonly Target[], names: Target[2], model: Element) {
    this.box = box;
    this.#namespace = namespace;
    this.#run = runOf(targets, model);
    for (const { name, value } of (box.start as Element).attributes) {
      if (!this.#run.fixed.has(name) && (!names || names.includes(name))) this.#last.set(name, value);
    }
    this.#see(names ? (names as readonly string[]) : this.#last.keys());
  }

  /** A field is controlled once the run of its kind was seen to hold what it holds. */
  #see(names: Iterable<string>): void {
    for (const name of names) this.#run.seen.add(name);
    for (const name of this.#run.seen) control(this.box.start as Element, name);
  }

  read(): null {
    return null;
  }

  write(value: string): void {
    const next = value.trim() ? parseAttributes(value, this.#namespace) : new Map<string, string>();
    for (const name of this.#run.fixed) next.delete(name);
    this.#see(next.keys());
    const last = this.#last;
    this.#last = next;
    for (const name of new Set([...last.keys(), ...next.keys()])) {
      setAttribute(this.box.start as Element, name, last.get(name) ?? "", next.get(name) ?? null);
    }
  }

  writeText(text: string): void {
    this.write(text);
  }
}

function setAttribute(element: Element, name: string, last: string, text: string | null): void {
  if (name === "class") text = mergeClass(element, last, text);
  if (name === "style") return mergeStyle(element, last, text ?? "");
  if (element.getAttribute(name) === text) return;
  if (HELD.test(name)) touch(element);
  if (name === "name" && isField(element) && element.isConnected && element.name) renew(element);
  if (text !== null) element.setAttribute(name, text);
  else if (name === "open" && element instanceof HTMLDialogElement && element.open) element.close();
  else element.removeAttribute(name);
}

function tokens(text: string | null): string[] {
  return (text ?? "").split(/\s+/).filter((token) => token);
}

/** The class list of an element after the difference of two class lists: others' tokens follow. */
function mergeClass(element: Element, last: string, text: string | null): string | null {
  const ours = [...tokens(last), ...tokens(text)];
  const others = tokens(element.getAttribute("class")).filter((token) => !ours.includes(token));
  return others.length > 0 ? [...tokens(text), ...others].join(" ") : text;
}

/** Takes the difference of two declaration lists to an element, by property: markup would break a strict CSP. */
function mergeStyle(element: Element, last: string, text: string): void {
  const { style } = element as Partial<HTMLElement>;
  if (!style) return;
  const after = declarations(text);
  const set = (name: string): void => {
    const [value, priority] = declaration(after, name);
    if (declaration(style, name).join() !== [value, priority].join()) style.setProperty(name, value, priority);
  };
  for (const name of declarations(last)) if (!after.getPropertyValue(name)) style.removeProperty(name);
  for (const name of after) set(name);
}

function declaration(style: CSSStyleDeclaration, name: string): [value: string, priority: string] {
  return [style.getPropertyValue(name), style.getPropertyPriority(name)];
}

function declarations(text: string): CSSStyleDeclaration & Iterable<string> {
  const { style } = document.createElement("i");
  style.cssText = text;
  return style as CSSStyleDeclaration & Iterable<string>;
}
