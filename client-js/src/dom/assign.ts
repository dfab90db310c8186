// Full values: building a fragment from the skeleton, and taking values over in place.
//
// Values are checked before they come here. Taking over keeps every node that still fits, by key; whatever does not
// stand is built anew.

import * as native from "../native";
import { keyOf, type BranchValue, type ComponentValue, type Value, type Values } from "../protocol/values";
import { bindCopy, openRow } from "./bind";
import { COMPONENT } from "./components";
import { copyOf } from "./copy";
import { COPY_MARKS } from "./marks";
import type { Page } from "./page";
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

/** A fragment that is not on the page yet. */
interface Built {
  readonly instance: Instance;
  readonly content: DocumentFragment;
}

/** Clones a fragment, custom elements upgraded, and fills it. */
function build(page: Page, index: number, values: Values): Built {
  const content = native.importNode(page.document, page.blueprint(index).content, true) as DocumentFragment;
  const instance = bindCopy(page, index, content);
  fill(page, instance, values);
  return { instance, content };
}

/** Makes a row that is not on the page yet. */
export function makeRow(page: Page, { fragment, separator }: ListSlot, values: Values): Row {
  if (separator === undefined) return makePair(page, fragment, values);
  const copy = copyOf(page, fragment, values);
  const built = copy ? null : build(page, fragment, values);
  // An element stays in its fragment until it is placed: whatever else is there is left behind.
  const first = copy?.[0] ?? (built?.content.firstElementChild as Element);
  const last = separator ? native.createTextNode(page.document, separator) : first;
  return { first, last, instance: built?.instance, made: copy && copy[1] };
}

function makePair(page: Page, fragment: number, values: Values): Row {
  const { instance, content } = build(page, fragment, values);
  const first = native.createComment(page.document, COPY_MARKS.tag);
  const last = native.createComment(page.document, `/${COPY_MARKS.tag}`);
  content.prepend(first);
  content.append(last);
  return { first, last, instance, made: null };
}

/** Fills a clone whose slots are all empty, or takes values over where every slot stands. */
export function fill(page: Page, { fragment, slots }: Instance, values: Values): void {
  for (const [index, slot] of slots.entries()) {
    assign(page, slot, values[index] as Value);
    // From now on it is left to scripts.
    if (fragment[2][index] === 3) slots[index] = undefined;
  }
}

/** Takes a slot's value over in place. The slot must stand. */
export function assign(page: Page, slot: Slot, value: Value): void {
  if (!slot) return;
  if (slot.is === Is.Text) for (const place of slot.places) place.write(String(value));
  else if (slot.is === Is.Branch) assignBranch(page, slot, value as BranchValue);
  else if (slot.is === Is.Component) assignComponent(page, slot, value as ComponentValue);
  else assignList(page, slot, value as readonly Values[]);
}

/** Shows an arm, or none. */
export function assignBranch(page: Page, slot: BranchSlot, value: BranchValue): void {
  if (value && slot.arm === value[0] && takeOver(page, slot.instance, value[1])) return;
  const built = value && build(page, slot.fragments[value[0]] as number, value[1]);
  page.refill(slot.box, built && built.content);
  slot.arm = value && value[0];
  slot.instance = built && built.instance;
}

/** Shows a component: in place if it is the one that stands there, else as a new element. */
export function assignComponent(page: Page, slot: ComponentSlot, [id, values]: ComponentValue): void {
  if ((slot.id !== id && slot.id !== 0) || !takeOver(page, slot.instance, values)) {
    const { instance, content } = build(page, slot.fragment, values);
    const start = content.firstElementChild as Element;
    const old = slot.box.start as Element;
    page.lifecycle.leaving([old]);
    page.lifecycle.entering(start, native.parentNode(old));
    native.replaceWith(old, start);
    slot.box = { start, end: null };
    slot.instance = instance;
    slot.id = 0;
  }
  if (slot.id !== id) native.setAttribute(slot.box.start as Element, COMPONENT, String(id));
  slot.id = id;
  page.components.add(slot);
}

/** Takes values over where every slot stands; `false` if one does not, and then nothing was written. */
export function takeOver(page: Page, instance: Instance | null, values: Values): boolean {
  if (!instance?.slots.every(slotStands)) return false;
  fill(page, instance, values);
  return true;
}

/** Takes a row's values over; `false` if it does not stand. */
export function takeOverRow(page: Page, list: ListSlot, row: Row, values: Values): boolean {
  return rowStands(row, list) && takeOver(page, openRow(page, row, list), values);
}

function assignList(page: Page, list: ListSlot, values: readonly Values[]): void {
  // A pair that lost a comment no longer tells what was its own.
  if (list.separator === undefined && !list.rows.every((row) => rowStands(row, list))) {
    page.refill(list.box, null);
    list.rows = [];
  }
  const old = new Map<string, Row>();
  const name = namer();
  for (const [index, row] of list.rows.entries()) {
    const instance = rowStands(row, list) && openRow(page, row, list);
    if (instance) old.set(name(shownKey(instance), index), row);
  }
  const nameNext = namer();
  const next = values.map((one, index) => {
    const key = keyOf(page.skeleton, list.fragment, one);
    const row = old.get(nameNext(key === null ? null : page.markup.attributeText(key), index));
    return row && takeOverRow(page, list, row, one) ? row : makeRow(page, list, one);
  });
  if (next.length !== list.rows.length || next.some((row, index) => row !== list.rows[index])) {
    rearrange(page, list, next);
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
