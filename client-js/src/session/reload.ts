// Loading the page again, where nothing else helps.

import type { Clock } from "../environment";

const RELOADED = "djust:reloaded";
const GUARD_MS = 10_000;

/** Loads the page again, unless that was just done: a page that can't be loaded must not be tried for ever. */
export function reloadOnce(window: Window, clock: Clock): void {
  const now = clock.now();
  try {
    if (now - Number(window.sessionStorage.getItem(RELOADED) ?? 0) < GUARD_MS) return;
    window.sessionStorage.setItem(RELOADED, String(now));
  } catch {
    return;
  }
  window.location.reload();
}
