// The order of a list's rows: which of them stay, and the fewest moves that bring the others to their places.

import type { Fields } from "./fields";
import { moveNodes } from "./move";
import type { ListSlot, Row } from "./slots";

/** The nodes of a row, in order. */
export function rowNodes(row: Row): ChildNode[] {
  if (row.last instanceof Text) return [row.first, row.last];
  const nodes: ChildNode[] = [];
  for (let at: ChildNode | null = row.first; at; at = at === row.last ? null : at.nextSibling) nodes.push(at);
  return nodes;
}

/** Brings a list to `next`: rows that are not in it go, rows that are not yet on the page come. */
export function arrange(list: ListSlot, next: readonly Row[], fields: Fields): void {
  const parent = list.box?.parent;
  if (!list.box || !parent) return;
  if (parent instanceof Element) fields.touch(parent);
  const old = new Map(list.rows.map((row, index) => [row, index]));
  const kept = new Set(next);
  for (const row of list.rows) if (!kept.has(row)) for (const node of rowNodes(row)) node.remove();
  const staying = longestRise(next.map((row) => old.get(row) ?? -1));
  let reference: ChildNode | null = list.box.end;
  let fresh: DocumentFragment | null = null;
  const flush = (): void => {
    if (!fresh) return;
    parent.insertBefore(fresh, reference);
    fresh = null;
  };
  for (let index = next.length - 1; index >= 0; index--) {
    const row = next[index];
    if (!row) continue;
    if (!old.has(row)) {
      fresh ??= document.createDocumentFragment();
      const first: ChildNode | null = fresh.firstChild;
      for (const node of rowNodes(row)) fresh.insertBefore(node, first);
      continue;
    }
    const head: ChildNode | null = (fresh as DocumentFragment | null)?.firstChild ?? null;
    flush();
    if (head) reference = head;
    if (!staying.has(index)) moveNodes(parent, rowNodes(row), reference);
    reference = row.first;
  }
  flush();
  list.rows = [...next];
}

/** The positions of a longest rising run among old indices; negative ones are not on the page. */
function longestRise(old: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [position, value] of old.entries()) {
    if (value < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((old[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[position] = tails[low - 1] ?? -1;
    tails[low] = position;
  }
  const rise = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.add(at);
  return rise;
}
