// Leaving the page when the server says so.

import type { Feature } from "../feature";

export const feature: Feature = ({ window }) => ({
  received([kind, url]) {
    if (kind !== "n") return;
    if (!goTo(window.location, url)) console.warn(`djust: refused to go to ${url}: its scheme is not http or https`);
  },
});

/** Goes to a URL with a full load, to another origin too; `false` for one that is no page's, scripts included. */
function goTo(location: Location, url: string): boolean {
  let target: URL;
  try {
    target = new URL(url, location.href);
  } catch {
    return false;
  }
  if (!/^https?:$/.test(target.protocol)) return false;
  location.assign(target);
  return true;
}
