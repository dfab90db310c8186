// Leaving the page when the server says so, with a full load: what needs none is the family `navigate`'s, whose script every
// page has that may be sent so.

import type { Feature } from "../feature";

export const feature: Feature = ({ window: { location } }) => ({
  received([kind, url, history]) {
    if (kind !== "n" || history) return;
    try {
      // To another origin too, but never to a script.
      const { href } = new URL(url, location.href);
      if (/^https?:/.test(href)) return location.assign(href);
    } catch {}
    console.warn(`djust: refused to go to ${url}`);
  },
});
