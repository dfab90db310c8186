// What parsed JSON is.

/** Whether a value is a whole number from 0. */
export function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Whether a value is an array, without letting `any` in. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
