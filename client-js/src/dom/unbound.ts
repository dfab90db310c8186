// Rows that should be bound before they are addressed, because they remember what the server wrote: bound when the
// browser is idle, or at once when something depends on it.

import type { Clock } from "../environment";
import { bindsEarly, openRow } from "./bind";
import type { Page } from "./page";
import { Is, rowStands, type Instance, type ListSlot } from "./slots";

/** How many rows are bound before the time is looked at. */
const STRIDE = 16;

/** The rows of a page that wait to be bound. */
export class Unbound {
  readonly #page: Page;
  readonly #clock: Clock;
  /** Lists, and from which row on theirs wait. */
  #lists: (readonly [ListSlot, number])[] = [];

  constructor(page: Page, clock: Clock) {
    this.#page = page;
    this.#clock = clock;
  }

  /** Notes the lists of an instance whose rows should not wait until they are addressed. */
  enlist(instance: Instance): void {
    for (const slot of instance.slots) {
      if (slot?.is === Is.List) {
        const { fragment } = this.#page.blueprint(slot.fragment);
        if (slot.rows.length > 0 && bindsEarly(fragment)) this.#lists.push([slot, 0]);
      } else if (slot && slot.is !== Is.Text && slot.instance) this.enlist(slot.instance);
    }
  }

  /** Binds them whenever the browser is idle. */
  bindWhenIdle(): void {
    if (this.#lists.length === 0) return;
    this.#clock.whenIdle((more) => {
      this.#bind(more);
      this.bindWhenIdle();
    });
  }

  /** Binds them all. */
  bindAll(): void {
    this.#bind(() => true);
  }

  /** Drops them: they are not the page's any more. */
  clear(): void {
    this.#lists = [];
  }

  #bind(more: () => boolean): void {
    for (let next = this.#lists.pop(); next; next = this.#lists.pop()) {
      const [list, from] = next;
      for (let index = from; index < list.rows.length; index++) {
        if (index % STRIDE === STRIDE - 1 && !more()) {
          this.#lists.push([list, index]);
          return;
        }
        const row = list.rows[index];
        const instance = row && rowStands(row, list) && openRow(this.#page, row, list);
        if (instance) this.enlist(instance);
      }
    }
  }
}
