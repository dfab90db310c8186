// The client of a page: joins the session, applies what comes down, sends what the user does.
//
// Everything that must hold across both lives here: versions, acknowledgements, replies, resyncs. How a patch is
// applied is `dom`'s business, how a socket lives `transport`'s.

import { carry, settle, watchFields, type Carried } from "./dom/fields";
import { adopt, bindRows, covers, forget, full, patch, renew, show } from "./dom/view";
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
import { isSkeleton } from "./protocol/skeleton";
import { backoff } from "./transport/backoff";
import { connect, disconnect, keepAlive, reopen, transmit } from "./transport/connection";
import { addEvent, eventsAfter, resetEvents, takeEvents, takeTried, type Outgoing } from "./transport/outbox";

/** What holds when a join's answer says nothing else. */
const HEARTBEAT_MS = 30_000;
const LARGEST_FRAME = 65_536;

/** What an event's frame holds beside its name and parameters, at most. */
const ENVELOPE = 60;

/** How long an applied patch may stay unacknowledged, and how many may. */
const ACK_MS = 1_000;
const ACK_COUNT = 2;

let token: string;
/** The URL of the skeleton, and whether it is there. */
let skeleton: string;
let ready = false;
/** The last version applied. */
let applied: number;
/** Frames that wait for the skeleton, or pushed events for their version: should it be lost, they come again. */
let waiting: ServerFrame[] = [];
let joined = false;
let largest = LARGEST_FRAME;
/** The region whose values were asked for. */
let asked: Region | null = null;
/** Replies that a failed patch owes to their fields. */
let owed: Carried[] = [];
let failures = 0;
let unacknowledged = 0;
let ackTimer: ReturnType<typeof setTimeout> | undefined;

