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
  tailOf,
  type JoinExtras,
  type Params,
  type Region,
  type ServerFrame,
} from "./protocol/frames";
import { isSkeleton } from "./protocol/skeleton";
import { backoff } from "./transport/backoff";
import { connect, disconnect, keepAlive, reopen, say, transmit } from "./transport/connection";
import { addEvent, eventsAfter, resetEvents, takeEvents, takeTried, type Outgoing } from "./transport/outbox";

/** What holds when a join's answer says nothing else. */
const HEARTBEAT_MS = 30_000;
const LARGEST_FRAME = 65_536;

/** What stands before the tail of an event's frame, at most. */
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
/** The largest tail of an event's frame, in bytes. */
let largest = LARGEST_FRAME - ENVELOPE;
/** The region whose values were asked for. */
let asked: Region | null = null;
/** Replies that a failed patch owes to their fields. */
let owed: Carried[] = [];
let failures = 0;
let unacknowledged = 0;
/** Acknowledges, at its end, whatever is unacknowledged then. */
let ackTimer: ReturnType<typeof setTimeout> | undefined;

/** Adopts the page and connects. */
export function start({ t: first, v: version, s: url, m: tag, n: marks }: PageData): void {
  token = first;
  applied = version;
  watchFields();
  void load(url, () => adopt(tag, marks));
  connect({ begun, received, lost, gone: reloadOnce });
  addEventListener("pagehide", () => {
    disconnect();
    leave();
    setClasses(false, false);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && reopen());
}

/** Sends an event to a component or to the view (0), or keeps it until there is a connection. */
export function send(name: string, params: Params, fields: ArrayLike<Element>, component: number): void {
  const tail = tailOf(name, params, component);
  // No letter has more than three bytes in a string of that length.
  const tooLarge = tail.length * 3 > largest && new Blob([tail]).size > largest;
  if (ready && fields.length > 0) bindRows();
  const event = { ref: 0, name, params, tail, carried: carry(fields), tries: 0 };
  const reason = tooLarge ? "too_large" : !addEvent(event, joined) && "offline";
  if (reason) {
    console.warn(`djust: event ${name} was not sent: ${reason}`);
    announce("djust:event-refused", { name, params, reason });
  } else if (joined) sendEvent(event);
}

function begun(): void {
  say(["j", PROTOCOL, token, applied, digestOf(skeleton)]);
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
  unacknowledged = 0;
}

function join(version: number, next: string, ref: number, mode: Mode, { h, m, s }: JoinExtras): void {
  token = next;
  joined = true;
  if (isIndex(m) && m > 0) largest = m - ENVELOPE;
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
  say(component ? ["r", applied, path, component] : ["r", applied, path]);
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
  // It is not ended when what it was for is acknowledged: to end one and begin one with each patch would cost more.
  else ackTimer ??= setTimeout(() => {
    ackTimer = undefined;
    if (unacknowledged > 0) acknowledge();
  }, ACK_MS);
}

function acknowledge(): void {
  say(["k", said()]);
}

/** The version that a frame acknowledges as it goes out. */
function said(): number {
  unacknowledged = 0;
  return applied;
}

function sendEvent(event: Outgoing): void {
  event.tries++;
  transmit(`["e",${event.ref},${said()},${event.tail}`);
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
