// The session of a page: joins it, applies what comes down, sends what the user does.
//
// Everything that must hold across both lives here: joins, replies, resyncs. How a patch is applied is `dom`'s
// business, how a way to the server lives `transport`'s.

import type { Carried } from "../dom/fields";
import type { Overlays } from "../dom/overlays";
import type { Page } from "../dom/page";
import type { View } from "../dom/view";
import type { Clock } from "../environment";
import {
  acknowledgeFrame,
  joinFrame,
  Mode,
  resyncFrame,
  type JoinExtras,
  type PageFrame,
  type ServerFrame,
} from "../protocol/frames";
import { isIndex, isList } from "../protocol/json";
import { digestOf, type PageData } from "../protocol/page_data";
import { holds, regionOf, type Region } from "../protocol/region";
import { Connection } from "../transport/connection";
import type { Transport } from "../transport/transport";
import { Outbox } from "./outbox";
import type { Outcome, PageEvent, Pending, PendingEvent } from "./pending";
import { SkeletonLoader } from "./skeleton_loader";
import { Versions } from "./versions";

/** What holds when a join's answer says nothing else. */
const HEARTBEAT_MS = 30_000;

/** A refusal that did not arrive follows a join: so long an event that is not sent again may have one. */
const REFUSAL_MS = 1_000;

/** What a session stands on. */
export interface SessionParts {
  readonly page: Page;
  readonly view: View;
  readonly overlays: Overlays;
  readonly pending: Pending;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** What an app hears from its session. */
export interface SessionDelegate {
  /** The page is bound and its session joined. */
  connected(anew: boolean): void;
  disconnected(): void;
  /** An event has its reference and is about to be sent. */
  sent(event: PendingEvent): void;
  /**
   * A frame that is not the session's to act on; one that belongs to a version comes when that is applied. It may be about
   * any of these events: those which the version answers, and those that wait, for theirs may come late.
   */
  received(frame: PageFrame, events?: readonly PendingEvent[]): void;
  /** Tells the page's scripts. */
  announce(name: string, detail: unknown): void;
  /** Nothing helps but to load the page again. */
  reload(): void;
}

/** A page's session. */
export class Session {
  readonly connection: Connection;
  readonly #parts: SessionParts;
  readonly #delegate: SessionDelegate;
  readonly #loader: SkeletonLoader;
  readonly #versions: Versions;
  readonly #outbox: Outbox;
  #token: string;
  #joined = false;
  /** Whether the session was mounted anew and its values are not on the page yet: events wait for them. */
  #renewing = false;
  /** The last event that the session had run when it was joined. */
  #ran = 0;
  /** Frames that wait for the skeleton. */
  #early: ServerFrame[] = [];
  /** Frames that wait for their version: should it be lost, they come again. */
  #pushed: PageFrame[] = [];
  /** The region whose values were asked for. */
  #asked: Region | null = null;
  /** Events whose answer could not be applied: the values that were asked for bring what it said. */
  #owed: readonly PendingEvent[] = [];
  #failures = 0;

  constructor(data: PageData, parts: SessionParts, delegate: SessionDelegate) {
    const { page, view, transport, clock, pending } = parts;
    this.#parts = parts;
    this.#delegate = delegate;
    this.#token = data.t;
    const prepare = (urls: readonly string[]): Promise<readonly unknown[]> =>
      Promise.all([view.still, ...urls.map((url) => page.markup.script(url))]);
    this.#loader = new SkeletonLoader(clock, prepare, () => delegate.reload());
    this.connection = new Connection(transport, clock, {
      begun: () => this.connection.send(joinFrame(this.#token, this.#versions.applied, digestOf(this.#loader.url))),
      received: (frame) => this.#received(frame),
      lost: () => this.#lost(),
      gone: () => delegate.reload(),
    });
    this.#versions = new Versions(data.v, clock, () => this.connection.send(acknowledgeFrame(this.#versions.say())));
    this.#outbox = new Outbox(pending, clock, this.connection, this.#versions);
  }

  /** Adopts the page and connects. */
  start({ s: url, m: tag, n: marks }: PageData): void {
    this.#load(url, () => this.#parts.view.adopt(tag, marks));
    this.connection.open();
  }

  /** Sends an event, or keeps it until there is a session for it. `fields` are those that it carries. */
  send(event: PageEvent, fields: ArrayLike<Element> = []): void {
    const taken = this.#outbox.add(event, fields.length > 0 ? this.#carry(fields) : []);
    if (typeof taken === "string") return this.refuse(event, taken);
    this.#delegate.sent(taken);
    this.#outbox.send(taken);
  }

  #carry(fields: ArrayLike<Element>): readonly Carried[] {
    const { page, view } = this.#parts;
    if (this.#loader.ready) view.bindRows();
    return page.fields.carry(fields);
  }

  /** Tells that an event was not sent. */
  refuse({ name, params }: Pick<PageEvent, "name" | "params">, reason: string): void {
    console.warn(`djust: event ${name} was not sent: ${reason}`);
    this.#delegate.announce("djust:event-refused", { name, params, reason });
  }

  /** Leaves the session until the connection is opened again; the server keeps it for a while. */
  suspend(): void {
    this.connection.close();
    this.#leave();
  }

  #lost(): void {
    this.#leave();
    this.#delegate.disconnected();
  }

  #leave(): void {
    this.#joined = false;
    this.#asked = null;
    this.#early = [];
    this.#pushed = [];
    this.#outbox.close();
    this.#versions.say();
  }

