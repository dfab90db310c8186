// Full values: building a fragment from the skeleton, and taking values over in place.
//
// Values are checked before they come here. Taking over keeps every node that still fits, by key; whatever does not
// stand is built anew.

import { isList } from "../protocol/frames";
import { keyOf, type BranchValue, type ComponentValue, type Value, type Values } from "../protocol/values";
import { Binder } from "./bind";
import type { Blueprints } from "./blueprint";
import { COMPONENT, type Components } from "./components";
import type { Fields } from "./fields";
import { attributeText } from "./html";
import { arrange } from "./rows";
import {
  rowStands,
  slotStands,
  type BranchSlot,
  type ComponentSlot,
  type Instance,
  type ListSlot,
  type Row,
  type Slot,
} from "./slots";
import { SKELETON_TAG } from "./walk";

/** A fragment that is not on the page yet. */
interface Built {
  readonly instance: Instance;
  readonly content: DocumentFragment;
}

/** Builds from a skeleton, and takes values over in what stands. */
export class Assigner {
  readonly #blueprints: Blueprints;
  readonly #fields: Fields;
  readonly #components: Components;
  readonly #clones: Binder;
  /** Binds the page's own rows. */
  readonly #binder: Binder;

  constructor(blueprints: Blueprints, fields: Fields, components: Components, binder: Binder) {
    this.#blueprints = blueprints;
    this.#fields = fields;
    this.#components = components;
    this.#binder = binder;
    this.#clones = new Binder(blueprints, fields, components, SKELETON_TAG);
  }

  /** Clones a fragment and fills it. */
  build(index: number, values: Values): Built {
    const content = this.#blueprints.get(index).clone() as DocumentFragment;
    const instance = this.#clones.bind(index, content, null);
    if (!instance) throw new Error(`the skeleton's fragment ${index} does not fit its own anchors`);
    this.fill(instance, values);
    return { instance, content };
  }

  /** Makes a row that is not on the page yet. */
  row(list: ListSlot, values: Values): Row {
    const { instance, content } = this.build(list.fragment, values);
    if (list.separator === null) {
      const first = document.createComment(SKELETON_TAG);
      const last = document.createComment(`/${SKELETON_TAG}`);
      content.prepend(first);
      content.append(last);
      return { first, last, instance };
    }
    const first = content.firstElementChild;
    if (!first) throw new Error("a row's skeleton has no element");
    const last = list.separator === "" ? first : document.createTextNode(list.separator);
    content.replaceChildren(first, ...(last === first ? [] : [last]));
    return { first, last, instance };
  }

  /** Fills a clone whose slots are all empty. */
  fill(instance: Instance, values: Values): void {
    for (const [index, slot] of instance.slots.entries()) this.slot(slot, values[index] ?? "");
  }

  /** Takes a slot's value over in place. The slot must stand. */
  slot(slot: Slot, value: Value): void {
    if (!slot) return;
    if (slot.type === "text") for (const place of slot.places) place.write(String(value));
    else if (slot.type === "branch") this.branch(slot, value as BranchValue);
    else if (slot.type === "component") this.component(slot, value as ComponentValue);
    else if (isList(value)) this.#list(slot, value as readonly Values[]);
  }

  /** Shows an arm, or none. */
  branch(slot: BranchSlot, value: BranchValue): void {
    if (!slot.box) return;
    if (value && slot.arm === value[0] && slot.instance && this.takeOver(slot.instance, value[1])) return;
    slot.box.clear();
    slot.arm = value ? value[0] : null;
    slot.instance = null;
    const fragment = value ? slot.fragments[value[0]] : undefined;
    if (!value || fragment === undefined) return;
    const { instance, content } = this.build(fragment, value[1]);
    slot.instance = instance;
    slot.box.append(content);
  }

  /** Shows a component: in place if it is the one that stands there, else a new element. */
  component(slot: ComponentSlot, [id, values]: ComponentValue): void {
    const same = slot.id === id || slot.id === 0;
    const kept = same && slot.instance !== null && this.takeOver(slot.instance, values);
    if (!kept) {
      const { instance, content } = this.build(slot.fragment, values);
      const element = content.firstElementChild;
      if (!element) throw new Error("a component's skeleton has no element");
      slot.element?.replaceWith(element);
      slot.element = element;
      slot.instance = instance;
    }
    if (slot.id !== id || !kept) slot.element?.setAttribute(COMPONENT, String(id));
    slot.id = id;
    this.#components.add(slot);
  }

  /** Takes values over where every slot stands; `false` if one does not, and then nothing was written. */
  takeOver(instance: Instance, values: Values): boolean {
    if (!instance.slots.every(slotStands)) return false;
    this.fill(instance, values);
    return true;
  }

  /** Takes a row's values over; `null` if it does not stand. */
  takeOverRow(list: ListSlot, row: Row, values: Values): boolean {
    if (!rowStands(row, list)) return false;
    const instance = this.#binder.open(row, list);
    return instance !== null && this.takeOver(instance, values);
  }

  #list(list: ListSlot, values: readonly Values[]): void {
    const { skeleton } = this.#blueprints;
    // A pair that lost a comment no longer tells what was its own.
    if (list.separator === null && !list.rows.every((row) => rowStands(row, list))) {
      list.box?.clear();
      list.rows = [];
    }
    const old = new Map<string, Row>();
    const count = counter();
    for (const [index, row] of list.rows.entries()) {
      if (!rowStands(row, list)) continue;
      const instance = this.#binder.open(row, list);
      if (instance) old.set(count(shownKey(instance), index), row);
    }
    const countNext = counter();
    const next = values.map((one, index) => {
      const key = keyOf(skeleton, list.fragment, one);
      const row = old.get(countNext(key === null ? null : attributeText(key), index));
      return row && this.takeOverRow(list, row, one) ? row : this.row(list, one);
    });
    const same = next.length === list.rows.length && next.every((row, index) => row === list.rows[index]);
    if (!same) arrange(list, next, this.#fields);
  }
}

/** Names rows by their key and how many of that key came before, else by their index. */
function counter(): (key: string | null, index: number) => string {
  const seen = new Map<string, number>();
  return (key, index) => {
    if (key === null) return `#${index}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return `${nth}=${key}`;
  };
}

/** The key of a row as the page shows it. */
function shownKey(instance: Instance): string | null {
  const key = instance.blueprint.fragment[3];
  const slot = key ? instance.slots[key[1]] : null;
  if (slot?.type === "text") return slot.places[0]?.read() ?? null;
  return slot?.type === "branch" && slot.instance ? shownKey(slot.instance) : null;
}
