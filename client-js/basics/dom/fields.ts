// Without controlled fields: what a field holds follows the browser's own rules once its attribute is written.

import type { Carried, Field } from "../../src/dom/fields";

export function isField(node: unknown): node is Field {
  return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || isSelect(node);
}

export function isSelect(node: unknown): node is HTMLSelectElement {
  return node instanceof HTMLSelectElement;
}

export function watchFields(): void {}
export function control(): void {}
export function touch(): void {}
export function renew(): void {}
export function settle(): void {}

export function carry(): Carried[] {
  return [];
}
