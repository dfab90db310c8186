// Loading the page again, where nothing else helps.

import type { Clock } from "../environment";

const RELOADED = "djust:reloaded";
const GUARD_MS = 10_000;

/**
 * Loads the page again, unless that was just done: a page that can't be loaded must not be tried for ever. If the page is on its
 * way to another URL, that one is loaded.
 */
export function reloadOnce(window: Window, clock: Clock, url: string): void {
  const { location } = window;
  if (url.split("#")[0] !== location.href.split("#")[0]) return location.assign(url);
  const now = clock.now();
  try {
    const { sessionStorage } = window;
    if (now - Number(sessionStorage.getItem(RELOADED)) < GUARD_MS) return;
    sessionStorage.setItem(RELOADED, String(now));
    location.reload();
  } catch {
    // Without a memory it might be for ever.
  }
}
