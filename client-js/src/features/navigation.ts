// Leaving the page when the server says so.

import type { Feature } from "../feature";

export const feature: Feature = ({ window }) => ({
  received([kind, url]) {
    if (kind !== "n") return;
    if (!goTo(window.location, url)) console.warn(`djust: refused to go to ${url}: it is not of this origin`);
  },
});

/** Goes to a URL of this origin with a full load; `false` for anything else, scripts included. */
function goTo(location: Location, url: string): boolean {
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
