// Event attributes: what the page listens for, and how an event of the page becomes one for the server.
//
// The attribute is read when the event fires, so that whatever a patch brings works at once.

import * as native from "../native";
import { componentOf } from "../dom/components";
import type { Lifecycle } from "../dom/lifecycle";
import type { EventAttribute } from "../protocol/attribute";
import type { Params } from "../protocol/frames";
import type { PageEvent } from "../session/pending";
import { parseCall } from "./call";
import type { Listener, Listeners, Phase } from "./listeners";
import { addData, addPrefixed, noParams } from "./parameters";
import { addPayload } from "./payload";
import type { Source, Told, Trigger } from "./source";

/** What becomes of an event of the page. */
export interface DelegationDelegate {
  /** Whether it may become an event for the server. */
  permits(trigger: Trigger): boolean;
  /** Calls `fire` now, later or never. */
  schedule(trigger: Trigger, fire: () => void): void;
  /** Adds parameters that an event's element gives. */
  parameters(params: Params, element: Element, row: EventAttribute): void;
  /** Sends an event that carries these fields. */
  send(event: PageEvent, fields: ArrayLike<Element>): void;
  /** The attribute's value is no call; `send` sends one in its place. */
  unread(text: string, element: Element, send: (call: Told) => void): void;
}

/** The attributes that are for an event, and what finds elements with one of them. */
interface Wanted {
  readonly attributes: readonly string[];
  readonly selector: string;
}

/** Events that come by the dozen: they are heard only while an element has an attribute for them. */
const FREQUENT: readonly string[] = ["scroll", "resize", "pointerover", "pointerout"];

/** Listens for the events that attributes are for. */
export class Delegation {
  readonly #document: Document;
  readonly #listeners: Listeners;
  readonly #lifecycle: Lifecycle;
  readonly #delegate: DelegationDelegate;

  constructor(document: Document, listeners: Listeners, lifecycle: Lifecycle, delegate: DelegationDelegate) {
    this.#document = document;
    this.#listeners = listeners;
    this.#lifecycle = lifecycle;
    this.#delegate = delegate;
  }

  /** Listens for the events of a source's rows. */
  add(source: Source, rows: readonly EventAttribute[]): void {
    for (const row of rows) {
      if (row.event === "" || row.family !== source.family) continue;
      const phase = source.phase?.(row);
      const usual = wanted([row.name]);
      const hear = (event: Event): void => {
        const attributes = source.attributes?.(row, event);
        this.#happened(source, row, event, attributes ? wanted(attributes) : usual);
      };
      if (FREQUENT.includes(row.event)) this.#hearWhileAsked(row, hear, phase);
      else for (const type of source.types ?? [row.event]) this.#listeners.on(type, hear, phase);
    }
  }

  /** Calls what an attribute of an element names, for what is no event of the page; `own` is what it carries by itself. */
  call(element: Element, row: EventAttribute, own: Params = {}): void {
    const text = native.getAttribute(element, row.name);
    if (text) this.#send(element, row, text, parseCall(text), (params) => (Object.assign(params, own), []));
  }

  /** Hears an event from when an element comes to have the attribute until it is found that none has. */
  #hearWhileAsked(row: EventAttribute, hear: Listener, phase?: Phase): void {
    const selector = selectorOf([row.name]);
    const isAsked = (): boolean => native.find(this.#document, selector) !== null;
    const listener = (event: Event): void => {
      if (isAsked()) hear(event);
      else this.#listeners.off(row.event, listener, phase);
    };
    const listen = (): void => this.#listeners.on(row.event, listener, phase);
    this.#lifecycle.watch({ attributes: [row.name], selector, watcher: { entered: listen, patched: listen } });
    if (isAsked()) listen();
  }

  #happened(source: Source, row: EventAttribute, event: Event, { attributes, selector }: Wanted): void {
    const target = event.target instanceof Element ? event.target : native.documentElement(this.#document);
    const elements = source.elements?.(row, event, selector, target) ?? [native.closest(target, selector)];
    for (const element of elements) {
      for (const attribute of attributes) {
        if (!element || !native.hasAttribute(element, attribute)) continue;
        const wait = source.wait?.(attribute);
        const trigger = { row, attribute, event, target, element, wait, snapshot: source.snapshot?.(event) };
        if (source.takes?.(trigger) !== false) this.#delegate.schedule(trigger, () => this.#fire(source, trigger));
      }
    }
  }

  #fire({ read = parseCall, payload = addPayload }: Source, trigger: Trigger): void {
    const { row, attribute, event, element } = trigger;
    const text = native.getAttribute(element, attribute);
    // A patch took it away while it was held back.
    if (text === null || !this.#delegate.permits(trigger)) return;
    this.#send(element, row, text, read(text, event), (params) => payload(Object.assign(params, trigger.snapshot), trigger));
  }

  /** Sends what an attribute calls. `add` adds what the event carries, and gives the fields that this came from. */
  #send(element: Element, row: EventAttribute, text: string, call: Told | null, add: (params: Params) => ArrayLike<Element>): void {
    if (!call) return this.#delegate.unread(text, element, (told) => this.#send(element, row, text, told, add));
    const params = noParams();
    const names = native.getAttributeNames(element);
    addData(params, element, names);
    const fields = add(params);
    Object.assign(params, call.params);
    addPrefixed(params, element, names, "dj-value-");
    this.#delegate.parameters(params, element, row);
    addPrefixed(params, element, names, `${row.name}:`);
    if (call.args.length > 0) params["_args"] = call.args;
    const event = { name: call.name, params, component: componentOf(element), element, attribute: row.name };
    this.#delegate.send(event, fields);
  }
}

function wanted(attributes: readonly string[]): Wanted {
  return { attributes, selector: selectorOf(attributes) };
}

/** Finds elements with one of these attributes. */
export function selectorOf(attributes: readonly string[]): string {
  return attributes.map((name) => `[${CSS.escape(name)}]`).join();
}
