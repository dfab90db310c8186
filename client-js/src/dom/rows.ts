// The order of a list's rows: which of them stay, and the fewest moves that bring the others to their places.

import { touch } from "./fields";
import { moveNodes } from "./move";
import type { ListSlot, Row } from "./slots";
import { nodesOf, parentOf } from "./walk";

/** The nodes of a row, in order. */
export function rowNodes({ first, last }: Row): ChildNode[] {
  if (last instanceof Text) return [first, last];
  return first === last ? [first] : [first, ...nodesOf({ start: first as Comment, end: last as Comment }), last];
}

/** Brings a list to `next`: rows that are not in it go, rows that are not yet on the page come. */
export function arrange(list: ListSlot, next: readonly Row[]): void {
  const parent = parentOf(list.box);
  if (!parent) return;
  if (parent instanceof Element) touch(parent);
  const old = new Map(list.rows.map((row, index) => [row, index]));
  const kept = new Set(next);
  for (const row of list.rows) if (!kept.has(row)) for (const node of rowNodes(row)) node.remove();
  const staying = longestRise(next.map((row) => old.get(row) ?? -1));
  let reference: ChildNode | null = list.box.end;
  let fresh: DocumentFragment | null = null;
  const flush = (): void => {
    const head = fresh?.firstChild;
    if (!fresh || !head) return;
    parent.insertBefore(fresh, reference);
    reference = head;
    fresh = null;
  };
  for (let index = next.length - 1; index >= 0; index--) {
    const row = next[index] as Row;
    if (old.has(row)) {
      flush();
      if (!staying.has(index)) moveNodes(parent, rowNodes(row), reference);
      reference = row.first;
    } else {
      fresh ??= document.createDocumentFragment();
      fresh.prepend(...rowNodes(row));
    }
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
      if ((old[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    previous[position] = tails[low - 1] ?? -1;
    tails[low] = position;
  }
  const rise = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] as number) rise.add(at);
  return rise;
}
