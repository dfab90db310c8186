// A patch, checked whole before any of it is applied. Checking gives the writes to make; where the page or the patch
// is not as it should be, it throws, and the trail tells the nearest enclosing region that still stands.

import { isIndex, isList } from "../protocol/json";
import { regionOf, type Region } from "../protocol/region";
import type { Skeleton } from "../protocol/skeleton";
import { areValues, isValue, type BranchValue, type ComponentValue, type Values } from "../protocol/values";
import { assignBranch, assignComponent, makeRow } from "./assign";
import { openRow } from "./bind";
import type { Page } from "./page";
import { arrange, type Run } from "./rows";
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

/** A write that a patch makes. */
export type Write = () => void;

/** The check of one patch. */
export class Stage {
  readonly #page: Page;
  readonly #find: (id: number) => ComponentSlot | null;
  /** The region that is being checked, from its root on: all of it stands. */
  #trail: number[] = [];
  readonly #writes: Write[] = [];

  /** `find` finds the slots of components. */
  constructor(page: Page, find: (id: number) => ComponentSlot | null) {
    this.#page = page;
    this.#find = find;
  }

  /** The writes of a patch: the view's edits, then those of components. Throws if it can't be applied as a whole. */
  check(root: Instance | null, [edits, ...components]: readonly unknown[]): readonly Write[] {
    this.#trail = [0];
    this.#checkEdits(root, edits);
    eachPair(components, (id, edits) => {
      this.#trail = [];
      const slot = this.#find(id) ?? misfit();
      if (!slotStands(slot)) misfit();
      this.#trail.push(id);
      this.#checkEdits(slot.instance, edits);
    });
    return this.#writes;
  }

  /** The region to ask for where `check` threw: the nearest that stands and holds all of the patch's edits. */
  brokenRegion(tapes: readonly unknown[]): Region {
    // As far as all edits are of one region, the trail leads there.
    const [id = 0, ...path] = this.#trail.slice(0, spanOf(this.#page.skeleton, tapes).length);
    return regionOf(id, path);
  }

  #checkEdits(instance: Instance | null, edits: unknown): void {
    eachPair(edits, (index, change) => {
      const slot = instance?.slots[index] ?? misfit();
      if (!slotStands(slot)) misfit();
      this.#trail.push(index);
      this.#checkSlot(slot, change);
      this.#trail.pop();
    });
  }

  #checkSlot(slot: NonNullable<Slot>, change: unknown): void {
    const page = this.#page;
    if (slot.is === Is.Text) this.#checkText(slot, change);
    else if (slot.is === Is.List) this.#checkList(slot, isList(change) ? change : misfit());
    else if (slot.is === Is.Component) {
      if (!isValue(page.skeleton, ["c", slot.fragment], change)) misfit();
      this.#writes.push(() => assignComponent(page, slot, change as ComponentValue));
    } else if (isList(change) && isList(change[0])) this.#checkEdits(slot.instance, change[0]);
    else {
      if (!isValue(page.skeleton, ["b", ...slot.fragments], change)) misfit();
      this.#writes.push(() => assignBranch(page, slot, change as BranchValue));
    }
  }

  #checkText({ places }: TextSlot, change: unknown): void {
    const whole = !isList(change);
    if (whole && !isValue(this.#page.skeleton, 0, change)) misfit();
    const text = whole ? String(change) : splice(places[0]?.read() ?? misfit(), change);
    for (const place of places) this.#writes.push(() => (whole ? place.write(text) : place.writeText(text)));
  }

  #checkList(slot: ListSlot, [edits = [], removed, placed]: readonly unknown[]): void {
    const rows = removed === undefined ? slot.rows : this.#reorder(slot, removed, placed);
    eachPair(edits, (index, change) => {
      const row = rows[index] ?? misfit();
      if (!rowStands(row, slot)) misfit();
      this.#trail.push(index);
      this.#checkEdits(openRow(this.#page, row, slot), change);
      this.#trail.pop();
    });
  }

  /** The rows of a list after removals and placements, which are the next write. Only what they name is looked at. */
  #reorder(slot: ListSlot, removed: unknown, placed: unknown = []): Row[] {
    const left: (Row | undefined)[] = [...slot.rows];
    const take = (index: number): Row => {
      const row = left[index] ?? misfit();
      if (!rowStands(row, slot)) misfit();
      left[index] = undefined;
      return row;
    };
    const gone: Row[] = [];
    eachPair(removed, (from, count) => {
      if (!isIndex(count)) misfit();
      for (let at = from; at < from + count; at++) gone.push(take(at));
    });
    const runs: Run[] = [];
    eachPair(placed, (to, what) => runs.push([to, isIndex(what) ? [take(what)] : this.#makeRows(slot, what)]));
    let next = left.filter(Boolean) as Row[];
    let end = 0;
    for (const [to, rows] of runs) {
      const after = next[to];
      if (to < end || to > next.length || (after && !rowStands(after, slot))) misfit();
      end = to + rows.length;
      next = next.slice(0, to).concat(rows, next.slice(to));
    }
    this.#writes.push(() => arrange(this.#page, slot, next, gone, runs));
    return next;
  }

  #makeRows(slot: ListSlot, what: unknown): Row[] {
    const page = this.#page;
    if (!isList(what) || !what.every((values) => areValues(page.skeleton, slot.fragment, values))) misfit();
    return what.map((values) => makeRow(page, slot, values as Values));
  }
}

/** Ends the check: page and patch do not fit. Who catches it asks for values and needs no words. */
function misfit(): never {
  throw new Error();
}

/** Reads a flat list of an index and something else, again and again. */
function eachPair(flat: unknown, use: (index: number, what: unknown) => void): void {
  if (!isList(flat) || flat.length % 2) misfit();
  for (let at = 0; at < flat.length; at += 2) {
    const index = flat[at];
    use(isIndex(index) ? index : misfit(), flat[at + 1]);
  }
}

/** A text after splices: its old length, then where, how many letters go, and what comes. */
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

/** A region that holds all of a patch's edits: a row or a slot of a root, all of a component, or the page. */
export function spanOf(skeleton: Skeleton, tapes: readonly unknown[]): Region {
  const [edits, id] = tapes;
  if (!isList(edits)) return [];
  if (edits.length === 0 && tapes.length === 3 && isIndex(id)) return [id];
  const [slot, change] = edits;
  if (edits.length !== 2 || tapes.length > 1 || !isIndex(slot)) return [];
  const kind = skeleton.f[0]?.[2][slot];
  const rows = isList(kind) && kind[0] === "l" && isList(change) && change.length === 1 ? change[0] : null;
  return isList(rows) && rows.length === 2 && isIndex(rows[0]) ? [0, slot, rows[0]] : [0, slot];
}
