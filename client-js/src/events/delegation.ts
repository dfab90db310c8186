// Event attributes: what the page listens for, and how an event of the page becomes one for the server.
//
// The attribute is read when the event fires, so that whatever a patch brings works at once.

import * as native from "../native";
import { componentOf } from "../dom/components";
import type { Attribute } from "../protocol/attribute";
import type { Params } from "../protocol/frames";
import { VOCABULARY } from "../protocol/vocabulary";
import type { PageEvent } from "../session/pending";
import { parseCall } from "./call";
import type { Listeners } from "./listeners";
import { addAuthored, addData, noParams } from "./parameters";
import { addPayload } from "./payload";
import type { Source, Trigger } from "./source";

/** What becomes of an event of the page. */
export interface DelegationDelegate {
  /** Whether it may become an event for the server. */
  permits(trigger: Trigger): boolean;
  /** Calls `fire` now, later or never. */
  schedule(trigger: Trigger, fire: () => void): void;
  /** Sends an event that carries these fields. */
  send(event: PageEvent, fields: ArrayLike<Element>): void;
  /** The attribute's value is no call. */
  malformed(text: string, params: Params): void;
}

/** The attributes that are for an event, and what finds elements with one of them. */
interface Wanted {
  readonly attributes: readonly string[];
  readonly selector: string;
}

/** Listens for the events that the attributes of these sources are for. */
export class Delegation {
  readonly #delegate: DelegationDelegate;

  constructor(sources: readonly Source[], listeners: Listeners, delegate: DelegationDelegate) {
    this.#delegate = delegate;
    for (const source of sources) {
      for (const row of VOCABULARY) {
        if (row.carries !== "event" || row.family !== source.family) continue;
        const usual = { attributes: [row.name], selector: selectorOf([row.name]) };
        listeners.on(row.event, (event) => {
          const attributes = source.attributes?.(row, event);
          const wanted = attributes ? { attributes, selector: selectorOf(attributes) } : usual;
          this.#happened(source, row, event, wanted);
        });
      }
    }
  }

  #happened(source: Source, row: Attribute, event: Event, { attributes, selector }: Wanted): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const element = native.closest(target, selector);
    if (!element) return;
    for (const attribute of attributes) {
      if (native.hasAttribute(element, attribute)) this.#triggered(source, { row, attribute, event, target, element });
    }
  }

  #triggered(source: Source, trigger: Trigger): void {
    if (source.takes?.(trigger) === false) return;
    this.#delegate.schedule(trigger, () => this.#fire(trigger));
  }

  #fire(trigger: Trigger): void {
    const { row, attribute, event, target, element } = trigger;
    const text = native.getAttribute(element, attribute);
    // A patch took it away while it was held back.
    if (text === null || !this.#delegate.permits(trigger)) return;
    const call = parseCall(text);
    if (!call) return this.#delegate.malformed(text, noParams());
    const params = noParams();
    addData(params, element, row);
    const fields = addPayload(params, row.payload, event, target);
    addAuthored(params, element, row);
    if (call.args.length > 0) params["_args"] = call.args;
    this.#delegate.send({ name: call.name, params, component: componentOf(element), element }, fields);
  }
}

function selectorOf(attributes: readonly string[]): string {
  return attributes.map((name) => `[${CSS.escape(name)}]`).join();
}
