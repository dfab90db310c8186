// Without components: all events are the view's.

import type { ComponentSlot } from "../../src/dom/slots";

export const COMPONENT = "data-component-id";

export function componentOf(): number {
  return 0;
}

export function findComponent(): ComponentSlot | null {
  return null;
}

export function addComponent(): void {}
export function purgeComponents(): void {}
export function renewComponents(): void {}
