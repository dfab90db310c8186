// The order of a list's rows: which of them stay, and the fewest moves that bring the others to their places.

import * as native from "../native";
import { moveNodes } from "./move";
import type { Page } from "./page";
import type { ListSlot, Row } from "./slots";
import { nodesOf, parentOf } from "./walk";

/** The nodes of a row, in order. */
export function rowNodes({ first, last }: Row): ChildNode[] {
  if (last instanceof Text) return [first, last];
  return first === last ? [first] : [first, ...nodesOf({ start: first as Comment, end: last as Comment }), last];
}

/** Rows that come to stand one after the other, from an index on: one that is on the page, or new ones. */
export type Run = readonly [to: number, rows: Row[]];

/** Brings a list to `next`: rows go, and runs of others come; what is in neither keeps its order. */
export function arrange(page: Page, list: ListSlot, next: Row[], gone: readonly Row[], runs: readonly Run[]): void {
  const parent = parentOf(list.box);
  if (!parent) return;
  if (parent instanceof Element) page.fields.touch(parent);
  remove(page, gone, parent, gone.length === list.rows.length);
  list.rows = next;
  for (const [to, rows] of [...runs].reverse()) {
    const reference = next[to + rows.length]?.first ?? list.box.end;
    if (rows[0] && native.parentNode(rows[0].first) === parent) moveNodes(parent, rows.flatMap(rowNodes), reference);
    else {
      const fresh = native.createDocumentFragment(page.document);
      for (const row of rows) fresh.append(...rowNodes(row));
      page.lifecycle.entering(fresh, parent);
      native.insertBefore(parent, fresh, reference);
    }
  }
}

/** The same where nobody said which rows go and come: with the fewest moves. */
export function rearrange(page: Page, list: ListSlot, next: Row[]): void {
  const old = new Map(list.rows.map((row, index) => [row, index]));
  const places = next.map((row) => old.get(row) ?? -1);
  const staying = longestRise(places);
  const runs: Run[] = [];
  for (const [index, row] of next.entries()) {
    old.delete(row);
    if (places[index] === -1 && places[index - 1] === -1) runs.at(-1)?.[1].push(row);
    else if (!staying.has(index)) runs.push([index, [row]]);
  }
  arrange(page, list, next, [...old.keys()], runs);
}

/** Takes rows away: at once if they are all, and nothing else stands in their element. */
function remove({ lifecycle }: Page, gone: readonly Row[], parent: Node, all: boolean): void {
  const told = lifecycle.hearsLeaving ? gone.flatMap(rowNodes) : null;
  if (told) lifecycle.leaving(told);
  const alone = (row: Row): boolean => native.parentNode(row.first) === parent;
  if (all && gone.length === native.childNodes(parent).length && gone.every(alone)) {
    native.setTextContent(parent, "");
    return;
  }
  for (const node of told ?? gone.flatMap(rowNodes)) native.remove(node);
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
