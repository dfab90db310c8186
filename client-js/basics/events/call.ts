// Without inline arguments: an event's attribute is a name.

import type { Call } from "../../src/events/call";

export function parseCall(source: string): Call {
  return { name: source.trim(), args: [] };
}
