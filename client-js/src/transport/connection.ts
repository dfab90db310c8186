// One socket at a time to the page's own URL: opened, kept alive, opened again. What goes over it is the session's
// business; this file knows heartbeats and close codes.

import { decode, type ClientFrame, type ServerFrame } from "../protocol/frames";
import { backoff } from "./backoff";

/** Close codes of the protocol. */
const enum Close {
  TakenOver = 4001,
  GoingAway = 4003,
  Gone = 4004,
  Refused = 4403,
}

/** `WebSocket.OPEN`. */
const OPEN = 1;

/** The longest wait that a server can ask for. */
const LONGEST_MS = 300_000;

/** What a session hears from its connection. */
interface Delegate {
  /** The socket is open: time to join. */
  begun(): void;
  received(frame: ServerFrame): void;
  lost(): void;
  /** The view is gone: the page is to be loaded again. */
  gone(): void;
}

let delegate: Delegate;
let socket: WebSocket | null = null;
let attempt = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
let beat: ReturnType<typeof setInterval> | undefined;
let heard = true;

/** Opens the first socket. */
export function connect(to: Delegate): void {
  delegate = to;
  // Comes back at once when the network or the page does.
  const hurry = (): void => {
    if (retry) reopen();
  };
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", () => document.hidden || hurry());
  reopen();
}

/** Opens a socket, unless there is one. */
export function reopen(): void {
  if (socket) return;
  disconnect();
  const url = new URL(location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.hash = "";
  const mine = (socket = new WebSocket(url));
  const ifMine = <T>(run: (event: T) => void) => (event: T): void => {
    if (mine === socket) run(event);
  };
  mine.onopen = ifMine(() => delegate.begun());
  mine.onmessage = ifMine(({ data }) => {
    heard = true;
    const frame = decode(String(data));
    if (frame) delegate.received(frame);
  });
  mine.onclose = ifMine(closed);
}

/** Closes the socket and stays closed until opened again. */
export function disconnect(): void {
  clearInterval(beat);
  clearTimeout(retry);
  retry = undefined;
  const old = socket;
  socket = null;
  old?.close(1000);
}

/** Sends a frame if there is a socket. */
export function say(frame: ClientFrame): void {
  transmit(JSON.stringify(frame));
}

/** Sends the text of a frame if there is a socket. */
export function transmit(text: string): void {
  if (socket?.readyState === OPEN) socket.send(text);
}

/** The session is joined: the next loss begins with a short wait, and the heart beats. */
export function keepAlive(heartbeat: number): void {
  attempt = 0;
  clearInterval(beat);
  heard = true;
  beat = setInterval(() => {
    if (!heard) return comeBack(NaN);
    heard = false;
    say(["h"]);
  }, heartbeat);
}

function closed({ code, reason }: CloseEvent): void {
  if (code !== Close.Gone && code !== Close.TakenOver && code !== Close.Refused) {
    return comeBack(code === Close.GoingAway ? Number.parseInt(reason, 10) : NaN);
  }
  disconnect();
  delegate.lost();
  if (code === Close.Gone) delegate.gone();
}

/** Opens another socket, after the milliseconds that the server asked for or those of the next attempt. */
function comeBack(asked: number): void {
  disconnect();
  delegate.lost();
  attempt++;
  retry = setTimeout(reopen, asked >= 0 ? Math.min(asked, LONGEST_MS) : backoff(attempt));
}
