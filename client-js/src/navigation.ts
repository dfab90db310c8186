// Leaving the page when the server says so.

/** Goes to a URL of this origin with a full load; `false` for anything else, scripts included. */
export function goTo(url: string): boolean {
  let target: URL;
  try {
    target = new URL(url, location.href);
  } catch {
    return false;
  }
  if (target.origin !== location.origin || !/^https?:$/.test(target.protocol)) return false;
  location.assign(target);
  return true;
}

const RELOADED = "djust:reloaded";
const GUARD_MS = 10_000;

/** Loads the page again, unless that was just done: a page that can't be loaded must not be tried for ever. */
export function reloadOnce(): void {
  const now = Date.now();
  try {
    if (now - Number(sessionStorage.getItem(RELOADED) ?? 0) < GUARD_MS) return;
    sessionStorage.setItem(RELOADED, String(now));
  } catch {
    return;
  }
  location.reload();
}
