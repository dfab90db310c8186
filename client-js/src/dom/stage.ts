// A patch, checked whole before any of it is applied. Checking gives the writes to make; where the page or the patch
// is not as it should be, it gives the nearest enclosing region that still stands, whose values must be asked for.

import { isIndex, isList, type Region } from "../protocol/frames";
import type { Skeleton } from "../protocol/skeleton";
import { areValues, isValue, type BranchValue, type ComponentValue, type Values } from "../protocol/values";
import type { Assigner } from "./assign";
import type { Binder } from "./bind";
import type { Fields } from "./fields";
import { arrange } from "./rows";
import {
  componentStands,
  rowStands,
  slotStands,
  type BranchSlot,
  type ComponentSlot,
  type Instance,
  type ListSlot,
  type Row,
  type TextSlot,
} from "./slots";

/** Thrown when a patch can't be applied: the region to ask for. */
export class Broken extends Error {
  readonly region: Region;

  constructor(region: Region) {
    super("the page is not what the patch expects");
    this.region = region;
  }
}

/** A region on the way to what a patch addresses. */
interface Scope {
  readonly region: Region;
  readonly outer: Scope | null;
  stands(): boolean;
}

const PAGE: Scope = { region: [], outer: null, stands: () => true };

/** Checks patches against what is bound. */
export class Stage {
  readonly #skeleton: Skeleton;
  readonly #binder: Binder;
  readonly #assigner: Assigner;
  readonly #fields: Fields;

  constructor(skeleton: Skeleton, binder: Binder, assigner: Assigner, fields: Fields) {
    this.#skeleton = skeleton;
    this.#binder = binder;
    this.#assigner = assigner;
    this.#fields = fields;
  }

  /**
   * The writes of a patch: the view's edits, then those of components, which `find` finds. Throws {@link Broken}, and
   * then nothing has changed.
   */
  patch(root: Instance | null, tapes: readonly unknown[], find: (id: number) => ComponentSlot | null): (() => void)[] {
    const writes: (() => void)[] = [];
    const [view, ...components] = tapes;
    this.#edits(root, view, { ...PAGE, region: [0] }, writes);
    for (const [id, edits] of pairs(components, PAGE)) {
      const slot = isIndex(id) ? find(id) : null;
      if (!slot) return fail(PAGE);
      const scope: Scope = { region: [slot.id], outer: PAGE, stands: () => componentStands(slot) };
      this.#edits(slot.instance, edits, scope, writes);
    }
    return writes;
  }

