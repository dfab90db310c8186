// Moving nodes without losing what lives in them: `moveBefore` where the browser has it, else focus, selection and
// scroll are put back by hand.

import * as native from "../native";

/** `moveBefore`, where there is one. */
const { moveBefore } = (globalThis as { Element?: { prototype: MovingParent } }).Element?.prototype ?? {};

interface MovingParent extends Node {
  moveBefore?(node: Node, child: Node | null): void;
}

/** Moves nodes that are in `parent` already before `reference`. */
export function moveNodes(parent: Node, nodes: readonly Node[], reference: Node | null): void {
  if (moveBefore && parent instanceof Element && native.isConnected(parent)) {
    for (const node of nodes) moveBefore.call(parent, node, reference);
    return;
  }
  const active = native.activeElement(native.ownerDocument(parent));
  const restores: (() => void)[] = [];
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    if (active && native.contains(node, active)) restores.push(rememberFocus(active, active));
    for (const element of [node, ...native.querySelectorAll(node, "*")]) {
      const [top, left] = [native.scrollTop(element), native.scrollLeft(element)];
      if (top || left) restores.push(() => native.scrollTo(element, { top, left, behavior: "instant" }));
    }
  }
  for (const node of nodes) native.insertBefore(parent, node, reference);
  for (const restore of restores) restore();
}

/** Keeps the focus and the selection of an element that leaves the page for a moment; its successor gets them. */
export function rememberFocus(active: Element, successor: Element): () => void {
  const { selectionStart, selectionEnd, selectionDirection } = active as Partial<HTMLInputElement>;
  return () => {
    const next = successor as Partial<HTMLInputElement>;
    next.focus?.({ preventScroll: true });
    if (selectionStart == null || next.selectionStart == null) return;
    next.setSelectionRange?.(selectionStart, selectionEnd ?? null, selectionDirection ?? "none");
  };
}
