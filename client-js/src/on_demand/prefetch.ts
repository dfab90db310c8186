// `dj-prefetch`: what the view of a link needs is fetched while the pointer rests on it, so that a click waits for the server
// alone. The answer to a HEAD names it: files that never change, which the browser then has.

import type { Timer } from "../environment";
import type { Feature } from "../feature";
import * as native from "../native";

/** How long the pointer rests on what someone means to click. */
const REST_MS = 65;

const LINK = "[dj-prefetch]";

export const feature: Feature = ({ window, clock, on }) => {
  /** What was asked for, each once. */
  const known = new Set<string>();
  let resting: Element | null = null;
  let timer: Timer | undefined;

  const prefetch = async (link: Element): Promise<void> => {
    const target = native.getAttribute(link, "dj-navigate") || native.getAttribute(link, "href");
    const url = target === null ? null : new URL(target, window.location.href);
    if (!url || url.origin !== window.location.origin || known.has(url.pathname + url.search)) return;
    known.add(url.pathname + url.search);
    const answer = await window.fetch(url, { method: "HEAD", headers: { purpose: "prefetch" } }).catch(() => null);
    for (const [, file] of answer?.headers.get("link")?.matchAll(/<(\/djust\/[^>]+)>/g) ?? []) {
      if (!file || known.has(file)) continue;
      known.add(file);
      await window.fetch(file).catch(() => {});
    }
  };

  const linkAt = ({ target }: Event): Element | null => (target instanceof Element ? native.closest(target, LINK) : null);
  const isSaving = (): boolean => !!(window.navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

  on("mouseover", (event) => {
    const link = linkAt(event);
    if (link === resting) return;
    clock.clearTimeout(timer);
    resting = link;
    if (link && !isSaving()) timer = clock.setTimeout(() => void prefetch(link), REST_MS);
  });
  // A finger and a key mean it at once.
  for (const type of ["touchstart", "focusin"]) {
    on(type, (event) => {
      const link = linkAt(event);
      if (link && !isSaving()) void prefetch(link);
    });
  }
  return {};
};
