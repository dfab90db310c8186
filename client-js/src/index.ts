// The entry: starts the client once the page is complete and shown, however often and whenever the bundle is loaded.

import * as native from "./native";
import { App } from "./app";
import { browserClock } from "./environment";
import { FEATURES, SOURCES } from "./parts";
import { PROTOCOL } from "./protocol/frames";
import { readPageData } from "./protocol/page_data";
import { openWebSocket } from "./transport/websocket";

/** Runs once the page is parsed and, if the browser rendered it ahead, once it is shown. */
function begin(): void {
  const page = document as Document & { prerendering?: boolean };
  if (native.readyState(page) === "loading") return native.addEventListener(page, "DOMContentLoaded", begin);
  if (page.prerendering === true) return native.addEventListener(page, "prerenderingchange", begin);
  const data = readPageData(page);
  if (!data) return;
  const environment = { window, document, clock: browserClock(window), openSocket: openWebSocket };
  new App(environment, SOURCES, FEATURES, data).start();
}

const host = window as { djust?: { protocol?: number } };
// An element whose id is `djust` is a property of the window, too, but not its own.
const djust = (Object.hasOwn(window, "djust") && host.djust) || (host.djust = {});
if (!djust.protocol) {
  djust.protocol = PROTOCOL;
  begin();
}
