// Attributes that the server writes: one whole value, or the conditional run of an element.

import { Kind, type Namespace, type Target } from "../protocol/skeleton";
import { COMPONENT } from "./components";
import { control, isField, renew, touch } from "./fields";
import { attributeText, parseAttributes } from "./html";
import { MERGED, mergeClass, mergeStyle } from "./merge";
import type { Place } from "./slots";

/** Names whose attribute is the server's word on what a field holds. */
const HELD = ["value", "checked", "selected"];

/** Whether a target needs the page as the server wrote it, so that binding should not wait. */
export function remembers([, kind, name]: Target): boolean {
  return kind === Kind.Attrs || kind === Kind.Raw || MERGED.includes(name as string) || HELD.includes(name as string);
}

/** The whole value of one attribute. */
export class AttributePlace implements Place {
  readonly start: Element;
  readonly end = null;
  readonly #name: string;
  #last: string | null;

  /** `made` is what the server made it, if what stands there does not tell. */
  constructor(element: Element, name: string, made: string | null) {
    this.start = element;
    this.#name = name;
    this.#last = MERGED.includes(name) ? (made ?? element.getAttribute(name) ?? "") : null;
    control(element, name);
  }

  read(): string | null {
    return this.#last ?? this.start.getAttribute(this.#name);
  }

  write(value: string): void {
    this.writeText(attributeText(value));
  }

  writeText(text: string): void {
    setAttribute(this.start, this.#name, this.#last ?? "", text);
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

/** A run that holds nothing: most do, and a row has one each. Nobody adds to it. */
const NOTHING = new Map<string, string>();

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
  readonly start: Element;
  readonly end = null;
  readonly #namespace: Namespace;
  readonly #run: Run;
  #last: ReadonlyMap<string, string> = NOTHING;

  /** `names` are those that it can hold, if the skeleton tells. What a `blank` one finds is not the server's. */
  constructor(
    element: Element,
    namespace: Namespace,
    targets: readonly Target[],
    names: Target[2],
    model: Element,
    blank: boolean,
  ) {
    this.start = element;
    this.#namespace = namespace;
    this.#run = runOf(targets, model);
    const { fixed } = this.#run;
    const held = (name: string): boolean => !blank && !fixed.has(name) && (!names || names.includes(name));
    const found = element.getAttributeNames().filter(held);
    if (found[0]) this.#last = new Map(found.map((name) => [name, element.getAttribute(name) ?? ""]));
    this.#see(names ? (names as readonly string[]) : found);
  }

  /** A field is controlled once the run of its kind was seen to hold what it holds. */
  #see(names: Iterable<string>): void {
    for (const name of names) this.#run.seen.add(name);
    for (const name of this.#run.seen) control(this.start, name);
  }

  read(): null {
    return null;
  }

  write(value: string): void {
    const next = value.trim() ? parseAttributes(value, this.#namespace) : NOTHING;
    for (const name of this.#run.fixed) next.delete(name);
    this.#see(next.keys());
    const last = this.#last;
    this.#last = next;
    for (const [name, was] of last) if (!next.has(name)) setAttribute(this.start, name, was, null);
    for (const [name, text] of next) setAttribute(this.start, name, last.get(name) ?? "", text);
  }

  writeText(text: string): void {
    this.write(text);
  }
}

function setAttribute(element: Element, name: string, last: string, text: string | null): void {
  if (name === "class") text = mergeClass(element, last, text);
  if (name === "style") return mergeStyle(element, last, text ?? "");
  if (element.getAttribute(name) === text) return;
  if (HELD.includes(name)) touch(element);
  if (name === "name" && isField(element) && element.isConnected && element.name) renew(element);
  if (text !== null) element.setAttribute(name, text);
  else if (name === "open" && element instanceof HTMLDialogElement && element.open) element.close();
  else element.removeAttribute(name);
}
