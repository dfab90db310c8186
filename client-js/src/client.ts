// The client of a page: joins the session, applies what comes down, sends what the user does.
//
// Everything that must hold across both lives here: versions, acknowledgements, replies, resyncs. How a patch is
// applied is `dom`'s business, how a socket lives `transport`'s.

import { Fields, type Carried } from "./dom/fields";
import { View } from "./dom/view";
import { goTo, reloadOnce } from "./navigation";
import { digestOf, type PageData } from "./page";
import {
  holds,
  isIndex,
  Mode,
  PROTOCOL,
  regionOf,
  type JoinExtras,
  type Params,
  type Region,
  type ServerFrame,
} from "./protocol/frames";
import { isSkeleton, type Skeleton } from "./protocol/skeleton";
import { backoff } from "./transport/backoff";
import { Connection, type ConnectionDelegate } from "./transport/connection";
import { Outbox, type Outgoing } from "./transport/outbox";

/** What holds when a join's answer says nothing else. */
const HEARTBEAT_MS = 30_000;
const LARGEST_FRAME = 65_536;

/** How long an applied patch may stay unacknowledged, and how many may. */
const ACK_MS = 1_000;
const ACK_COUNT = 2;

/** The client of one page. */
export class Client implements ConnectionDelegate {
  readonly #fields = new Fields();
  readonly #outbox = new Outbox();
  readonly #connection = new Connection(this);
  readonly #page: PageData;
  #token: string;
  #skeleton: string;
  /** The last version applied. */
  #version: number;
  #view: View | null = null;
  /** Frames that wait for the skeleton, or pushed events for their version: should it be lost, they come again. */
  #waiting: ServerFrame[] = [];
  #joined = false;
  #largest = LARGEST_FRAME;
  /** The region whose values were asked for. */
  #asked: Region | null = null;
  /** Replies that a failed patch owes to their fields. */
  #owed: Carried[] = [];
  #failures = 0;
  #unacknowledged = 0;
  #ackTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(page: PageData) {
    this.#page = page;
    this.#token = page.token;
    this.#skeleton = page.skeleton;
    this.#version = page.version;
  }

  /** Adopts the page and connects. */
  start(): void {
    void this.#load(this.#skeleton, true);
    this.#connection.start();
    addEventListener("pagehide", () => {
      this.#connection.stop();
      this.#leave();
      document.body.classList.remove("dj-connected", "dj-disconnected");
    });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#connection.start());
  }

  /** Sends an event to a component or to the view (0), or keeps it until there is a connection. */
  send(name: string, params: Params, fields: Iterable<Element>, component: number): void {
    const elements = [...fields];
    if (elements.length > 0) this.#view?.bindRows();
    const size = byteLength(JSON.stringify([name, params])) + 60;
    if (size > this.#largest) return refuse(name, params, "too_large", `it takes ${size} bytes of ${this.#largest}`);
    const event = this.#outbox.add({ name, params, component, carried: this.#fields.carry(elements) }, this.#joined);
    if (!event) return refuse(name, params, "offline", "too many events wait for the connection");
    if (this.#joined) this.#transmit(event);
  }

  opened(): void {
    this.#connection.send(["j", PROTOCOL, this.#token, this.#version, digestOf(this.#skeleton)]);
  }

  lost(): void {
    this.#leave();
    document.body.classList.remove("dj-connected");
    document.body.classList.add("dj-disconnected");
  }

  gone(): void {
    reloadOnce();
  }

  received(frame: ServerFrame): void {
    if (frame[0] === "j") this.#join(frame[1], frame[2], frame[3], frame[4], frame[5] ?? {});
    else if (this.#view) this.#apply(this.#view, frame);
    else this.#waiting.push(frame);
  }

  #leave(): void {
    this.#joined = false;
    this.#asked = null;
    this.#waiting = [];
    clearTimeout(this.#ackTimer);
    this.#unacknowledged = 0;
  }

  #join(version: number, token: string, ref: number, mode: Mode, extras: JoinExtras): void {
    this.#token = token;
    this.#joined = true;
    if (isIndex(extras.m) && extras.m > 0) this.#largest = extras.m;
    this.#connection.joined(isIndex(extras.h) && extras.h > 0 ? extras.h : HEARTBEAT_MS);
    if (this.#view) showConnected();
    if (typeof extras.s === "string" && extras.s !== this.#skeleton) void this.#load(extras.s, false);
    if (mode === Mode.Anew) {
      this.#asked = [];
      this.#owed = [];
      this.#view?.renew();
      for (const event of this.#outbox.reset(ref)) announceLost(event);
      return;
    }
    // What ran without an answer is answered by the patches that follow, or there is nothing to follow.
    if (version <= this.#version) this.#fields.settle(this.#answered(ref));
    const { again, lost } = this.#outbox.resend(ref);
    lost.forEach(announceLost);
    for (const event of again) this.#transmit(event);
  }

  /** Fetches a skeleton. The page's own is adopted, another one replaces the page at the next full values. */
  async #load(url: string, own: boolean): Promise<void> {
    this.#skeleton = url;
    this.#view = null;
    for (let attempt = 1; this.#skeleton === url; attempt++) {
      const skeleton = await fetchSkeleton(url);
      if (this.#skeleton !== url) return;
      if (skeleton === "absent") return reloadOnce();
      if (skeleton) {
        const view = new View(skeleton, this.#page.tag, this.#fields);
        if (own) view.adopt(this.#page.tag, this.#page.marks);
        this.#view = view;
        // Not before the page is bound: the class of the body may be the server's to write.
        if (this.#joined) showConnected();
        for (const frame of this.#waiting.splice(0)) this.received(frame);
        return;
      }
      await new Promise((resume) => setTimeout(resume, backoff(attempt)));
    }
  }

  #apply(view: View, frame: ServerFrame): void {
    switch (frame[0]) {
      case "p":
        return this.#patch(view, frame[1], frame[2], frame.slice(3));
      case "f":
        return this.#full(view, frame[1], frame[2], regionOf(frame[5] ?? 0, frame[3]), frame[4]);
      case "a":
        return this.#fields.settle(this.#answered(frame[1]));
      case "x":
        return this.#error(frame[1], frame[2], frame[3]);
      case "u":
        this.#waiting.push(frame);
        return;
      case "n":
        if (!goTo(frame[1])) console.warn(`djust: refused to go to ${frame[1]}: it is not of this origin`);
        return;
    }
  }

  #patch(view: View, version: number, ref: number, tapes: readonly unknown[]): void {
    if (this.#asked) {
      // Values are on their way. They make up for this patch if it stays within their region.
      if (!view.covers(this.#asked, tapes)) this.#ask([]);
      return;
    }
    if (version <= this.#version) return;
    if (version !== this.#version + 1) return this.#ask([]);
    const replied = this.#answered(ref);
    const region = view.patch(tapes, replied);
    if (region) {
      this.#owed = replied;
      return this.#ask(region);
    }
    this.#applied(version);
  }

  #full(view: View, version: number, ref: number, region: Region, values: unknown): void {
    const replied = [...this.#owed, ...this.#answered(ref)];
    this.#owed = [];
    if (!view.full(region, values, replied)) {
      if (region.length > 0) return this.#ask([]);
      if (++this.#failures > 1) return reloadOnce();
      view.forget();
      return this.#ask([]);
    }
    this.#failures = 0;
    if (this.#asked && holds(region, this.#asked)) this.#asked = null;
    this.#applied(version);
  }

  /** Asks for the values of a region that is not as a patch expects. */
  #ask(region: Region): void {
    if (this.#asked?.length === 0) return;
    this.#asked = region;
    const [component = 0, ...path] = region;
    this.#connection.send(component ? ["r", this.#version, path, component] : ["r", this.#version, path]);
    announce("djust:resync", { path, component });
  }

  #answered(ref: number): Carried[] {
    return this.#outbox.answered(ref).flatMap((event) => event.carried);
  }

  #error(ref: number, code: string, message: string): void {
    const event = this.#outbox.refused(ref);
    // It was told before: a refusal comes again if the server can't know that it arrived.
    if (ref && !event) return;
    console.warn(`djust: event ${event?.name ?? ref} was refused (${code}): ${message}`);
    announce("djust:error", { ref, code, message, name: event?.name, params: event?.params });
  }

  #applied(version: number): void {
    this.#version = version;
    for (const [kind, name, payload] of this.#waiting.splice(0)) if (kind === "u") announce(name, payload);
    if (++this.#unacknowledged >= ACK_COUNT) this.#acknowledge();
    else this.#ackTimer = setTimeout(() => this.#acknowledge(), ACK_MS);
  }

  #acknowledge(): void {
    this.#connection.send(["k", this.#said()]);
  }

  /** The version that a frame acknowledges as it goes out. */
  #said(): number {
    clearTimeout(this.#ackTimer);
    this.#unacknowledged = 0;
    return this.#version;
  }

  #transmit(event: Outgoing): void {
    event.tries++;
    const { ref, name, params, component } = event;
    const frame = ["e", ref, this.#said(), name] as const;
    const bare = Object.keys(params).length === 0;
    this.#connection.send(component ? [...frame, params, component] : bare ? frame : [...frame, params]);
  }
}

function showConnected(): void {
  document.body.classList.remove("dj-disconnected");
  document.body.classList.add("dj-connected");
}

function announce(name: string, detail: unknown): void {
  document.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

function announceLost({ name, params }: Outgoing): void {
  console.warn(`djust: event ${name} was lost with its session`);
  announce("djust:event-lost", { name, params });
}

function refuse(name: string, params: Params, reason: string, why: string): void {
  console.warn(`djust: event ${name} was not sent: ${why}`);
  announce("djust:event-refused", { name, params, reason });
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

async function fetchSkeleton(url: string): Promise<Skeleton | "absent" | null> {
  try {
    const response = await fetch(url);
    if (response.status === 404) return "absent";
    const file: unknown = response.ok ? await response.json() : null;
    return isSkeleton(file) ? file : null;
  } catch {
    return null;
  }
}
