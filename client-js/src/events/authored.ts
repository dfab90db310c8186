// What an event's element says in its markup: `data-*` and the attributes that are for events alone, with their types.

import type { Params } from "../protocol/frames";
import { put } from "./params";

/** How `data-*` names begin that belong to this library, their end written out. No pattern: a click would compile it. */
const INTERNAL = ["liveview-", "live-", "djust-", "dj-id$", "loading$", "component-id$", "key$"];

/** A payload that is for one kind of events only. */
const LIMITED = /^(.*)-(click|submit|input|change|keydown|keyup|focus|blur|mouseenter|mouseleave|scroll)$/;

/** Adds `data-*`: whatever the user entered wins over it. */
export function addData(params: Params, element: Element): void {
  addPrefixed(params, element, "data-", (name) => !INTERNAL.some((begin) => `${name}$`.startsWith(begin)) && name);
}

/** Adds what is there for nothing but events; later kinds win: `dj-value-*`, `dj-payload-*`, `dj-click:*`. */
export function addAuthored(params: Params, element: Element, event: string): void {
  addPrefixed(params, element, "dj-value-", (name) => name);
  // `dj-payload-n` is for all events of the element, `dj-payload-n-click` for its clicks.
  addPrefixed(params, element, "dj-payload-", (name) => {
    const [, base = name, only = event] = LIMITED.exec(name) ?? [];
    return only === event && base;
  });
  addPrefixed(params, element, `dj-${event}:`, (name) => name);
}

function addPrefixed(params: Params, element: Element, prefix: string, read: (name: string) => string | false): void {
  for (const name of element.getAttributeNames()) {
    if (!name.startsWith(prefix)) continue;
    const value = element.getAttribute(name) ?? "";
    const [base = "", type] = (read(name.slice(prefix.length)) || "").split(":");
    const key = base.replaceAll("-", "_");
    put(params, key.startsWith("dj_") ? key.slice(3) : key, type === undefined ? value : coerce(value, type, name));
  }
}

function coerce(value: string, type: string, name: string): unknown {
  const text = value.trim();
  switch (type) {
    case "int":
    case "integer":
      return /^([+-]?\d+)?$/.test(text) ? safeInteger(text) : null;
    case "float":
    case "number":
      return Number.isFinite(Number(text)) ? Number(text) : null;
    case "bool":
    case "boolean":
      return /^(true|1|yes|on|checked)$/i.test(text);
    case "json":
    case "object":
    case "array":
      try {
        return JSON.parse(value);
      } catch {
        console.warn(`djust: ${name}: not JSON, kept as text`);
        return value;
      }
    case "list":
      return value.split(",").map((item) => item.trim()).filter(Boolean);
    default:
      console.warn(`djust: ${name}: unknown type "${type}", kept as text`);
      return value;
  }
}

/** Whole numbers past 2^53 travel as text. */
function safeInteger(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}
