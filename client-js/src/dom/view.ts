// A view's page: adopted once, patched, and put right when it is not what a patch expects.

import { holds, isList, regionOf, type Region } from "../protocol/frames";
import type { Skeleton } from "../protocol/skeleton";
import { areValues, isValue, type Value, type Values } from "../protocol/values";
import { Assigner } from "./assign";
import { Binder, bindsEarly } from "./bind";
import { Blueprints } from "./blueprint";
import { Components } from "./components";
import { rebuildDocument, shellClasses } from "./document";
import type { Carried, Fields } from "./fields";
import { arrange } from "./rows";
import { rowStands, slotStands, type ComponentSlot, type Instance, type ListSlot, type Slot } from "./slots";
import { Broken, spanOf, Stage } from "./stage";
import { countMarks } from "./walk";

/** The page of one skeleton. */
export class View {
  readonly #blueprints: Blueprints;
  readonly #fields: Fields;
  readonly #components = new Components();
  readonly #binder: Binder;
  readonly #assigner: Assigner;
  readonly #stage: Stage;
  /** `null` when the marks of the page do not fit the skeleton: all values are asked for at the first patch. */
  #root: Instance | null = null;
  /** Whether marks are missing or too many somewhere: the first patch asks for all values, too. */
  #doubted = false;
  readonly #shell = shellClasses();
  #unbound: [ListSlot, number][] = [];

  constructor(skeleton: Skeleton, tag: string, fields: Fields) {
    this.#fields = fields;
    this.#blueprints = new Blueprints(skeleton);
    this.#binder = new Binder(this.#blueprints, fields, this.#components, tag);
    this.#assigner = new Assigner(this.#blueprints, fields, this.#components, this.#binder);
    this.#stage = new Stage(skeleton, this.#binder, this.#assigner, fields);
  }

  /** Binds the page as the server wrote it, with that many marks. Rows that remember something follow when idle. */
  adopt(tag: string, marks: number): void {
    this.#doubted = countMarks(tag) !== marks;
    this.#root = this.#binder.bind(0, document.documentElement, null);
    if (this.#root) this.#enlist(this.#root);
    this.#whenIdle();
  }

  #enlist(instance: Instance): void {
    for (const slot of instance.slots) {
      if ((slot?.type === "branch" || slot?.type === "component") && slot.instance) this.#enlist(slot.instance);
      if (slot?.type !== "list" || slot.rows.length === 0) continue;
      if (bindsEarly(this.#blueprints.get(slot.fragment).fragment)) this.#unbound.push([slot, 0]);
    }
  }

  #whenIdle(): void {
    if (this.#unbound.length === 0) return;
    const work = (deadline?: IdleDeadline): void => {
      this.bindRows(() => (deadline?.timeRemaining() ?? 5) > 2);
      this.#whenIdle();
    };
    if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 500 });
    else setTimeout(work, 50);
  }

  /** Binds rows that wait for it, while `more` says so. */
  bindRows(more: () => boolean = () => true): void {
    for (let next = this.#unbound.pop(); next; next = this.#unbound.pop()) {
      const [list, from] = next;
      for (let index = from; index < list.rows.length; index++) {
        if (index % 16 === 15 && !more()) {
          this.#unbound.push([list, index]);
          return;
        }
        const row = list.rows[index];
        if (!row || !rowStands(row, list)) continue;
        const instance = this.#binder.open(row, list);
        if (instance) this.#enlist(instance);
      }
    }
  }