/** Adopts the page and connects. */
export function start(page: PageData): void {
  token = page.token;
  applied = page.version;
  watchFields();
  void load(page.skeleton, () => adopt(page.tag, page.marks));
  connect({ begun, received, lost, gone: reloadOnce });
  addEventListener("pagehide", () => {
    disconnect();
    leave();
    setClasses(false, false);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && reopen());
}

/** Sends an event to a component or to the view (0), or keeps it until there is a connection. */
export function send(name: string, params: Params, fields: Iterable<Element>, component: number): void {
  const text = JSON.stringify([name, params]);
  // No letter has more than three bytes in a string of that length.
  const size = (text.length * 3 > largest - ENVELOPE ? new Blob([text]).size : 0) + ENVELOPE;
  const elements = [...fields];
  if (ready && elements.length > 0) bindRows();
  const event = size > largest ? null : addEvent({ name, params, component, carried: carry(elements) }, joined);
  if (!event) {
    const reason = size > largest ? "too_large" : "offline";
    console.warn(`djust: event ${name} was not sent: ${reason}`);
    announce("djust:event-refused", { name, params, reason });
  } else if (joined) sendEvent(event);
}

function begun(): void {
  transmit(["j", PROTOCOL, token, applied, digestOf(skeleton)]);
}

function lost(): void {
  leave();
  setClasses(false, true);
}

function received(frame: ServerFrame): void {
  if (frame[0] === "j") join(frame[1], frame[2], frame[3], frame[4], frame[5] ?? {});
  else if (ready) apply(frame);
  else waiting.push(frame);
}

function leave(): void {
  joined = false;
  asked = null;
  waiting = [];
  clearTimeout(ackTimer);
  unacknowledged = 0;
}

function join(version: number, next: string, ref: number, mode: Mode, { h, m, s }: JoinExtras): void {
  token = next;
  joined = true;
  if (isIndex(m) && m > 0) largest = m;
  keepAlive(isIndex(h) && h > 0 ? h : HEARTBEAT_MS);
  if (ready) setClasses(true, false);
  if (typeof s === "string" && s !== skeleton) void load(s);
  if (mode === Mode.Anew) {
    asked = [];
    owed = [];
    if (ready) renew();
    resetEvents(ref).forEach(announceLost);
    return;
  }
  // What ran without an answer is answered by the patches that follow, or there is nothing to follow.
  if (version <= applied) settle(answered(ref));
  takeTried(ref).forEach(announceLost);
  eventsAfter(ref).forEach(sendEvent);
}

/** Fetches a skeleton. The page's own is adopted, another one replaces the page at the next full values. */
async function load(url: string, adopt?: () => void): Promise<void> {
  skeleton = url;
  ready = false;
  for (let attempt = 1; skeleton === url && !ready; attempt++) {
    const response = await fetch(url).catch(() => null);
    if (skeleton === url && response?.status === 404) return reloadOnce();
    const file: unknown = response?.ok && (await response.json().catch(() => null));
    if (skeleton !== url) return;
    if (isSkeleton(file)) {
      show(file);
      adopt?.();
      ready = true;
      // Not before the page is bound: the class of the body may be the server's to write.
      if (joined) setClasses(true, false);
      waiting.splice(0).forEach(received);
    } else await new Promise((resume) => setTimeout(resume, backoff(attempt)));
  }
}

function apply(frame: ServerFrame): void {
  switch (frame[0]) {
    case "p":
      return applyPatch(frame[1], frame[2], frame.slice(3));
    case "f":
      return applyFull(frame[1], frame[2], regionOf(frame[5] ?? 0, frame[3]), frame[4]);
    case "a":
      return settle(answered(frame[1]));
    case "x":
      return refused(frame[1], frame[2], frame[3]);
    case "u":
      waiting.push(frame);
      return;
    case "n":
      if (!goTo(frame[1])) console.warn(`djust: refused to go to ${frame[1]}: it is not of this origin`);
  }
}

function applyPatch(version: number, ref: number, tapes: readonly unknown[]): void {
  if (asked) {
    // Values are on their way. They make up for this patch if it stays within their region.
    if (!covers(asked, tapes)) ask([]);
    return;
  }
  if (version <= applied) return;
  if (version > applied + 1) return ask([]);
  const replied = answered(ref);
  const region = patch(tapes, replied);
  if (region) {
    owed = replied;
    ask(region);
  } else advance(version);
}

function applyFull(version: number, ref: number, region: Region, values: unknown): void {
  const replied = [...owed, ...answered(ref)];
  owed = [];
  if (!full(region, values, replied)) {
    if (region.length === 0) {
      if (++failures > 1) return reloadOnce();
      forget();
      asked = null;
    }
    return ask([]);
  }
  failures = 0;
  if (asked && holds(region, asked)) asked = null;
  advance(version);
}

/** Asks for the values of a region that is not as a patch expects. */
function ask(region: Region): void {
  if (asked?.length === 0) return;
  asked = region;
  const [component = 0, ...path] = region;
  transmit(component ? ["r", applied, path, component] : ["r", applied, path]);
  announce("djust:resync", { path, component });
}

function answered(ref: number): Carried[] {
  return takeEvents((event) => event.ref <= ref).flatMap(({ carried }) => carried);
}

function refused(ref: number, code: string, message: string): void {
  const { name, params }: Partial<Outgoing> = takeEvents((event) => event.ref === ref)[0] ?? {};
  // It was told before: a refusal comes again if the server can't know that it arrived.
  if (ref && !name) return;
  console.warn(`djust: event ${name ?? ref} was refused (${code}): ${message}`);
  announce("djust:error", { ref, code, message, name, params });
}

function advance(version: number): void {
  applied = version;
  for (const [kind, name, payload] of waiting.splice(0)) if (kind === "u") announce(name, payload);
  if (++unacknowledged >= ACK_COUNT) acknowledge();
  else ackTimer = setTimeout(acknowledge, ACK_MS);
}

function acknowledge(): void {
  transmit(["k", said()]);
}

/** The version that a frame acknowledges as it goes out. */
function said(): number {
  clearTimeout(ackTimer);
  unacknowledged = 0;
  return applied;
}

function sendEvent(event: Outgoing): void {
  event.tries++;
  const { ref, name, params, component } = event;
  const frame = ["e", ref, said(), name] as const;
  transmit(component ? [...frame, params, component] : Object.keys(params).length > 0 ? [...frame, params] : frame);
}

function setClasses(connected: boolean, disconnected: boolean): void {
  const { classList } = document.body;
  classList.toggle("dj-connected", connected);
  classList.toggle("dj-disconnected", disconnected);
}

function announce(name: string, detail: unknown): void {
  document.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

function announceLost({ name, params }: Outgoing): void {
  console.warn(`djust: event ${name} was lost with its session`);
  announce("djust:event-lost", { name, params });
}
