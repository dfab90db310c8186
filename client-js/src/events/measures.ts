// Where the pointer is, how far something is scrolled, how large the window is: in whole pixels.

import * as native from "../native";
import type { Params } from "../protocol/frames";

/** Adds where the pointer is in the window. */
export function addPointer(params: Params, event: Event): void {
  const { clientX, clientY } = event as MouseEvent;
  Object.assign(params, { clientX: Math.round(clientX), clientY: Math.round(clientY) });
}

/** Adds how far an element is scrolled; of the root element, the window. */
export function addScroll(params: Params, target: Element): void {
  const document = native.ownerDocument(target);
  const { scrollX = 0, scrollY = 0 } = native.defaultView(document) ?? {};
  const isRoot = target === native.documentElement(document);
  const [x, y] = isRoot ? [scrollX, scrollY] : [native.scrollLeft(target), native.scrollTop(target)];
  Object.assign(params, { scrollX: Math.round(x), scrollY: Math.round(y) });
}

/** Adds how large the window is. */
export function addSize(params: Params, target: Element): void {
  const { innerWidth = 0, innerHeight = 0 } = native.defaultView(native.ownerDocument(target)) ?? {};
  Object.assign(params, { innerWidth, innerHeight });
}
