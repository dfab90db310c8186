// Binding: a walk over the marks of a stretch of the page, along a fragment's anchors. It changes nothing.
//
// A fragment whose marks are not exactly those of its skeleton is not bound at all: its owner asks for its values.

import { Kind, type Anchor, type SlotKind, type Target } from "../protocol/skeleton";
import { AttributePlace, AttributesPlace, needsMemory, seenNames } from "./attributes";
import type { Blueprint, Blueprints } from "./blueprint";
import { ContentPlace, RawPlace } from "./content";
import type { Fields } from "./fields";
import { COMPONENT, idOf, type Components } from "./components";
import type { Instance, ListSlot, Row, Slot } from "./slots";
import { armOf, Box, closing, following, isStart, Marks } from "./walk";

/** Binds stretches of the page, or clones of the skeleton when its tag is theirs. */
export class Binder {
  readonly #blueprints: Blueprints;
  readonly #fields: Fields;
  readonly #components: Components;
  readonly #tag: string;

  constructor(blueprints: Blueprints, fields: Fields, components: Components, tag: string) {
    this.#blueprints = blueprints;
    this.#fields = fields;
    this.#components = components;
    this.#tag = tag;
  }

  /** Binds a fragment to what stands from `from` up to `limit`; `null` if the marks do not fit. */
  bind(index: number, from: Node | null, limit: Node | null): Instance | null {
    const blueprint = this.#blueprints.get(index);
    const [, anchors, kinds] = blueprint.fragment;
    const slots = kinds.map(emptySlot);
    const marks = new Marks(from, limit, this.#tag);
    for (const [order, anchor] of anchors.entries()) {
      const mark = marks.next();
      if (!mark) return null;
      const bound =
        typeof anchor !== "number"
          ? mark instanceof Element && this.#element(slots, blueprint, order, anchor, mark, marks)
          : mark instanceof Element
            ? this.#component(slots[anchor], mark, marks)
            : this.#region(slots[anchor], blueprint, mark, marks);
      if (!bound) return null;
    }
    return marks.next() ? null : { blueprint, slots };
  }

  /** Binds a row, once. */
  open(row: Row, list: ListSlot): Instance | null {
    if (row.instance !== undefined) return row.instance;
    const pair = list.separator === null;
    const from = pair ? row.first.nextSibling : row.first;
    const limit = pair ? row.last : following(row.first, false);
    return (row.instance = this.bind(list.fragment, from, limit));
  }

  #region(slot: Slot | undefined, blueprint: Blueprint, start: Comment, marks: Marks): boolean {
    const end = closing(start, this.#tag);
    if (!slot || slot.type === "component" || !end) return false;
    const box = new Box(start, end);
    if (slot.type === "text") {
      slot.places.push(new ContentPlace(box, blueprint.fragment[4]));
    } else if (slot.type === "list") {
      this.#rows(slot, box);
    } else {
      slot.box = box;
      slot.arm = armOf(start, this.#tag);
      const fragment = slot.arm === null ? undefined : slot.fragments[slot.arm];
      if (fragment !== undefined) slot.instance = this.bind(fragment, start.nextSibling, end);
    }
    marks.skip(end);
    return true;
  }

  /** Binds a component along with its parent; in a clone an element stands in for it that says no id. */
  #component(slot: Slot | undefined, element: Element, marks: Marks): boolean {
    if (slot?.type !== "component") return false;
    slot.element = element;
    slot.id = idOf(element);
    if (slot.id > 0) slot.instance = this.bind(slot.fragment, element, following(element, false));
    // What went must not hide what took its place.
    if (element.isConnected) this.#components.add(slot);
    marks.skip(element);
    return true;
  }

  #element(
    slots: readonly (Slot | undefined)[],
    blueprint: Blueprint,
    order: number,
    targets: readonly Target[],
    element: Element,
    marks: Marks,
  ): boolean {
    const model = blueprint.elements[order];
    if (!model || model.localName !== element.localName) return false;
    for (const target of targets) {
      const slot = slots[target[0]];
      if (slot === undefined) return false;
      if (slot) this.#target(slot, blueprint, targets, target, element, model);
      if (target[1] !== Kind.Attr && target[1] !== Kind.Attrs) marks.skip(element);
    }
    return true;
  }

  #target(
    slot: NonNullable<Slot>,
    blueprint: Blueprint,
    targets: readonly Target[],
    target: Target,
    element: Element,
    model: Element,
  ): void {
    const [, kind, detail] = target;
    if (slot.type === "list") {
      this.#rows(slot, new Box(element, null));
    } else if (slot.type === "text") {
      slot.places.push(
        kind === Kind.Attr
          ? new AttributePlace(element, blueprint.nameOf(target), this.#fields)
          : kind === Kind.Attrs
            ? this.#attributes(blueprint, targets, detail, element, model)
            : kind === Kind.Raw
              ? new RawPlace(element, this.#fields)
              : new ContentPlace(new Box(element, null), blueprint.fragment[4]),
      );
    }
  }

  #attributes(
    blueprint: Blueprint,
    targets: readonly Target[],
    names: Target[2],
    element: Element,
    model: Element,
  ): AttributesPlace {
    const fixed = new Set(model.getAttributeNames()).add(COMPONENT);
    for (const target of targets) if (target[1] === Kind.Attr) fixed.add(blueprint.nameOf(target));
    const possible = Array.isArray(names) ? (names as readonly string[]) : null;
    const seen = seenNames(blueprint.seen, targets);
    return new AttributesPlace(element, blueprint.fragment[4], fixed, possible, seen, this.#fields);
  }

  /** Finds a list's rows; they are bound when first addressed. */
  #rows(slot: ListSlot, box: Box): void {
    slot.box = box;
    let start: ChildNode | null = null;
    for (let at = box.first as ChildNode | null; at && at !== box.end; at = at.nextSibling) {
      if (slot.separator === null) {
        if (isStart(at, this.#tag)) start = at;
        const end: Comment | null = start && start === at ? closing(at as Comment, this.#tag) : null;
        if (!end) continue;
        slot.rows.push({ first: at, last: end, instance: undefined });
        at = end;
      } else if (at instanceof Element && at.hasAttribute("dj")) {
        const next: ChildNode | null = at.nextSibling;
        const last = slot.separator !== "" && next instanceof Text ? next : at;
        slot.rows.push({ first: at, last, instance: undefined });
        at = last;
      }
    }
  }
}

function emptySlot(kind: SlotKind): Slot {
  if (kind === 2) return null;
  if (typeof kind === "number") return { type: "text", places: [] };
  if (kind[0] === "b") {
    const fragments = kind.slice(1) as number[];
    return { type: "branch", fragments, box: null, arm: null, instance: null };
  }
  if (kind[0] === "c") return { type: "component", fragment: kind[1], element: null, id: 0, instance: null };
  return { type: "list", fragment: kind[1], separator: kind[2] ?? null, box: null, rows: [] };
}

/** Whether rows of a fragment should be bound before they are addressed: they remember, or they hold rows. */
export function bindsEarly(fragment: readonly [string, readonly Anchor[], readonly SlotKind[], ...unknown[]]): boolean {
  const remembers = (target: Target): boolean =>
    target[1] === Kind.Attrs || target[1] === Kind.Raw || (target[1] === Kind.Attr && needsMemory(String(target[2])));
  return (
    fragment[1].some((anchor) => typeof anchor !== "number" && anchor.some(remembers)) ||
    fragment[2].some((kind) => typeof kind !== "number")
  );
}
