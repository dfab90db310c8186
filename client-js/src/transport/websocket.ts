// A WebSocket to the page's own URL, as the server knows it.

import type { OpenSocket } from "../environment";
import type { Link, LinkEvents, Place, Transport } from "./transport";

/** `WebSocket.OPEN`. */
const OPEN = 1;
const NORMAL_CLOSURE = 1000;

/** Opens a browser's WebSocket. */
export function openWebSocket(url: URL): WebSocket {
  return new WebSocket(url);
}

/** WebSockets to the URL of the session, which the page's own may be ahead of. */
export class WebSocketTransport implements Transport {
  readonly #at: Place;
  readonly #openSocket: OpenSocket;

  constructor(at: Place, openSocket: OpenSocket) {
    this.#at = at;
    this.#openSocket = openSocket;
  }

  open(events: LinkEvents): Link {
    const url = new URL(this.#at.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.hash = "";
    const socket = this.#openSocket(url);
    socket.onopen = () => events.opened();
    socket.onmessage = ({ data }) => events.received(String(data));
    socket.onclose = ({ code, reason }) => events.closed({ code, reason });
    return {
      send(text) {
        if (socket.readyState === OPEN) socket.send(text);
      },
      close() {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close(NORMAL_CLOSURE);
      },
    };
  }
}
