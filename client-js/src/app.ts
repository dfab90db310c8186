// The client of one page. Everything that it keeps is the instance's.

import * as native from "./native";
import { tell, type Told } from "./dom/lifecycle";
import { Overlays } from "./dom/overlays";
import { Page } from "./dom/page";
import { View } from "./dom/view";
import type { Environment } from "./environment";
import { Delegation, selectorOf, type DelegationDelegate } from "./events/delegation";
import { Listeners } from "./events/listeners";
import type { Behaviour, Host } from "./feature";
import type { Part } from "./part";
import type { EventAttribute } from "./protocol/attribute";
import type { PageData } from "./protocol/page_data";
import { Pending } from "./session/pending";
import { reloadOnce } from "./session/reload";
import { Session, type SessionDelegate } from "./session/session";
import type { Place } from "./transport/transport";
import { WebSocketTransport } from "./transport/websocket";

/** What all features are told. */
type News = "connect" | "disconnect" | "sent" | "received" | "settled";

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
  /** Those of them that have a say in events. Most pages have none, and each event asks them five times. */
  readonly #judges: Behaviour[] = [];
  readonly #session: Session;
  readonly #host: Host & DelegationDelegate;
  readonly #announce = (name: string, detail: unknown): void => {
    native.dispatchEvent(this.#environment.document, new CustomEvent(name, { detail, bubbles: true }));
  };
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
      pending: new Pending((event, outcome) => {
        // What was laid for it is gone.
        this.#overlays.settle(event.ref);
        this.#tell("settled", event, outcome);
      }),
      transport: new WebSocketTransport(this.#at, openSocket),
      clock,
    };
    this.#session = new Session(data, parts, this.#sessionDelegate());
    this.#host = this.#makeHost();
    this.#delegation = new Delegation(document, this.#listeners, this.#page.lifecycle, this.#host);
  }

  /** Adds what a part brings, once, even if its script runs again. */
  add({ name, rows, sources = [], features = [] }: Part): void {
    if (this.#parts.has(name)) return;
    this.#parts.add(name);
    for (const feature of features) tell({ begin: () => this.#begin(feature(this.#host)) }, "begin");
    for (const source of sources) this.#delegation.add(source, rows);
    this.#rows.push(...rows);
  }

  #begin(feature: Behaviour): void {
    const { attributes = [], selector = selectorOf(attributes), reads, busy, permits, parameters, schedule } = feature;
    this.#features.push(feature);
    if (reads || busy || permits || parameters || schedule) this.#judges.push(feature);
    if (attributes.length > 0) this.#page.lifecycle.watch({ attributes, selector, watcher: feature });
    if (this.#connected) feature.connect?.(false);
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

  #makeHost(): Host & DelegationDelegate {
    const { window, document, clock } = this.#environment;
    const judges = this.#judges;
    return {
      window,
      document,
      clock,
      view: this.#view,
      overlays: this.#overlays,
      on: (type, listener, phase) => this.#listeners.on(type, listener, phase),
      call: (element, attribute, own) => {
        const row = this.#rows.find(({ name }) => name === attribute);
        if (row) this.#delegation.call(element, row, own);
      },
      viewName: () => this.#page.skeleton.v ?? "",
      names: () => this.#page.skeleton.a,
      permits: (trigger) =>
        !judges.some((feature) => feature.busy?.(trigger)) && judges.every((feature) => feature.permits?.(trigger) ?? true),
      schedule: (trigger, fire) => {
        const feature = judges.find(({ schedule }) => schedule);
        if (feature) feature.schedule?.(trigger, fire);
        else fire();
      },
      parameters: (...given) => {
        for (const feature of judges) feature.parameters?.(...given);
      },
      send: (event, fields) => this.#session.send(event, fields),
      unread: (name, element, send) =>
        judges.some((feature) => feature.reads?.(name, element, send)) || this.#session.refuse({ name, params: {} }, "malformed"),
      at: this.#at,
      announce: this.#announce,
    };
  }

  #sessionDelegate(): SessionDelegate {
    const { window, clock } = this.#environment;
    return {
      connected: (anew) => {
        this.#connected = true;
        this.#overlays.away = false;
        this.#tell("connect", anew);
      },
      disconnected: () => this.#disconnected("lost"),
      sent: (event) => this.#tell("sent", event),
      received: (frame, events = []) => {
        const received = (): void => this.#tell("received", frame, events);
        // What few pages hear comes with the script that acts on it.
        if (frame[0] === "u" && frame[3]) void this.#page.markup.script(frame[3]).then(received);
        else received();
      },
      announce: this.#announce,
      reload: () => reloadOnce(window, clock, this.#at.href),
    };
  }

  #disconnected(why: "lost" | "leaving"): void {
    this.#connected = false;
    this.#overlays.away = true;
    this.#tell("disconnect", why);
  }

  /** Tells all features. */
  #tell<What extends News>(what: What, ...given: Told<Behaviour, What>): void {
    for (const feature of this.#features) tell(feature, what, ...given);
  }
}
