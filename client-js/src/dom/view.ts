// The page of one skeleton: adopted once, patched, and put right when it is not what a patch expects.

import * as native from "../native";
import type { Clock } from "../environment";
import { holds, type Region } from "../protocol/region";
import type { Skeleton } from "../protocol/skeleton";
import { areValues, isValue } from "../protocol/values";
import { assign, assignComponent, makeRow, takeOver, takeOverRow } from "./assign";
import { bindPage, openRow } from "./bind";
import type { Carried } from "./fields";
import type { Cause } from "./lifecycle";
import { Marks } from "./marks";
import type { Page } from "./page";
import { rearrange } from "./rows";
import { Shell, type Graft } from "./shell";
import {
  Is,
  rowStands,
  slotStands,
  type BranchSlot,
  type ComponentSlot,
  type Instance,
  type ListSlot,
  type Row,
} from "./slots";
import { spanOf, Stage } from "./stage";
import { Unbound } from "./unbound";

/** What a page shows of a view. */
export class View {
  readonly #page: Page;
  readonly #shell: Shell;
  readonly #unbound: Unbound;
  readonly #findComponent = (id: number): ComponentSlot | null => this.#component(id);
  /** `null` when the page is not bound: then all values are asked for at the first patch. */
  #root: Instance | null = null;
  /** Puts what is built next into the page, if it is another view's. */
  graft: Graft | null = null;
  /** While the page must not change: another view waits for it. */
  declare still?: Promise<void> | undefined;
  /** Whether marks are missing or too many somewhere: the first patch asks for all values, too. */
  #doubted = true;

  constructor(page: Page, clock: Clock) {
    this.#page = page;
    this.#shell = new Shell(page);
    this.#unbound = new Unbound(page, clock);
  }

  /** Makes a skeleton the page's: its next full values build the page. */
  show(skeleton: Skeleton): void {
    this.#page.skeleton = skeleton;
    this.#shell.remember();
    this.forget();
  }

  /** Binds the page as the server wrote it, with that many marks. Rows that remember something follow when idle. */
  adopt(tag: string, marks: number): void {
    const page = this.#page;
    page.marks = new Marks(tag);
    this.#root = bindPage(page, 0, native.documentElement(page.document));
    this.#doubted = !this.#root || page.marks.count(page.document) !== marks;
    if (this.#root) this.#unbound.enlist(this.#root);
    this.#unbound.bindWhenIdle();
  }

  /** What the page shows of a component; 0 is the view. */
  instance(component: number): Instance | null {
    return component > 0 ? (this.#component(component)?.instance ?? null) : this.#root;
  }

  /** What a row shows. */
  row(list: ListSlot, row: Row): Instance | null {
    return openRow(this.#page, row, list);
  }

  /** The skeleton that the page shows. */
  get skeleton(): Skeleton {
    return this.#page.skeleton;
  }

  /** Takes a branch's arm of which nothing is live, or none. */
  choose(branch: BranchSlot, arm: number | null): void {
    assign(this.#page, branch, arm === null ? null : [arm, []]);
  }

  /** Binds rows that wait for it. */
  bindRows(): void {
    this.#unbound.bindAll();
  }

  /** The session is another one now, which gives components other ids. */
  renew(): void {
    this.bindRows();
    this.#page.components.renew();
  }

  /** Builds the whole page at the next full values. */
  forget(): void {
    this.#root = null;
    this.#doubted = true;
    this.#unbound.clear();
  }

  /**
   * Applies a patch whole, or not at all: then the answer is the region whose values are to be asked for. `tapes` are
   * the view's edits, then components and theirs.
   */
  patch(tapes: readonly unknown[], replied: readonly Carried[]): Region | null {
    if (this.#doubted) return [];
    const stage = new Stage(this.#page, this.#findComponent);
    try {
      for (const write of stage.check(this.#root, tapes)) write();
      this.#end(replied, "patch");
      return null;
    } catch {
      this.#page.fields.settle([]);
      return stage.brokenRegion(tapes);
    }
  }

  /** Whether all of a patch's edits are within a region. */
  covers(region: Region, tapes: readonly unknown[]): boolean {
    return holds(region, spanOf(this.#page.skeleton, tapes));
  }

  /** Takes over all values of a region; `false` if that is not possible, and then the page's are to be asked for. */
  full(region: Region, values: unknown, replied: readonly Carried[]): boolean {
    try {
      return region.length === 0 ? this.#fullRoot(values) : this.#fullRegion(region, values);
    } catch {
      return false;
    } finally {
      this.#end(replied, region.length === 0 ? "values" : "patch");
    }
  }

  #end(replied: readonly Carried[], by: Cause): void {
    const { fields, components, lifecycle } = this.#page;
    fields.settle(replied);
    components.purge();
    lifecycle.flush(by);
  }

  /** The slot of a component. It may be in a row that is not bound yet. */
  #component(id: number): ComponentSlot | null {
    const { components } = this.#page;
    const found = components.find(id);
    if (found) return found;
    this.bindRows();
    return components.find(id);
  }

  #fullRoot(values: unknown): boolean {
    const page = this.#page;
    if (!areValues(page.skeleton, 0, values)) return false;
    if (!takeOver(page, this.#root, values)) {
      this.#unbound.clear();
      this.#root = this.#shell.rebuild(values, this.graft);
      this.graft = null;
    }
    this.#doubted = false;
    return true;
  }

  #fullRegion([id = 0, ...path]: Region, values: unknown): boolean {
    const page = this.#page;
    const component = id > 0 ? this.#component(id) : null;
    if (component && path.length === 0) {
      if (!areValues(page.skeleton, component.fragment, values)) return false;
      assignComponent(page, component, [id, values]);
      return true;
    }
    const root = id > 0 ? (component?.instance ?? null) : this.#root;
    return this.#fullSlot(root, path, values);
  }

  /** Follows a path from an instance on, and takes the values over where it ends. */
  #fullSlot(instance: Instance | null, [index = -1, ...path]: Region, values: unknown): boolean {
    const page = this.#page;
    const slot = instance?.slots[index];
    if (!instance || !slot || !slotStands(slot)) return false;
    if (path.length === 0) {
      if (!isValue(page.skeleton, instance.fragment[2][index] ?? 2, values)) return false;
      assign(page, slot, values);
      return true;
    }
    if (slot.is === Is.Branch) return this.#fullSlot(slot.instance, path, values);
    if (slot.is !== Is.List) return false;
    const [at = -1, ...rest] = path;
    const row = slot.rows[at];
    if (!row) return false;
    if (rest.length === 0) return this.#fullRow(slot, at, values);
    return this.#fullSlot(openRow(page, row, slot), rest, values);
  }

  #fullRow(list: ListSlot, index: number, values: unknown): boolean {
    const page = this.#page;
    const row = list.rows[index];
    if (!row || !areValues(page.skeleton, list.fragment, values) || !rowStands(row, list)) return false;
    if (takeOverRow(page, list, row, values)) return true;
    const next = [...list.rows];
    next[index] = makeRow(page, list, values);
    rearrange(page, list, next);
    return true;
  }
}
