// Full values: building a fragment from the skeleton, and taking values over in place.
//
// Values are checked before they come here. Taking over keeps every node that still fits, by key; whatever does not
// stand is built anew.

import { keyOf, type BranchValue, type ComponentValue, type Value, type Values } from "../protocol/values";
import { bind, openRow } from "./bind";
import { blueprint, skeleton } from "./blueprint";
import { addComponent, COMPONENT } from "./components";
import { copyOf } from "./copy";
import { attributeText } from "./html";
import { rearrange } from "./rows";
import {
  Is,
  rowStands,
  slotStands,
  type BranchSlot,
  type ComponentSlot,
  type Instance,
  type ListSlot,
  type Row,
  type Slot,
} from "./slots";
import { inCopy, refill, SKELETON_TAG } from "./walk";

/** A fragment that is not on the page yet. */
interface Built {
  readonly instance: Instance;
  readonly content: DocumentFragment;
}

/** Binds a copy of the skeleton. It fits by construction; if it does not, whoever applies a frame sees the error. */
export function bindCopy(index: number, from: Node): Instance {
  const instance = inCopy(() => bind(index, from, null));
  if (!instance) throw new Error();
  return instance;
}

/** Clones a fragment, custom elements upgraded, and fills it. */
function build(index: number, values: Values): Built {
  const content = document.importNode(blueprint(index).content, true) as DocumentFragment;
  const instance = bindCopy(index, content);
  fill(instance, values);
  return { instance, content };
}

/** Makes a row that is not on the page yet. */
export function makeRow({ fragment, separator }: ListSlot, values: Values): Row {
  if (separator === undefined) {
    const { instance, content } = build(fragment, values);
    const [first, last] = [document.createComment(SKELETON_TAG), document.createComment(`/${SKELETON_TAG}`)];
    content.prepend(first);
    content.append(last);
    return { first, last, instance, made: null };
  }
  const copy = copyOf(blueprint(fragment), values);
  const built = copy ? null : build(fragment, values);
  // An element stays in its fragment until it is placed: whatever else is there is left behind.
  const first = copy?.[0] ?? (built?.content.firstElementChild as Element);
  const last = separator ? document.createTextNode(separator) : first;
  return { first, last, instance: built?.instance, made: copy && copy[1] };
}

/** Fills a clone whose slots are all empty, or takes values over where every slot stands. */
export function fill(instance: Instance, values: Values): void {
  for (const [index, slot] of instance.slots.entries()) assign(slot, values[index] as Value);
}

/** Takes a slot's value over in place. The slot must stand. */
export function assign(slot: Slot, value: Value): void {
  if (!slot) return;
  if (slot.is === Is.Text) for (const place of slot.places) place.write(String(value));
  else if (slot.is === Is.Branch) assignBranch(slot, value as BranchValue);
  else if (slot.is === Is.Component) assignComponent(slot, value as ComponentValue);
  else assignList(slot, value as readonly Values[]);
}

/** Shows an arm, or none. */
export function assignBranch(slot: BranchSlot, value: BranchValue): void {
  if (value && slot.arm === value[0] && takeOver(slot.instance, value[1])) return;
  const built = value && build(slot.fragments[value[0]] as number, value[1]);
  refill(slot.box, built && built.content);
  slot.arm = value && value[0];
  slot.instance = built && built.instance;
}

/** Shows a component: in place if it is the one that stands there, else as a new element. */
export function assignComponent(slot: ComponentSlot, [id, values]: ComponentValue): void {
  if ((slot.id !== id && slot.id !== 0) || !takeOver(slot.instance, values)) {
    const { instance, content } = build(slot.fragment, values);
    const start = content.firstElementChild as Element;
    (slot.box.start as Element).replaceWith(start);
    slot.box = { start, end: null };
    slot.instance = instance;
    slot.id = 0;
  }
  if (slot.id !== id) (slot.box.start as Element).setAttribute(COMPONENT, String(id));
  slot.id = id;
  addComponent(slot);
}

/** Takes values over where every slot stands; `false` if one does not, and then nothing was written. */
export function takeOver(instance: Instance | null, values: Values): boolean {
  if (!instance?.slots.every(slotStands)) return false;
  fill(instance, values);
  return true;
}

/** Takes a row's values over; `false` if it does not stand. */
export function takeOverRow(list: ListSlot, row: Row, values: Values): boolean {
  return rowStands(row, list) && takeOver(openRow(row, list), values);
}

function assignList(list: ListSlot, values: readonly Values[]): void {
  // A pair that lost a comment no longer tells what was its own.
  if (list.separator === undefined && !list.rows.every((row) => rowStands(row, list))) {
    refill(list.box, null);
    list.rows = [];
  }
  const old = new Map<string, Row>();
  const name = namer();
  for (const [index, row] of list.rows.entries()) {
    const instance = rowStands(row, list) && openRow(row, list);
    if (instance) old.set(name(shownKey(instance), index), row);
  }
  const nameNext = namer();
  const next = values.map((one, index) => {
    const key = keyOf(skeleton, list.fragment, one);
    const row = old.get(nameNext(key === null ? null : attributeText(key), index));
    return row && takeOverRow(list, row, one) ? row : makeRow(list, one);
  });
  if (next.length !== list.rows.length || next.some((row, index) => row !== list.rows[index])) {
    rearrange(list, next);
  }
}

/** Names rows by their key and how many of that key came before, else by their index. */
function namer(): (key: string | null, index: number) => string {
  const seen = new Map<string, number>();
  return (key, index) => {
    if (key === null) return `#${index}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return `${nth}=${key}`;
  };
}

/** The key of a row as the page shows it. */
function shownKey({ fragment, slots }: Instance): string | null {
  const key = fragment[3];
  const slot = key ? slots[key[1]] : undefined;
  if (slot?.is === Is.Text) return slot.places[0]?.read() ?? null;
  return slot?.is === Is.Branch && slot.instance ? shownKey(slot.instance) : null;
}
