// Moving nodes without losing what lives in them: `moveBefore` where the browser has it, else focus, selection and
// scroll are put back by hand.

interface MovingParent extends Node {
  moveBefore?(node: Node, child: Node | null): void;
}

/** Moves nodes that are in `parent` already before `reference`. */
export function moveNodes(parent: Node, nodes: readonly Node[], reference: Node | null): void {
  const mover = parent as MovingParent;
  if (mover.moveBefore && parent.isConnected) {
    for (const node of nodes) mover.moveBefore(node, reference);
    return;
  }
  const restore = remember(nodes);
  for (const node of nodes) parent.insertBefore(node, reference);
  restore();
}

function remember(nodes: readonly Node[]): () => void {
  const active = document.activeElement;
  const restores: (() => void)[] = [];
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    if (active && node.contains(active)) restores.push(rememberFocus(active));
    for (const element of [node, ...node.querySelectorAll("*")]) {
      const { scrollTop, scrollLeft } = element;
      if (scrollTop || scrollLeft) restores.push(() => element.scrollTo({ top: scrollTop, left: scrollLeft, behavior: "instant" }));
    }
  }
  return () => {
    for (const restore of restores) restore();
  };
}

/** Keeps the focus and the selection of an element that leaves the page for a moment. */
export function rememberFocus(active: Element, successor: () => Element | null = () => active): () => void {
  const held = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active : null;
  const start = held?.selectionStart ?? null;
  const end = held?.selectionEnd ?? null;
  const direction = held?.selectionDirection ?? "none";
  return () => {
    const next = successor();
    if (!(next instanceof HTMLElement || next instanceof SVGElement)) return;
    next.focus({ preventScroll: true });
    if (start === null || !(next instanceof HTMLInputElement || next instanceof HTMLTextAreaElement)) return;
    if (next.selectionStart !== null) next.setSelectionRange(start, end, direction);
  };
}