  #edits(instance: Instance | null, edits: unknown, scope: Scope, writes: (() => void)[]): void {
    if (!instance || !isList(edits) || edits.length % 2 !== 0) return fail(scope);
    for (let at = 0; at < edits.length; at += 2) {
      const index = edits[at];
      const change = edits[at + 1];
      const slot = isIndex(index) ? instance.slots[index] : undefined;
      if (!slot || !isIndex(index) || !slotStands(slot)) return fail(scope);
      const inner: Scope = { region: [...scope.region, index], outer: scope, stands: () => slotStands(slot) };
      if (slot.type === "text") this.#text(slot, change, inner, writes);
      else if (slot.type === "branch") this.#branch(slot, change, inner, writes);
      else if (slot.type === "component") this.#component(slot, change, inner, writes);
      else this.#list(slot, change, inner, writes);
    }
  }

  #text(slot: TextSlot, change: unknown, scope: Scope, writes: (() => void)[]): void {
    if (typeof change === "string" || typeof change === "number") {
      const value = String(change);
      for (const place of slot.places) writes.push(() => place.write(value));
      return;
    }
    const text = splice(slot.places[0]?.read() ?? null, change);
    if (text === null) return fail(scope);
    for (const place of slot.places) writes.push(() => place.writeText(text));
  }

  #branch(slot: BranchSlot, change: unknown, scope: Scope, writes: (() => void)[]): void {
    if (isList(change) && isList(change[0])) return this.#edits(slot.instance, change[0], scope, writes);
    if (!isValue(this.#skeleton, ["b", ...slot.fragments], change)) return fail(scope);
    writes.push(() => this.#assigner.branch(slot, change as BranchValue));
  }

  #component(slot: ComponentSlot, change: unknown, scope: Scope, writes: (() => void)[]): void {
    if (!isValue(this.#skeleton, ["c", slot.fragment], change)) return fail(scope);
    writes.push(() => this.#assigner.component(slot, change as ComponentValue));
  }

  #list(slot: ListSlot, change: unknown, scope: Scope, writes: (() => void)[]): void {
    if (!isList(change)) return fail(scope);
    const [edits, removed, placed] = change;
    const rows = removed === undefined && placed === undefined ? slot.rows : this.#order(slot, removed, placed, scope);
    if (rows !== slot.rows) writes.push(() => arrange(slot, rows, this.#fields));
    if (edits === undefined) return;
    if (!isList(edits) || edits.length % 2 !== 0) return fail(scope);
    for (let at = 0; at < edits.length; at += 2) {
      const index = edits[at];
      const row = isIndex(index) ? rows[index] : undefined;
      if (!row || !isIndex(index) || !rowStands(row, slot)) return fail(scope);
      const inner: Scope = { region: [...scope.region, index], outer: scope, stands: () => rowStands(row, slot) };
      this.#edits(this.#binder.open(row, slot), edits[at + 1], inner, writes);
    }
  }

  /** The rows of a list after removals and placements. */
  #order(slot: ListSlot, removed: unknown, placed: unknown, scope: Scope): Row[] {
    if (!slot.rows.every((row) => rowStands(row, slot))) return fail(scope);
    const staying: (Row | undefined)[] = [...slot.rows];
    for (const [from, count] of pairs(removed, scope)) {
      if (!isIndex(from) || !isIndex(count) || from + count > staying.length) return fail(scope);
      staying.fill(undefined, from, from + count);
    }
    const fixed: (Row | undefined)[] = [];
    for (const [to, what] of pairs(placed, scope)) {
      if (!isIndex(to) || to < fixed.length) return fail(scope);
      for (const [offset, row] of this.#placed(slot, staying, what, scope).entries()) fixed[to + offset] = row;
    }
    const rest = staying.filter((row) => row !== undefined).values();
    const next: Row[] = [];
    for (let index = 0; ; index++) {
      const row = fixed[index] ?? rest.next().value;
      if (!row) return index < fixed.length ? fail(scope) : next;
      next.push(row);
    }
  }

  /** The rows that one placement brings: one from elsewhere in the list, or some from values. */
  #placed(slot: ListSlot, staying: (Row | undefined)[], what: unknown, scope: Scope): Row[] {
    if (isIndex(what)) {
      const row = staying[what];
      staying[what] = undefined;
      return row ? [row] : fail(scope);
    }
    if (!isList(what) || !what.every((values) => areValues(this.#skeleton, slot.fragment, values))) return fail(scope);
    return what.map((values) => this.#assigner.row(slot, values as Values));
  }
}

/** Ends a check with the nearest region that stands. */
function fail(scope: Scope): never {
  let at = scope;
  for (let outer: Scope | null = scope; outer; outer = outer.outer) if (!outer.stands()) at = outer.outer ?? PAGE;
  throw new Broken(at.region);
}

function pairs(flat: unknown, scope: Scope): [unknown, unknown][] {
  if (flat === undefined) return [];
  if (!isList(flat) || flat.length % 2 !== 0) return fail(scope);
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], flat[2 * index + 1]]);
}

function splice(text: string | null, change: unknown): string | null {
  if (text === null || !isList(change) || change[0] !== text.length || change.length < 4) return null;
  let spliced = "";
  let taken = 0;
  for (let at = 1; at < change.length; at += 3) {
    const [start, removed, inserted] = change.slice(at, at + 3);
    if (!isIndex(start) || !isIndex(removed) || typeof inserted !== "string" || start < taken) return null;
    spliced += text.slice(taken, start) + inserted;
    taken = start + removed;
    if (taken > text.length) return null;
  }
  return spliced + text.slice(taken);
}

/** A region that holds all of a patch's edits: a row or a slot of a root, all of a component, or the page. */
export function spanOf(skeleton: Skeleton, tapes: readonly unknown[]): Region {
  const [edits, id, inner] = tapes;
  if (!isList(edits)) return [];
  if (tapes.length > 1) return tapes.length === 3 && edits.length === 0 && isIndex(id) && isList(inner) ? [id] : [];
  if (edits.length !== 2 || !isIndex(edits[0])) return [];
  const [slot, change] = edits;
  const kind = skeleton.f[0]?.[2][slot];
  const rows = isList(kind) && kind[0] === "l" && isList(change) && change.length === 1 ? change[0] : null;
  return isList(rows) && rows.length === 2 && isIndex(rows[0]) ? [0, slot, rows[0]] : [0, slot];
}
