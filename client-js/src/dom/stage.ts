// A patch, checked whole before any of it is applied. Checking gives the writes to make; where the page or the patch
// is not as it should be, it throws, and the trail tells the nearest enclosing region that still stands.

import { isIndex, isList, type Region } from "../protocol/frames";
import { areValues, isValue, type BranchValue, type ComponentValue, type Values } from "../protocol/values";
import { assignBranch, assignComponent, makeRow, openRow } from "./assign";
import { skeleton } from "./blueprint";
import { arrange } from "./rows";
import {
  Is,
  rowStands,
  slotStands,
  type ComponentSlot,
  type Instance,
  type ListSlot,
  type Row,
  type Slot,
  type TextSlot,
} from "./slots";

/** What is being checked: the regions from a root on, and whether they stand. */
let trail: (readonly [step: number, stands: () => boolean])[] = [];
let writes: (() => void)[] = [];

/**
 * The writes of a patch: the view's edits, then those of components, which `find` finds. Throws if it can't be applied,
 * and then nothing has changed.
 */
export function stage(
  root: Instance | null,
  [view, ...components]: readonly unknown[],
  find: (id: number) => ComponentSlot | null,
): (() => void)[] {
  trail = [];
  writes = [];
  within(0, () => true, () => checkEdits(root, view));
  eachPair(components, (id, edits) => {
    const slot = find(id) ?? misfit();
    within(id, () => slotStands(slot), () => checkEdits(slot.instance, edits));
  });
  return writes;
}

/** Where a patch could not be applied: the nearest region that stands. */
export function brokenRegion(): Region {
  const region: number[] = [];
  for (const [step, stands] of trail) {
    if (!stands()) break;
    region.push(step);
  }
  return region;
}

/** Ends the check: page and patch do not fit. Who catches it asks for values and needs no words. */
function misfit(): never {
  throw new Error();
}

/** Checks what is in a region, which must stand. */
function within(step: number, stands: () => boolean, check: () => void): void {
  trail.push([step, stands]);
  if (!stands()) misfit();
  check();
  trail.pop();
}

/** Reads a flat list of an index and something else, again and again. */
function eachPair(flat: unknown, use: (index: number, what: unknown) => void): void {
  if (!isList(flat) || flat.length % 2) misfit();
  for (let at = 0; at < flat.length; at += 2) {
    const index = flat[at];
    use(isIndex(index) ? index : misfit(), flat[at + 1]);
  }
}

function checkEdits(instance: Instance | null, edits: unknown): void {
  eachPair(edits, (index, change) => {
    const slot = instance?.slots[index] ?? misfit();
    within(index, () => slotStands(slot), () => checkSlot(slot, change));
  });
}

function checkSlot(slot: NonNullable<Slot>, change: unknown): void {
  if (slot.is === Is.Text) checkText(slot, change);
  else if (slot.is === Is.List) checkList(slot, isList(change) ? change : misfit());
  else if (slot.is === Is.Component) {
    if (!isValue(skeleton, ["c", slot.fragment], change)) misfit();
    writes.push(() => assignComponent(slot, change as ComponentValue));
  } else if (isList(change) && isList(change[0])) checkEdits(slot.instance, change[0]);
  else {
    if (!isValue(skeleton, ["b", ...slot.fragments], change)) misfit();
    writes.push(() => assignBranch(slot, change as BranchValue));
  }
}

function checkText({ places }: TextSlot, change: unknown): void {
  const whole = !isList(change);
  if (whole && typeof change !== "string" && typeof change !== "number") misfit();
  const text = whole ? String(change) : splice(places[0]?.read() ?? misfit(), change);
  for (const place of places) writes.push(() => (whole ? place.write(text) : place.writeText(text)));
}

function splice(text: string, [length, ...parts]: readonly unknown[]): string {
  if (length !== text.length || parts.length % 3 || !parts.length) misfit();
  let spliced = "";
  let taken = 0;
  for (let at = 0; at < parts.length; at += 3) {
    const [start, removed, inserted] = parts.slice(at, at + 3);
    if (!isIndex(start) || !isIndex(removed) || typeof inserted !== "string" || start < taken) misfit();
    spliced += text.slice(taken, start) + inserted;
    taken = start + removed;
    if (taken > text.length) misfit();
  }
  return spliced + text.slice(taken);
}

function checkList(slot: ListSlot, [edits = [], removed, placed]: readonly unknown[]): void {
  const rows = removed === undefined ? slot.rows : ordered(slot, removed, placed);
  if (rows !== slot.rows) writes.push(() => arrange(slot, rows));
  eachPair(edits, (index, change) => {
    const row = rows[index] ?? misfit();
    within(index, () => rowStands(row, slot), () => checkEdits(openRow(row, slot), change));
  });
}

/** The rows of a list after removals and placements. */
function ordered(slot: ListSlot, removed: unknown, placed: unknown = []): Row[] {
  if (!slot.rows.every((row) => rowStands(row, slot))) misfit();
  const staying: (Row | undefined)[] = [...slot.rows];
  eachPair(removed, (from, count) => {
    if (!isIndex(count) || from + count > staying.length) misfit();
    staying.fill(undefined, from, from + count);
  });
  const fixed: Row[] = [];
  eachPair(placed, (to, what) => {
    if (to < fixed.length) misfit();
    for (const [offset, row] of place(slot, staying, what).entries()) fixed[to + offset] = row;
  });
  const rest = staying.filter((row) => row !== undefined).values();
  const next: Row[] = [];
  for (let index = 0; ; index++) {
    const row = fixed[index] ?? rest.next().value;
    if (!row) return index < fixed.length ? misfit() : next;
    next.push(row);
  }
}

/** The rows that one placement brings: one from elsewhere in the list, or some from values. */
function place(slot: ListSlot, staying: (Row | undefined)[], what: unknown): Row[] {
  if (isIndex(what)) {
    const row = staying[what] ?? misfit();
    staying[what] = undefined;
    return [row];
  }
  if (!isList(what) || !what.every((values) => areValues(skeleton, slot.fragment, values))) misfit();
  return what.map((values) => makeRow(slot, values as Values));
}

/** A region that holds all of a patch's edits: a row or a slot of a root, all of a component, or the page. */
export function spanOf(tapes: readonly unknown[]): Region {
  const [edits, id] = tapes;
  if (!isList(edits)) return [];
  if (edits.length === 0 && tapes.length === 3 && isIndex(id)) return [id];
  const [slot, change] = edits;
  if (edits.length !== 2 || tapes.length > 1 || !isIndex(slot)) return [];
  const kind = skeleton.f[0]?.[2][slot];
  const rows = isList(kind) && kind[0] === "l" && isList(change) && change.length === 1 ? change[0] : null;
  return isList(rows) && rows.length === 2 && isIndex(rows[0]) ? [0, slot, rows[0]] : [0, slot];
}
