// Values of a fragment as the wire carries them, checked against the skeleton before anything is built from them.

import { isIndex, isList } from "./json";
import type { Fragment, Skeleton, SlotKind } from "./skeleton";

/** A slot's value: text, a branch (`null` or `[arm, values]`), a list's rows, or a component (`[id, values]`). */
export type Value = string | number | null | readonly [number, Values] | readonly Values[];

/** One value a slot. */
export type Values = readonly Value[];

/** A branch's value. */
export type BranchValue = null | readonly [number, Values];

/** A component's value. */
export type ComponentValue = readonly [id: number, values: Values];

/** Whether values fit a fragment, all the way down. */
export function areValues(skeleton: Skeleton, fragment: number, values: unknown): values is Values {
  const slots = skeleton.f[fragment]?.[2];
  if (!slots || !isList(values) || values.length !== slots.length) return false;
  return slots.every((kind, index) => isValue(skeleton, kind, values[index]));
}

/** Whether a value fits a slot. */
export function isValue(skeleton: Skeleton, kind: SlotKind, value: unknown): value is Value {
  if (typeof kind === "number") return typeof value === "string" || typeof value === "number";
  if (kind[0] === "l") return isList(value) && value.every((row) => areValues(skeleton, kind[1], row));
  if (value === null) return kind[0] === "b";
  if (!isList(value) || value.length !== 2 || !isIndex(value[0])) return false;
  const fragment = kind[0] === "c" ? kind[1] : kind[value[0] + 1];
  return typeof fragment === "number" && areValues(skeleton, fragment, value[1]);
}

/** The key of a row's values, as Askama wrote it; `null` if it has none. The values fit. */
export function keyOf(skeleton: Skeleton, fragment: number, values: Values): string | null {
  const [, , kinds, key] = skeleton.f[fragment] as Fragment;
  if (!key) return null;
  const [where, slot] = key;
  const value = values[slot] as BranchValue;
  if (where === 0) return String(value);
  return value && keyOf(skeleton, (kinds[slot] as readonly number[])[value[0] + 1] as number, value[1]);
}