  /** The slot of a component. It may be in a row that is not bound yet. */
  #component(id: number): ComponentSlot | null {
    const found = this.#components.find(id);
    if (found) return found;
    this.bindRows();
    return this.#components.find(id);
  }

  /** The session is another one now, which gives components other ids. */
  renew(): void {
    this.bindRows();
    this.#components.renew();
  }

  /**
   * Applies a patch whole, or not at all: then the answer is the region whose values are to be asked for. `tapes` are
   * the view's edits, then components and theirs.
   */
  patch(tapes: readonly unknown[], replied: readonly Carried[]): Region | null {
    if (this.#doubted) return [];
    try {
      const writes = this.#stage.patch(this.#root, tapes, (id) => this.#component(id));
      for (const write of writes) write();
      this.#fields.settle(replied);
      this.#components.purge();
      return null;
    } catch (error) {
      this.#fields.settle([]);
      if (!(error instanceof Broken)) return [];
      return common(error.region, spanOf(this.#blueprints.skeleton, tapes));
    }
  }

  /** Whether all of a patch's edits are within a region. */
  covers(region: Region, tapes: readonly unknown[]): boolean {
    return holds(region, spanOf(this.#blueprints.skeleton, tapes));
  }

  /** Takes over all values of a region; `false` if that is not possible, and then the page's are to be asked for. */
  full(region: Region, values: unknown, replied: readonly Carried[]): boolean {
    try {
      return region.length === 0 ? this.#wholeRoot(values) : this.#region(region, values);
    } catch {
      return false;
    } finally {
      this.#fields.settle(replied);
      this.#components.purge();
    }
  }

  /** Builds the whole page from this view's skeleton at the next full values. */
  forget(): void {
    this.#root = null;
    this.#unbound = [];
  }

  #wholeRoot(values: unknown): boolean {
    if (!areValues(this.#blueprints.skeleton, 0, values)) return false;
    this.#doubted = false;
    if (this.#root && this.#assigner.takeOver(this.#root, values)) return true;
    const fill = (instance: Instance): void => this.#assigner.fill(instance, values);
    this.#unbound = [];
    this.#root = rebuildDocument(this.#blueprints, this.#fields, this.#components, this.#shell, fill);
    return true;
  }

  #region([id = 0, ...path]: Region, values: unknown): boolean {
    const component = id > 0 ? this.#component(id) : null;
    if (component && path.length === 0) {
      if (!areValues(this.#blueprints.skeleton, component.fragment, values)) return false;
      this.#assigner.component(component, [id, values]);
      return true;
    }
    let instance = id > 0 ? (component?.instance ?? null) : this.#root;
    for (let at = 0; instance; ) {
      const index = path[at++];
      const slot: Slot | undefined = index === undefined ? undefined : instance.slots[index];
      if (!slot || index === undefined || !slotStands(slot)) return false;
      if (at === path.length) return this.#slot(instance, index, slot, values);
      if (slot.type === "text" || slot.type === "component") return false;
      if (slot.type === "branch") {
        instance = slot.instance;
        continue;
      }
      const row = slot.rows[path[at++] ?? -1];
      if (!row) return false;
      if (at === path.length) return this.#row(slot, slot.rows.indexOf(row), values);
      instance = this.#binder.open(row, slot);
    }
    return false;
  }

  #slot(instance: Instance, index: number, slot: Slot, values: unknown): boolean {
    const kind = instance.blueprint.fragment[2][index];
    if (kind === undefined || !isValue(this.#blueprints.skeleton, kind, values)) return false;
    this.#assigner.slot(slot, values);
    return true;
  }

  #row(list: ListSlot, index: number, values: unknown): boolean {
    const row = list.rows[index];
    const { skeleton } = this.#blueprints;
    if (!row || !isList(values) || !areValues(skeleton, list.fragment, values)) return false;
    if (this.#assigner.takeOverRow(list, row, values as Values)) return true;
    if (!rowStands(row, list)) return false;
    const next = [...list.rows];
    next[index] = this.#assigner.row(list, values as readonly Value[]);
    arrange(list, next, this.#fields);
    return true;
  }
}

/** The region that holds two others. */
function common(a: Region, b: Region): Region {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length === 0 ? [] : regionOf(a[0] ?? 0, a.slice(1, length));
}
