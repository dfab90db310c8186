// A bound fragment: its slots, each with the places of the page that it owns.

import type { Blueprint } from "./blueprint";
import type { Box } from "./walk";

/** A place that shows a text slot. */
export interface Place {
  /** Whether the place is still on the page. */
  stands(): boolean;
  /** The server's text as it stands there; `null` when it is markup or can't be told. */
  read(): string | null;
  /** Shows a value as Askama wrote it. */
  write(value: string): void;
  /** Shows plain text. */
  writeText(text: string): void;
}

/** A text slot; equal expressions share one, so it may have several places. */
export interface TextSlot {
  readonly type: "text";
  readonly places: Place[];
}

/** A branch: the arm taken, bound unless its marks were tampered with. */
export interface BranchSlot {
  readonly type: "branch";
  readonly fragments: readonly number[];
  box: Box | null;
  arm: number | null;
  instance: Instance | null;
}

/** A list and its rows. */
export interface ListSlot {
  readonly type: "list";
  readonly fragment: number;
  /** White space after each row that is one element; `null` when rows are pairs of comments. */
  readonly separator: string | null;
  box: Box | null;
  rows: Row[];
}

/** A component: its root element, or what stands in for it in a clone. */
export interface ComponentSlot {
  readonly type: "component";
  readonly fragment: number;
  element: Element | null;
  /** Its id in the session; 0 when the server has not said which it is. */
  id: number;
  /** `null` when its marks do not fit the skeleton. */
  instance: Instance | null;
}

/** A slot; `null` is text written once. */
export type Slot = TextSlot | BranchSlot | ListSlot | ComponentSlot | null;

/** A fragment as it stands on the page. */
export interface Instance {
  readonly blueprint: Blueprint;
  readonly slots: readonly Slot[];
}

/** A row: an element with its separator, or a pair of comments. It is bound when first addressed. */
export interface Row {
  readonly first: ChildNode;
  readonly last: ChildNode;
  /** `undefined` until bound, `null` when its marks do not fit the skeleton. */
  instance: Instance | null | undefined;
}

/** Whether a slot's places are where they were bound. */
export function slotStands(slot: Slot): boolean {
  if (!slot) return true;
  if (slot.type === "text") return slot.places.every((place) => place.stands());
  if (slot.type === "component") return componentStands(slot);
  return slot.box !== null && slot.box.stands();
}

/** Whether a component's root element is on the page. */
export function componentStands(slot: ComponentSlot): boolean {
  return slot.element !== null && slot.element.isConnected;
}

/** Whether a row is still a child of its list. */
export function rowStands(row: Row, list: ListSlot): boolean {
  const parent = list.box?.parent;
  return row.first.parentNode === parent && (row.last === row.first || isSeparator(row) || row.last.parentNode === parent);
}

function isSeparator(row: Row): boolean {
  return row.last.nodeType === Node.TEXT_NODE;
}
