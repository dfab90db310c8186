// The client of one page. Everything that it keeps is the instance's.

import * as native from "./native";
import { Overlays } from "./dom/overlays";
import { Page } from "./dom/page";
import { View } from "./dom/view";
import type { Environment } from "./environment";
import { Delegation, selectorOf } from "./events/delegation";
import { Listeners } from "./events/listeners";
import type { Trigger } from "./events/source";
import type { Behaviour, Feature, Host } from "./feature";
import type { Part } from "./part";
import type { EventAttribute } from "./protocol/attribute";
import type { Params } from "./protocol/frames";
import type { PageData } from "./protocol/page_data";
import { Pending, type Outcome, type PendingEvent } from "./session/pending";
import { reloadOnce } from "./session/reload";
import { Session, type SessionDelegate } from "./session/session";
import type { Place } from "./transport/transport";
import { WebSocketTransport } from "./transport/websocket";

/** A client for what a page's data block tells. */
export class App {
  readonly #environment: Environment;
  readonly #data: PageData;
  readonly #page: Page;
  readonly #view: View;
  readonly #overlays = new Overlays();
  readonly #listeners: Listeners;
  readonly #delegation: Delegation;
  readonly #parts = new Set<string>();
  readonly #rows: EventAttribute[] = [];
  readonly #features: Behaviour[] = [];
  readonly #session: Session;
  readonly #at: Place;
  #connected = false;

  constructor(environment: Environment, data: PageData) {
    const { window, document, clock, openSocket } = environment;
    this.#environment = environment;
    this.#data = data;
    this.#page = new Page(window, document);
    this.#view = new View(this.#page, clock);
    this.#listeners = new Listeners(window);
    this.#at = { href: window.location.href };
    const parts = {
      page: this.#page,
      view: this.#view,
      overlays: this.#overlays,
      pending: new Pending((event, outcome) => this.#settled(event, outcome)),
      transport: new WebSocketTransport(this.#at, openSocket),
      clock,
    };
    this.#session = new Session(data, parts, this.#sessionDelegate());
    this.#delegation = new Delegation(document, this.#listeners, this.#page.lifecycle, {
      permits: (trigger) => this.#permits(trigger),
      schedule: (trigger, fire) => this.#schedule(trigger, fire),
      send: (event, fields) => this.#session.send(event, fields),
      unread: (name, element, send) =>
        this.#features.some((feature) => feature.reads?.(name, element, send)) ||
        this.#session.refuse({ name, params: {} }, "malformed"),
    }, this.#rows);
  }

  /** Adds what a part brings, once, even if its script runs again. */
  add({ name, rows, sources = [], features = [] }: Part): void {
    if (this.#parts.has(name)) return;
    this.#parts.add(name);
    for (const feature of features) guarded(() => this.#begin(feature));
    for (const source of sources) this.#delegation.add(source, rows);
    this.#rows.push(...rows);
  }

  #begin(feature: Feature): void {
    const behaviour = feature(this.#host());
    this.#features.push(behaviour);
    this.#watch(behaviour);
    if (this.#connected) behaviour.connect?.(false);
  }

  /** Adopts the page and connects. Then it hears the events that came before it listened. */
  start(early: readonly Event[] = []): void {
    const { window, document } = this.#environment;
    this.#page.fields.watch(window);
    this.#session.connection.watch(window, document);
    this.#session.start(this.#data);
    window.addEventListener("pagehide", () => {
      this.#session.suspend();
      this.#disconnected("leaving");
    });
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#session.connection.open());
    for (const event of early) this.#listeners.hear(event);
  }

  #host(): Host {
    const { window, document, clock } = this.#environment;
    return {
      window,
      document,
      clock,
      view: this.#view,
      overlays: this.#overlays,
      on: (type, listener, phase) => this.#listeners.on(type, listener, phase),
      call: (element, attribute, own) => this.#call(element, attribute, own),
      viewName: () => this.#page.skeleton.v ?? "",
      names: () => this.#page.skeleton.a,
      permits: (trigger) => this.#permits(trigger),
      send: (event, fields) => this.#session.send(event, fields),
      at: this.#at,
      announce: (name, detail) => this.#announce(name, detail),
    };
  }

  /** Lets a feature hear what becomes of the elements with its attributes. */
  #watch(feature: Behaviour): void {
    const { attributes = [], selector = selectorOf(attributes), entered, patched, changing, flushed, left } = feature;
    if (attributes.length === 0) return;
    this.#page.lifecycle.watch({
      attributes,
      selector,
      ...(entered && { entered: (elements, by) => guarded(() => feature.entered?.(elements, by)) }),
      ...(patched && { patched: (elements) => guarded(() => feature.patched?.(elements)) }),
      ...(changing && { changing: (element) => guarded(() => feature.changing?.(element)) }),
      ...(flushed && { flushed: () => guarded(() => feature.flushed?.()) }),
      ...(left && { left: (elements) => guarded(() => feature.left?.(elements)) }),
    });
  }

  #sessionDelegate(): SessionDelegate {
    const { window, clock } = this.#environment;
    return {
      connected: (anew) => {
        this.#connected = true;
        this.#overlays.away = false;
        this.#tell((feature) => feature.connect?.(anew));
      },
      disconnected: () => this.#disconnected("lost"),
      sent: (event) => this.#tell((feature) => feature.sent?.(event)),
      received: (frame, events = []) => {
        const tell = (): void => this.#tell((feature) => feature.received?.(frame, events));
        // What few pages hear comes with the script that acts on it.
        if (frame[0] === "u" && frame[3]) void this.#page.markup.script(frame[3]).then(tell);
        else tell();
      },
      announce: (name, detail) => this.#announce(name, detail),
      reload: () => reloadOnce(window, clock),
    };
  }

  #call(element: Element, attribute: string, own?: Params): void {
    const row = this.#rows.find(({ name }) => name === attribute);
    if (row) this.#delegation.call(element, row, own);
  }

  #permits(trigger: Trigger): boolean {
    const features = this.#features;
    if (features.some((feature) => feature.busy?.(trigger))) return false;
    return features.every((feature) => feature.permits?.(trigger) ?? true);
  }

  #disconnected(why: "lost" | "leaving"): void {
    this.#connected = false;
    this.#overlays.away = true;
    this.#tell((feature) => feature.disconnect?.(why));
  }

  #schedule(trigger: Trigger, fire: () => void): void {
    const feature = this.#features.find(({ schedule }) => schedule);
    if (feature) feature.schedule?.(trigger, fire);
    else fire();
  }

  /** An event ended: what was laid for it is gone. */
  #settled(event: PendingEvent, outcome: Outcome): void {
    this.#overlays.settle(event.ref);
    this.#tell((feature) => feature.settled?.(event, outcome));
  }

  /** Tells all features. What one throws is told to the page, and hinders neither the others nor a patch. */
  #tell(what: (feature: Behaviour) => void): void {
    for (const feature of this.#features) guarded(() => what(feature));
  }

  #announce(name: string, detail: unknown): void {
    native.dispatchEvent(this.#environment.document, new CustomEvent(name, { detail, bubbles: true }));
  }
}

function guarded(run: () => void): void {
  try {
    run();
  } catch (error) {
    reportError(error);
  }
}
