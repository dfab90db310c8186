// The entry: starts the client once the page is complete and shown, however often and whenever the bundle is loaded.

import * as native from "./native";
import { App } from "./app";
import { browserClock } from "./environment";
import type { Part } from "./part";
import { CORE } from "./parts";
import { PROTOCOL } from "./protocol/frames";
import { readPageData } from "./protocol/page_data";
import { registryOf } from "./registry";
import { openWebSocket } from "./transport/websocket";

/** Runs once the page is parsed and, if the browser rendered it ahead, once it is shown. */
function begin(): void {
  const page = document as Document & { prerendering?: boolean };
  if (native.readyState(page) === "loading") return native.addEventListener(page, "DOMContentLoaded", begin);
  if (page.prerendering === true) return native.addEventListener(page, "prerenderingchange", begin);
  const data = readPageData(page);
  if (!data) return;
  const environment = { window, document, clock: browserClock(window), openSocket: openWebSocket };
  const app = new App(environment, data);
  const registered = djust.parts as readonly Part[] | undefined;
  for (const part of [CORE, ...(registered ?? [])]) app.add(part);
  djust.parts = { push: (part) => app.add(part) };
  app.start(djust.early?.());
}

const djust = registryOf(window);
if (!djust.protocol) {
  djust.protocol = PROTOCOL;
  begin();
}
