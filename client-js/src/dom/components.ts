// The components of a page by their ids: whose events and whose patches are whose.

import * as native from "../native";
import type { ComponentSlot } from "./slots";
import { boxStands } from "./walk";

/** The attribute that says which component an element is the root of. */
export const COMPONENT = "data-component-id";

/** The id of the nearest component around an element, itself included; 0 is the view. */
export function componentOf(element: Element): number {
  const root = native.closest(element, `[${COMPONENT}]`);
  const id = Number(root && native.getAttribute(root, COMPONENT));
  return id >>> 0 === id ? id : 0;
}

/** How many components are looked through before any has gone. */
const FEW = 64;

/** The components that stand on a page. */
export class Components {
  readonly #slots = new Map<number, ComponentSlot>();
  #many = FEW;

  /** Notes which component a slot holds. */
  add(slot: ComponentSlot): void {
    this.#slots.set(slot.id, slot);
  }

  /** The slot of a component that is on the page. */
  find(id: number): ComponentSlot | null {
    const slot = this.#slots.get(id);
    return slot && slot.id === id && boxStands(slot.box) ? slot : null;
  }

  /** Forgets those that went, once there are twice as many as after the last time. Nothing may be half built. */
  purge(): void {
    if (this.#slots.size < this.#many) return;
    for (const id of this.#slots.keys()) if (!this.find(id)) this.#slots.delete(id);
    this.#many = Math.max(FEW, 2 * this.#slots.size);
  }

  /** Another session has other ids: what stands takes over the next that it is given. */
  renew(): void {
    for (const slot of this.#slots.values()) slot.id = 0;
    this.#slots.clear();
  }
}
