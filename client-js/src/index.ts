// The entry: starts the client once the page is complete and shown, however often and whenever the bundle is loaded.

import { Client } from "./client";
import { listen } from "./events/listen";
import { readPage } from "./page";

interface Host {
  djust?: { protocol?: number };
}

function start(): void {
  const page = readPage();
  if (!page) return;
  const client = new Client(page);
  listen((name, params, fields, component) => client.send(name, params, fields, component));
  client.start();
}

/** Runs once the page is parsed and, if the browser rendered it ahead, once it is shown. */
function whenShown(run: () => void): void {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => whenShown(run), { once: true });
  } else if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener("prerenderingchange", () => run(), { once: true });
  } else run();
}

const host = window as Host;
host.djust ??= {};
if (!host.djust.protocol) {
  host.djust.protocol = 1;
  whenShown(start);
}
