// The client of one page. Everything that it keeps is the instance's.

import * as native from "./native";
import { Overlays } from "./dom/overlays";
import { Page } from "./dom/page";
import { View } from "./dom/view";
import type { Environment } from "./environment";
import { Delegation } from "./events/delegation";
import { Listeners } from "./events/listeners";
import type { Source, Trigger } from "./events/source";
import type { Behaviour, Feature, Host } from "./feature";
import type { PageData } from "./protocol/page_data";
import { Pending, type Outcome, type PendingEvent } from "./session/pending";
import { reloadOnce } from "./session/reload";
import { Session, type SessionDelegate } from "./session/session";
import { WebSocketTransport } from "./transport/websocket";

/** A client for what a page's data block tells. */
export class App {
  readonly #environment: Environment;
  readonly #data: PageData;
  readonly #page: Page;
  readonly #overlays = new Overlays();
  readonly #listeners: Listeners;
  readonly #features: readonly Behaviour[];
  readonly #session: Session;

  constructor(environment: Environment, sources: readonly Source[], features: readonly Feature[], data: PageData) {
    const { window, document, clock, openSocket } = environment;
    this.#environment = environment;
    this.#data = data;
    this.#page = new Page(window, document);
    this.#listeners = new Listeners(document);
    this.#features = features.map((feature) => feature(this.#host()));
    for (const feature of this.#features) this.#watch(feature);
    const parts = {
      page: this.#page,
      view: new View(this.#page, clock),
      overlays: this.#overlays,
      pending: new Pending((event, outcome) => this.#settled(event, outcome)),
      transport: new WebSocketTransport(window.location, openSocket),
      clock,
    };
    this.#session = new Session(data, parts, this.#sessionDelegate());
    new Delegation(sources, this.#listeners, {
      permits: (trigger) => this.#features.every((feature) => feature.permits?.(trigger) ?? true),
      schedule: (trigger, fire) => this.#schedule(trigger, fire),
      send: (event, fields) => this.#session.send(event, fields),
      malformed: (name, params) => this.#session.refuse({ name, params }, "malformed"),
    });
  }

  /** Adopts the page and connects. */
  start(): void {
    const { window, document } = this.#environment;
    this.#page.fields.watch(window);
    this.#session.connection.watch(window, document);
    this.#session.start(this.#data);
    window.addEventListener("pagehide", () => {
      this.#session.suspend();
      this.#tell((feature) => feature.disconnect?.("leaving"));
    });
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#session.connection.open());
  }

  #host(): Host {
    const { window, document, clock } = this.#environment;
    return {
      window,
      document,
      clock,
      overlays: this.#overlays,
      on: (type, listener, phase) => this.#listeners.on(type, listener, phase),
      announce: (name, detail) => this.#announce(name, detail),
    };
  }

  /** Lets a feature hear what becomes of the elements with its attributes. */
  #watch(feature: Behaviour): void {
    const { attributes = [], entered, patched, left } = feature;
    if (attributes.length === 0) return;
    this.#page.lifecycle.watch({
      selector: attributes.map((name) => `[${CSS.escape(name)}]`).join(),
      ...(entered && { entered: (elements) => guarded(() => feature.entered?.(elements)) }),
      ...(patched && { patched: (elements) => guarded(() => feature.patched?.(elements)) }),
      ...(left && { left: (elements) => guarded(() => feature.left?.(elements)) }),
    });
  }

  #sessionDelegate(): SessionDelegate {
    const { window, clock } = this.#environment;
    return {
      connected: () => this.#tell((feature) => feature.connect?.()),
      disconnected: () => this.#tell((feature) => feature.disconnect?.("lost")),
      sent: (event) => this.#tell((feature) => feature.sent?.(event)),
      received: (frame) => this.#tell((feature) => feature.received?.(frame)),
      announce: (name, detail) => this.#announce(name, detail),
      reload: () => reloadOnce(window, clock),
    };
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
