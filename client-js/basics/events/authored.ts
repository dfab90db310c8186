// Without types and the attributes that are for events alone: `data-*` as text.

import { put } from "../../src/events/params";
import type { Params } from "../../src/protocol/frames";

export function addData(params: Params, element: Element): void {
  for (const { name, value } of element.attributes) {
    if (name.startsWith("data-")) put(params, name.slice(5).replaceAll("-", "_"), value);
  }
}

export function addAuthored(): void {}
