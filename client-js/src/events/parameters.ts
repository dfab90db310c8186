// What an event's element says in its markup: `data-*`, and the attributes that are for events alone, with their types.

import * as native from "../native";
import type { Params } from "../protocol/frames";
import { OTHERS } from "../protocol/vocabulary";
import { coerce } from "./coerce";

/** Names that must never become a parameter: they mean something to objects. */
const UNSAFE: readonly string[] = ["", "__proto__", "constructor", "prototype"];

/** An empty set of parameters, without a prototype that a name could hit. */
export function noParams(): Params {
  return Object.create(null) as Params;
}

/** Sets a parameter, unless its name could hit something. */
export function put(params: Params, name: string, value: unknown): void {
  if (!UNSAFE.includes(name)) params[name] = value;
}

/** Adds `data-*`: whatever the user entered wins over it. `names` are those of the element's attributes. */
export function addData(params: Params, element: Element, names: readonly string[]): void {
  addPrefixed(params, element, names, "data-", (name) => (isOther(`data-${name}`) ? null : name));
}

function isOther(attribute: string): boolean {
  return OTHERS.some((name) => (name.endsWith("-") ? attribute.startsWith(name) : attribute === name));
}

/** Adds the attributes whose names begin so; `read` gives the parameter's name of what follows, without its type. */
export function addPrefixed(
  params: Params,
  element: Element,
  names: readonly string[],
  prefix: string,
  read?: (name: string) => string | null,
): void {
  for (const attribute of names) {
    if (!attribute.startsWith(prefix)) continue;
    const [base = "", type] = attribute.slice(prefix.length).split(":");
    const name = read ? read(base) : base;
    if (name === null) continue;
    const key = name.replaceAll("-", "_");
    const value = native.getAttribute(element, attribute) ?? "";
    put(params, key.startsWith("dj_") ? key.slice(3) : key, type === undefined ? value : coerce(value, type, attribute));
  }
}
