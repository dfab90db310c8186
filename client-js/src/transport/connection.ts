// One socket at a time to the page's own URL: opened, kept alive, opened again. What goes over it is the session's
// business; this file knows heartbeats and close codes.

import { decode, type ClientFrame, type ServerFrame } from "../protocol/frames";
import { backoff } from "./backoff";

/** Close codes of the protocol. */
const enum Close {
  TakenOver = 4001,
  Slow = 4002,
  GoingAway = 4003,
  Gone = 4004,
  Refused = 4403,
}

/** What a session hears from its connection. */
export interface ConnectionDelegate {
  /** The socket is open: time to join. */
  opened(): void;
  received(frame: ServerFrame): void;
  /** The socket is lost; `coming` tells whether another will be opened. */
  lost(coming: boolean): void;
  /** The view is gone: the page is to be loaded again. */
  gone(): void;
}

/** The connection of a page. */
export class Connection {
  readonly #delegate: ConnectionDelegate;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #heard = true;
  #stopped = true;

  constructor(delegate: ConnectionDelegate) {
    this.#delegate = delegate;
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#hurry());
  }

  /** Opens a socket, unless there is one. */
  start(): void {
    this.#stopped = false;
    this.#open();
  }

  /** Closes the socket and stays closed until started again. */
  stop(): void {
    this.#stopped = true;
    this.#drop();
  }

  /** Closes a socket that can't be trusted any more, and comes back. */
  reconnect(): void {
    this.#end(true, null);
  }

  send(frame: ClientFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  /** The session is joined: the next loss begins with a short wait, and the heart beats. */
  joined(heartbeat: number): void {
    this.#attempt = 0;
    clearInterval(this.#beat);
    this.#heard = true;
    this.#beat = setInterval(() => {
      if (!this.#heard) return this.#end(true, null);
      this.#heard = false;
      this.send(["h"]);
    }, heartbeat);
  }

  #open(): void {
    if (this.#socket || this.#stopped) return;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const url = new URL(location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.hash = "";
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => socket === this.#socket && this.#delegate.opened();
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return;
      this.#heard = true;
      const frame = decode(data);
      if (frame && frame[0] !== "h") this.#delegate.received(frame);
    };
    socket.onclose = ({ code, reason }) => socket === this.#socket && this.#closed(code, reason);
  }

  #closed(code: number, reason: string): void {
    if (code === Close.Gone) {
      this.#end(false, null);
      this.#delegate.gone();
    } else if (code === Close.TakenOver || code === Close.Refused) {
      this.#end(false, null);
    } else {
      // What is no number is not at least 0 either.
      const asked = code === Close.GoingAway ? Number.parseInt(reason, 10) : NaN;
      this.#end(true, asked >= 0 ? Math.min(asked, 300_000) : null);
    }
  }

  #end(coming: boolean, delay: number | null): void {
    this.#drop();
    this.#stopped ||= !coming;
    this.#delegate.lost(coming);
    if (this.#stopped) return;
    this.#attempt++;
    this.#retry = setTimeout(() => this.#open(), delay ?? backoff(this.#attempt));
  }

  #drop(): void {
    clearInterval(this.#beat);
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  /** Comes back at once when the network or the page does. */
  #hurry(): void {
    if (this.#retry !== undefined) this.#open();
  }
}
