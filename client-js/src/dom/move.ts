// Moving nodes without losing what lives in them: `moveBefore` where the browser has it, else focus, selection and
// scroll are put back by hand.

interface MovingParent extends Node {
  moveBefore?(node: Node, child: Node | null): void;
}

/** Moves nodes that are in `parent` already before `reference`. */
export function moveNodes(parent: MovingParent, nodes: readonly Node[], reference: Node | null): void {
  if (parent.moveBefore && parent.isConnected) {
    for (const node of nodes) parent.moveBefore(node, reference);
    return;
  }
  const active = parent.ownerDocument?.activeElement ?? null;
  const restores: (() => void)[] = [];
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    if (active && node.contains(active)) restores.push(rememberFocus(active, active));
    for (const element of [node, ...node.querySelectorAll("*")]) {
      const { scrollTop: top, scrollLeft: left } = element;
      if (top || left) restores.push(() => element.scrollTo({ top, left, behavior: "instant" }));
    }
  }
  for (const node of nodes) parent.insertBefore(node, reference);
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
