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
export function arrange(list: ListSlot, next: Row[]): void {
  const parent = parentOf(list.box);
  if (!parent) return;
  if (parent instanceof Element) touch(parent);
  const { rows } = list;
  list.rows = next;
  // Noted in the rows themselves: a map of a thousand costs more than the patch that swaps two.
  rows.forEach((row, index) => (row.at = index));
  const places = next.map(({ at }) => at);
  for (const row of next) row.at = -1;
  remove(rows.filter(({ at }) => at >= 0), parent);
  const staying = longestRise(places);
  let reference = list.box.end as ChildNode | null;
  for (let index = next.length - 1; index >= 0; index--) {
    const last = index;
    while (places[index] === -1 && places[index - 1] === -1) index--;
    const row = next[index] as Row;
    if (places[index] === -1) {
      const fresh = document.createDocumentFragment();
      for (const one of next.slice(index, last + 1)) fresh.append(...rowNodes(one));
      parent.insertBefore(fresh, reference);
    } else if (!staying.has(index)) moveNodes(parent, rowNodes(row), reference);
    reference = row.first;
  }
}

/** Takes rows away: at once if nothing else stands in their element. */
function remove(gone: readonly Row[], parent: Node): void {
  const alone = gone.length === parent.childNodes.length && gone.every(({ first }) => first.parentNode === parent);
  if (alone) parent.textContent = "";
  else for (const row of gone) for (const node of rowNodes(row)) node.remove();
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
