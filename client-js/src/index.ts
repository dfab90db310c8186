// The entry: starts the client once the page is complete and shown, however often and whenever the bundle is loaded.

import { send, start } from "./client";
import { listen } from "./events/listen";
import { readPage } from "./page";

/** Runs once the page is parsed and, if the browser rendered it ahead, once it is shown. */
function begin(): void {
  const page = document as Document & { prerendering?: boolean };
  if (page.readyState === "loading") return page.addEventListener("DOMContentLoaded", begin);
  if (page.prerendering) return page.addEventListener("prerenderingchange", begin);
  const data = readPage();
  if (!data) return;
  listen(send);
  start(data);
}

const host = window as { djust?: { protocol?: number } };
host.djust ??= {};
if (!host.djust.protocol) {
  host.djust.protocol = 1;
  begin();
}
