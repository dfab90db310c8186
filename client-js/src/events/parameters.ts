// What an event's element says in its markup: `data-*`, and the attributes that are for events alone, with their types.

import * as native from "../native";
import type { EventAttribute, ParameterAttribute } from "../protocol/attribute";
import type { Params } from "../protocol/frames";
import { OTHERS, PARAMETERS } from "../protocol/vocabulary";
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

/** Adds `data-*`: whatever the user entered wins over it. */
export function addData(params: Params, element: Element, row: EventAttribute): void {
  for (const parameter of PARAMETERS) if (!isForEvents(parameter)) addAll(params, element, row, parameter);
}

/** Adds what is there for nothing but events, and last what is for this event: `dj-click:name`. `rows` are all events. */
export function addAuthored(params: Params, element: Element, row: EventAttribute, rows: readonly EventAttribute[]): void {
  for (const parameter of PARAMETERS) if (isForEvents(parameter)) addAll(params, element, row, parameter, rows);
  addPrefixed(params, element, `${row.name}:`, (name) => name);
  const target = native.getAttribute(element, "dj-target");
  if (target) params["_within"] = target;
}

function isForEvents({ name }: ParameterAttribute): boolean {
  return name.startsWith("dj-");
}

function addAll(
  params: Params,
  element: Element,
  row: EventAttribute,
  { name: prefix, suffix }: ParameterAttribute,
  rows: readonly EventAttribute[] = [],
): void {
  addPrefixed(params, element, prefix, (name) => {
    if (isOther(prefix + name)) return null;
    return suffix === "name-event" ? withoutEvent(name, row, rows) : name;
  });
}

function isOther(attribute: string): boolean {
  return OTHERS.some((name) => (name.endsWith("-") ? attribute.startsWith(name) : attribute === name));
}

/** `n` of `n`, and of `n-click` if the event is a click; `null` if it is for another event. */
function withoutEvent(name: string, row: EventAttribute, rows: readonly EventAttribute[]): string | null {
  const [limit] = rows.map(ending).filter((end) => name.endsWith(end)).sort((a, b) => b.length - a.length);
  if (limit === undefined) return name;
  return limit === ending(row) ? name.slice(0, -limit.length) : null;
}

/** `-click` of `dj-click`. */
function ending({ name }: EventAttribute): string {
  return name.slice(2);
}

/** Adds the attributes whose names begin so; `read` gives the parameter's name of what follows, without its type. */
export function addPrefixed(params: Params, element: Element, prefix: string, read: (name: string) => string | null): void {
  for (const attribute of native.getAttributeNames(element)) {
    if (!attribute.startsWith(prefix)) continue;
    const [base = "", type] = attribute.slice(prefix.length).split(":");
    const name = read(base);
    if (name === null) continue;
    const key = name.replaceAll("-", "_");
    const value = native.getAttribute(element, attribute) ?? "";
    put(params, key.startsWith("dj_") ? key.slice(3) : key, type === undefined ? value : coerce(value, type, attribute));
  }
}