  #received(frame: ServerFrame): void {
    if (frame[0] === "j") this.#join(frame[1], frame[2], frame[3], frame[4], frame[5] ?? {});
    else if (this.#loader.ready) this.#parts.overlays.lifted(() => this.#apply(frame));
    else this.#early.push(frame);
  }

  #join(version: number, token: string, ref: number, mode: Mode, { d, h, m, s, u }: JoinExtras): void {
    const { pending, view } = this.#parts;
    if (mode === Mode.Another) {
      // What was for the last view, and has not come by now, is for nobody.
      this.#leave();
      pending.answer(ref);
      this.#delegate.received(["v", u]);
    }
    this.#token = token;
    this.#joined = true;
    this.#ran = ref;
    if (isIndex(m) && m > 0) this.#outbox.largest = m;
    this.connection.keepAlive(isIndex(h) && h > 0 ? h : HEARTBEAT_MS);
    if (this.#loader.ready) this.#delegate.connected(mode === Mode.Anew);
    // What follows waits for a page that stands still, too.
    const { url } = this.#loader;
    if (view.still || (s ?? url) !== url) this.#load((s ?? url) as string);
    if (mode === Mode.Anew) this.#delegate.announce("djust:session-lost", null);
    if (mode !== Mode.Lives) return this.#renew(mode === Mode.Another ? undefined : ref);
    pending.holdOnly(isList(d) ? d : []);
    // What ran without an answer is answered by the patches that follow, or there is nothing to follow.
    if (version <= this.#versions.applied) {
      this.#renewing = false;
      this.#settle(pending.answer(ref), "unchanged");
    }
    if (!this.#renewing) this.#open();
  }

  /** The session is another one: its values follow. */
  #renew(ref?: number): void {
    const { pending, view } = this.#parts;
    this.#renewing = true;
    this.#asked = [];
    this.#owed = [];
    if (this.#loader.ready) view.renew();
    for (const event of pending.restart(ref)) this.#tellLost(event);
  }

  /** Lets events go to the session. */
  #open(): void {
    const { clock, pending } = this.#parts;
    for (const event of this.#outbox.open(this.#ran)) {
      clock.setTimeout(() => {
        if (pending.find(event.ref)) this.#tellLost(event);
        pending.end(event, "lost");
      }, REFUSAL_MS);
    }
  }

  /** Loads a skeleton. The page's own is adopted, another one replaces the page at the next full values. */
  #load(url: string, adopt?: () => void): void {
    void this.#loader.load(url, (skeleton) => {
      this.#parts.view.show(skeleton);
      adopt?.();
      // Not before the page is bound: the class of the body may be the server's to write.
      if (this.#joined) this.#delegate.connected(false);
      for (const frame of this.#early.splice(0)) this.#received(frame);
    });
  }

