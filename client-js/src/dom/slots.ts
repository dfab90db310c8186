// A bound fragment: its slots, each with the places of the page that it owns.

import * as native from "../native";
import type { Fragment } from "../protocol/skeleton";
import type { Values } from "../protocol/values";
import { boxStands, parentOf, type Box } from "./walk";

/** A place that shows a text slot: the box is what must still be on the page. */
export interface Place extends Box {
  /** The server's text as it stands there; `null` when it is markup or can't be told. */
  read(): string | null;
  /** Whether it shows a value, as Askama writes it. */
  shows(value: string): boolean;
  /** Shows a value as Askama wrote it. */
  write(value: string): void;
  /** Shows plain text. */
  writeText(text: string): void;
}

/** What a slot is. */
export const enum Is {
  Text,
  Branch,
  List,
  Component,
}

/** A text slot; equal expressions share one, so it may have several places. */
export interface TextSlot {
  readonly is: Is.Text;
  readonly places: Place[];
}

/** A branch: the arm taken, bound unless its marks were tampered with. */
export interface BranchSlot {
  readonly is: Is.Branch;
  readonly box: Box;
  readonly fragments: readonly number[];
  arm: number | null;
  instance: Instance | null;
}

/** A list and its rows. */
export interface ListSlot {
  readonly is: Is.List;
  readonly box: Box;
  readonly fragment: number;
  /** White space after each row that is one element; `undefined` when rows are pairs of comments. */
  readonly separator: string | undefined;
  rows: Row[];
}

/** A component: its root element, or what stands in for it in a clone. */
export interface ComponentSlot {
  readonly is: Is.Component;
  box: Box;
  readonly fragment: number;
  /** Its id in the session; 0 when the server has not said which it is. */
  id: number;
  /** `null` when its marks do not fit the skeleton. */
  instance: Instance | null;
}

/** A slot; `undefined` is text that no frame writes to. */
export type Slot = TextSlot | BranchSlot | ListSlot | ComponentSlot | undefined;

/** A fragment as it stands on the page. */
export interface Instance {
  readonly fragment: Fragment;
  readonly slots: Slot[];
}

/** A row: an element with its separator, or a pair of comments. It is bound when first addressed. */
export interface Row {
  readonly first: ChildNode;
  readonly last: ChildNode;
  /** `undefined` until bound, `null` when its marks do not fit the skeleton. */
  instance: Instance | null | undefined;
  /** Values that it was made of, as far as its places should remember them; `null` when the page tells. */
  readonly made: Values | null;
}

/** Whether a slot's places are where they were bound. */
export function slotStands(slot: Slot): boolean {
  if (!slot) return true;
  return slot.is === Is.Text ? slot.places.every(boxStands) : boxStands(slot.box);
}

/** Whether a row is still a child of its list. What follows its element, a text, may be gone. */
export function rowStands({ first, last }: Row, list: ListSlot): boolean {
  const parent = parentOf(list.box);
  return native.parentNode(first) === parent && (first === last || last instanceof Text || native.parentNode(last) === parent);
}
