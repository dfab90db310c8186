// The page of one skeleton: adopted once, patched, and put right when it is not what a patch expects.

import { holds, type Region } from "../protocol/frames";
import type { Skeleton } from "../protocol/skeleton";
import { areValues, isValue } from "../protocol/values";
import { assign, assignComponent, makeRow, takeOver } from "./assign";
import { bind, bindsEarly, openRow } from "./bind";
import { blueprint, skeleton, useSkeleton } from "./blueprint";
import { findComponent, purgeComponents, renewComponents } from "./components";
import { rebuildDocument, rememberShell } from "./document";
import { settle, type Carried } from "./fields";
import { rearrange } from "./rows";
import { Is, rowStands, slotStands, type ComponentSlot, type Instance, type ListSlot } from "./slots";
import { brokenRegion, spanOf, stage } from "./stage";
import { countMarks, usePageTag } from "./walk";

/** `null` when the page is not bound: then all values are asked for at the first patch. */
let root: Instance | null = null;
/** Whether marks are missing or too many somewhere: the first patch asks for all values, too. */
let doubted = true;
/** Rows that should be bound before they are addressed, and from which on. */
let unbound: (readonly [ListSlot, number])[] = [];

/** Makes a skeleton the page's: its next full values build the page. */
export function show(next: Skeleton): void {
  useSkeleton(next);
  rememberShell();
  forget();
}

/** Binds the page as the server wrote it, with that many marks. Rows that remember something follow when idle. */
export function adopt(tag: string, marks: number): void {
  usePageTag(tag);
  root = bind(0, document.documentElement, null);
  doubted = !root || countMarks() !== marks;
  if (root) enlist(root);
  whenIdle();
}

function enlist(instance: Instance): void {
  for (const slot of instance.slots) {
    if (slot?.is === Is.List) {
      if (slot.rows.length > 0 && bindsEarly(blueprint(slot.fragment).fragment)) unbound.push([slot, 0]);
    } else if (slot && slot.is !== Is.Text && slot.instance) enlist(slot.instance);
  }
}

function whenIdle(): void {
  if (unbound.length === 0) return;
  const work = (deadline?: IdleDeadline): void => {
    bindUnbound(() => (deadline?.timeRemaining() ?? 5) > 2);
    whenIdle();
  };
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 50);
}

/** Binds rows that wait for it. */
export function bindRows(): void {
  bindUnbound(() => true);
}

/** Binds rows that wait for it, while `more` says so. */
function bindUnbound(more: () => boolean): void {
  for (let next = unbound.pop(); next; next = unbound.pop()) {
    const [list, from] = next;
    for (let index = from; index < list.rows.length; index++) {
      if (index % 16 === 15 && !more()) {
        unbound.push([list, index]);
        return;
      }
      const row = list.rows[index];
      const instance = row && rowStands(row, list) && openRow(row, list);
      if (instance) enlist(instance);
    }
  }
}

/** The slot of a component. It may be in a row that is not bound yet. */
function component(id: number): ComponentSlot | null {
  const found = findComponent(id);
  if (found) return found;
  bindRows();
  return findComponent(id);
}

/** The session is another one now, which gives components other ids. */
export function renew(): void {
  bindRows();
  renewComponents();
}

/**
 * Applies a patch whole, or not at all: then the answer is the region whose values are to be asked for. `tapes` are
 * the view's edits, then components and theirs.
 */
export function patch(tapes: readonly unknown[], replied: readonly Carried[]): Region | null {
  if (doubted) return [];
  try {
    for (const write of stage(root, tapes, component)) write();
    settle(replied);
    purgeComponents();
    return null;
  } catch {
    settle([]);
    return brokenRegion(tapes);
  }
}

/** Whether all of a patch's edits are within a region. */
export function covers(region: Region, tapes: readonly unknown[]): boolean {
  return holds(region, spanOf(tapes));
}

/** Takes over all values of a region; `false` if that is not possible, and then the page's are to be asked for. */
export function full(region: Region, values: unknown, replied: readonly Carried[]): boolean {
  try {
    return region.length === 0 ? fullRoot(values) : fullRegion(region, values);
  } catch {
    return false;
  } finally {
    settle(replied);
    purgeComponents();
  }
}

/** Builds the whole page at the next full values. */
export function forget(): void {
  root = null;
  doubted = true;
  unbound = [];
}

function fullRoot(values: unknown): boolean {
  if (!areValues(skeleton, 0, values)) return false;
  if (!takeOver(root, values)) {
    unbound = [];
    root = rebuildDocument(values);
  }
  doubted = false;
  return true;
}

function fullRegion([id = 0, ...path]: Region, values: unknown): boolean {
  const slot = id > 0 ? component(id) : null;
  if (slot && path.length === 0) {
    if (!areValues(skeleton, slot.fragment, values)) return false;
    assignComponent(slot, [id, values]);
    return true;
  }
  let instance = id > 0 ? (slot?.instance ?? null) : root;
  while (instance) {
    const index = path.shift() ?? -1;
    const slot = instance.slots[index];
    if (!slot || !slotStands(slot)) return false;
    if (path.length === 0) {
      if (!isValue(skeleton, instance.fragment[2][index] ?? 2, values)) return false;
      assign(slot, values);
      return true;
    }
    if (slot.is === Is.Branch) instance = slot.instance;
    else if (slot.is === Is.List) {
      const at = path.shift() ?? -1;
      const row = slot.rows[at];
      if (!row) return false;
      if (path.length === 0) return fullRow(slot, at, values);
      instance = openRow(row, slot);
    } else return false;
  }
  return false;
}

function fullRow(list: ListSlot, index: number, values: unknown): boolean {
  const row = list.rows[index];
  if (!row || !areValues(skeleton, list.fragment, values) || !rowStands(row, list)) return false;
  if (takeOver(openRow(row, list), values)) return true;
  const next = [...list.rows];
  next[index] = makeRow(list, values);
  rearrange(list, next);
  return true;
}