  #apply(frame: ServerFrame): void {
    switch (frame[0]) {
      case "p":
        return this.#applyPatch(frame[1], frame[2], frame.slice(3));
      case "f":
        return this.#applyFull(frame[1], frame[2], regionOf(frame[5] ?? 0, frame[3]), frame[4]);
      case "a":
        return this.#settle(this.#parts.pending.answer(frame[1]), "unchanged");
      case "d":
        return this.#parts.pending.hold(frame[1]);
      case "s":
        return this.#heldEnded(frame[1], frame[2]);
      case "x":
        return this.#refused(frame[1], frame[2], frame[3], frame[4]);
      case "n":
      case "u":
        // What belongs to a version waits for it.
        if (frame[0] === "n" && !frame[2]) this.#delegate.received(frame);
        else this.#pushed.push(frame);
    }
  }

  #applyPatch(version: number, ref: number, tapes: readonly unknown[]): void {
    const { view, pending } = this.#parts;
    const { applied } = this.#versions;
    if (this.#asked) {
      // Values are on their way. They make up for this patch if it stays within their region.
      if (!view.covers(this.#asked, tapes)) this.#ask([]);
      return;
    }
    if (version <= applied) return;
    if (version > applied + 1) return this.#ask([]);
    const replied = [...this.#owed, ...pending.answer(ref)];
    const broken = view.patch(tapes, carriedBy(replied));
    if (broken) {
      this.#owed = replied;
      this.#ask(broken);
    } else this.#applied(version, replied);
  }

  #applyFull(version: number, ref: number, region: Region, values: unknown): void {
    const { view, pending } = this.#parts;
    const replied = [...this.#owed, ...pending.answer(ref)];
    if (!view.full(region, values, carriedBy(replied))) {
      this.#owed = replied;
      if (region.length === 0) {
        if (++this.#failures > 1) return this.#delegate.reload();
        view.forget();
        this.#asked = null;
      }
      return this.#ask([]);
    }
    this.#failures = 0;
    if (this.#asked && holds(region, this.#asked)) this.#asked = null;
    this.#applied(version, replied);
  }

  /** A version is on the page, and so is what these events changed. */
  #applied(version: number, replied: readonly PendingEvent[]): void {
    const { pending } = this.#parts;
    const events = this.#pushed[0] ? pending.waiting : [];
    this.#owed = [];
    for (const event of replied) pending.end(event, "patched");
    pending.endGone();
    this.#versions.advance(version);
    if (this.#pushed[0]) for (const frame of this.#pushed.splice(0)) this.#delegate.received(frame, events);
    if (!this.#renewing) return;
    this.#renewing = false;
    if (this.#joined) this.#open();
  }

  /** Asks for the values of a region that is not as a patch expects. */
  #ask(region: Region): void {
    if (this.#asked?.length === 0) return;
    this.#asked = region;
    const [component = 0, ...path] = region;
    this.connection.send(resyncFrame(this.#versions.applied, region));
    this.#delegate.announce("djust:resync", { path, component });
  }

  /** Ends events whose answer brings nothing to the page but what their fields may show now. */
  #settle(events: readonly PendingEvent[], outcome: Outcome): void {
    const { page, pending } = this.#parts;
    page.fields.settle(carriedBy(events));
    for (const event of events) pending.end(event, outcome);
  }

  #heldEnded(ref: number, outcome: string | undefined): void {
    const { pending } = this.#parts;
    const event = pending.find(ref);
    if (!event) return;
    if (outcome === undefined) this.#settle([event], "ran");
    else pending.end(event, "superseded");
  }

  #refused(ref: number, code: string, message: string, param?: string): void {
    const { pending } = this.#parts;
    const event = pending.find(ref);
    // It was told before: a refusal comes again if the server can't know that it arrived.
    if (ref && !event) return;
    const parameter = param === undefined ? "" : ` (parameter ${param})`;
    console.warn(`djust: event ${event?.name ?? ref} was refused (${code}): ${message}${parameter}`);
    if (event) pending.end(event, "refused");
    const { name, params } = event ?? {};
    this.#delegate.announce("djust:error", { ref, code, message, name, params, param });
  }

  #tellLost({ name, params, visit }: PendingEvent): void {
    // Whoever asked for a URL asks again.
    if (visit) return;
    console.warn(`djust: event ${name} was lost with its session`);
    this.#delegate.announce("djust:event-lost", { name, params });
  }
}

function carriedBy(events: readonly PendingEvent[]): Carried[] {
  return events.flatMap(({ carried }) => carried);
}
