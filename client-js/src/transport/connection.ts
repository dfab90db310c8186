// One way to the server at a time: opened, kept alive, opened again. What goes over it is the session's business; this
// file knows heartbeats and close codes.

import * as native from "../native";
import type { Clock, Timer } from "../environment";
import { decode, HEARTBEAT_FRAME, type ServerFrame } from "../protocol/frames";
import { backoff } from "./backoff";
import type { Ending, Link, Transport } from "./transport";

/** Close codes of the protocol. */
const enum Close {
  TakenOver = 4001,
  GoingAway = 4003,
  Gone = 4004,
  Refused = 4403,
}

/** How long a server may say nothing to what is answered, and then nothing to a heartbeat. */
const SILENCE_MS = 5_000;

/** The longest wait that a server can ask for. */
const LONGEST_MS = 300_000;

/** What a session hears from its connection. */
export interface ConnectionDelegate {
  /** There is a way to the server: time to join. */
  begun(): void;
  received(frame: ServerFrame): void;
  lost(): void;
  /** The view is gone: the page is to be loaded again. */
  gone(): void;
}

/** A connection to the server that comes back. */
export class Connection {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #delegate: ConnectionDelegate;
  #link: Link | null = null;
  #attempt = 0;
  #retry: Timer | undefined;
  #beat: Timer | undefined;
  /** Since when the server has said nothing to what was sent, or to the heartbeat that followed, if it has not. */
  #silent: number | undefined;
  #isBeating = false;
  /** Looks after that. It runs on when the server speaks: to begin and end one with each event would cost a tenth of it. */
  #doubt: Timer | undefined;
  /** Whether anything came since the last heartbeat. */
  #heard = true;

  constructor(transport: Transport, clock: Clock, delegate: ConnectionDelegate) {
    this.#transport = transport;
    this.#clock = clock;
    this.#delegate = delegate;
  }

  /** Comes back at once, if it waits to, when the network or the page does. */
  watch(window: Window, document: Document): void {
    const hurry = (): void => {
      if (this.#retry) this.open();
    };
    window.addEventListener("online", hurry);
    native.addEventListener(document, "visibilitychange", () => native.hidden(document) || hurry());
  }

  /** Opens a way to the server, unless there is one. */
  open(): void {
    if (this.#link) return;
    this.close();
    this.#link = this.#transport.open({
      opened: () => this.#delegate.begun(),
      received: (text) => this.#received(text),
      closed: (ending) => this.#closed(ending),
    });
  }

  /** Closes it and stays closed until opened again. */
  close(): void {
    this.#silent = undefined;
    for (const timer of [this.#beat, this.#retry]) this.#clock.clearTimeout(timer);
    this.#retry = undefined;
    const old = this.#link;
    this.#link = null;
    old?.close();
  }

  /** Sends the text of a frame if there is a way. */
  send(text: string): void {
    this.#link?.send(text);
  }

  /** Sends a frame that is answered. If nothing comes at all, a sign of life is asked for, and then the way is lost. */
  ask(text: string): void {
    this.send(text);
    if (this.#silent === undefined) {
      this.#silent = this.#clock.now();
      this.#isBeating = false;
    }
    this.#doubt ??= this.#clock.setTimeout(() => this.#look(), SILENCE_MS);
  }

  /** The session is joined: the next loss begins with a short wait, and the heart beats. */
  keepAlive(heartbeatMs: number): void {
    this.#attempt = 0;
    this.#heard = true;
    this.#clock.clearTimeout(this.#beat);
    this.#beat = this.#clock.setTimeout(() => this.#heartbeat(heartbeatMs), heartbeatMs);
  }

  /** Looks whether the server was silent for too long, and when to look again. */
  #look(): void {
    this.#doubt = undefined;
    if (this.#silent === undefined) return;
    const now = this.#clock.now();
    if (now - this.#silent >= SILENCE_MS) {
      if (this.#isBeating) return this.#comeBack();
      this.#isBeating = true;
      this.#silent = now;
      this.send(HEARTBEAT_FRAME);
    }
    this.#doubt = this.#clock.setTimeout(() => this.#look(), this.#silent + SILENCE_MS - now);
  }

  #heartbeat(heartbeatMs: number): void {
    if (!this.#heard) return this.#comeBack();
    this.#heard = false;
    this.send(HEARTBEAT_FRAME);
    this.#beat = this.#clock.setTimeout(() => this.#heartbeat(heartbeatMs), heartbeatMs);
  }

  #received(text: string): void {
    this.#heard = true;
    this.#silent = undefined;
    const frame = decode(text);
    if (frame) this.#delegate.received(frame);
  }

  #closed({ code, reason }: Ending): void {
    switch (code) {
      case Close.TakenOver:
      case Close.Refused:
      case Close.Gone:
        this.close();
        this.#delegate.lost();
        if (code === Close.Gone) this.#delegate.gone();
        return;
      case Close.GoingAway:
        return this.#comeBack(Number.parseInt(reason, 10));
      default:
        return this.#comeBack();
    }
  }

  /** Opens another way, after the milliseconds that the server asked for or those of the next attempt. */
  #comeBack(asked = Number.NaN): void {
    this.close();
    this.#delegate.lost();
    this.#attempt++;
    const wait = asked >= 0 ? Math.min(asked, LONGEST_MS) : backoff(this.#attempt);
    this.#retry = this.#clock.setTimeout(() => this.open(), wait);
  }
}
