// The components of a page by their ids: whose events and whose patches are whose.

import { componentStands, type ComponentSlot } from "./slots";

/** The attribute that says which component an element is the root of. */
export const COMPONENT = "data-component-id";

/** The id of the nearest component around an element, itself included; 0 is the view. */
export function componentOf(element: Element): number {
  const root = element.closest(`[${COMPONENT}]`);
  return root ? idOf(root) : 0;
}

/** The id that an element says; 0 when it says none that a server gives. */
export function idOf(element: Element): number {
  const id = Number(element.getAttribute(COMPONENT));
  return id >>> 0 === id ? id : 0;
}

/** How many components are looked through before any has gone. */
const FEW = 64;

/** What stands on the page by id. Of those that went, the entries go now and then. */
export class Components {
  readonly #slots = new Map<number, ComponentSlot>();
  #many = FEW;

  /** Notes which component a slot holds. */
  add(slot: ComponentSlot): void {
    if (slot.id > 0) this.#slots.set(slot.id, slot);
  }

  /** The slot of a component that is on the page. */
  find(id: number): ComponentSlot | null {
    const slot = this.#slots.get(id);
    return slot && slot.id === id && componentStands(slot) ? slot : null;
  }

  /** Forgets those that went, once there are twice as many as after the last time. Nothing may be half built. */
  purge(): void {
    if (this.#slots.size < this.#many) return;
    for (const [id, slot] of this.#slots) if (slot.id !== id || !componentStands(slot)) this.#slots.delete(id);
    this.#many = Math.max(FEW, 2 * this.#slots.size);
  }

  /** Another session has other ids: what stands takes over the next that it is given. */
  renew(): void {
    for (const slot of this.#slots.values()) slot.id = 0;
    this.#slots.clear();
  }
}
