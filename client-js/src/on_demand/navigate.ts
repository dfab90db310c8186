// `dj-patch` and `dj-navigate`, Back and Forward, and URLs that the server sends the page to: another URL of the same view,
// or another view on the same connection. Whatever does not work out ends with a full load of the URL.

import { isField, isServers } from "../dom/field";
import type { Timer } from "../environment";
import type { Trigger } from "../events/source";
import type { Feature } from "../feature";
import * as native from "../native";
import { Drafts } from "../navigation/drafts";
import { Entries } from "../navigation/entries";
import { graft } from "../navigation/graft";
import { isForBrowser, linkOf, mayLead, NAVIGATE, urlOf, type Link } from "../navigation/links";
import { Progress } from "../navigation/progress";
import { Spot } from "../navigation/spot";
import { History, visitTail } from "../protocol/frames";

/** How long the page stands still for a transition: behind a slow line it is shown without one. */
const STILL_MS = 500;

/** How long a page that the browser leaves by itself shows that: a file to keep, or no content, leaves it standing. */
const LEAVES_MS = 5_000;

/** The URL that was asked for last. */
interface Wish {
  readonly url: URL;
  readonly history: History;
  readonly anew: boolean;
  /** The form or field that asks, if one does. */
  readonly by?: Element;
}

export const feature: Feature = (host) => {
  const { window, document } = host;
  const { location } = window;
  const entries = new Entries(window);
  const drafts = new Drafts(document);
  const progress = new Progress(window, document, host.clock);
  const spot = new Spot(document);
  let connected = false;
  let wish: Wish | null = null;
  /** The way to another view that the page shows. */
  let way: Wish | null = null;
  let timer: Timer | undefined;
  /** Tells the browser that it sees what a transition leads to. */
  let seen = (): void => {};
  /** The reference of the event that asks for it. */
  let asking = 0;
  /** The links with an `aria-current` of ours. */
  const current = new WeakSet<Element>();

  /** Goes with a full load. Where the browser is there already, this loads the page again. */
  const load = (url: URL): void => location.assign(url);

  const visit = (name: string, text: string, by?: Element): void => {
    const element = native.documentElement(document);
    host.send({ name, params: {}, component: 0, element, visit: text }, fieldsOf(by));
  };

  /** What takes the server's word with the answer: what asks, and the field with the focus if the user has not edited it. */
  const fieldsOf = (by?: Element): Element[] => {
    const active = native.activeElement(document);
    const fields = by instanceof HTMLFormElement ? [...native.elements(by)] : isField(by) ? [by] : [];
    return isField(active) && isServers(active) ? [...fields, active] : fields;
  };

  const ask = (asked: Wish): void => {
    const { url, history, anew } = asked;
    const isFirst = !way;
    wish = asked;
    if (anew) way = asked;
    host.clock.clearTimeout(timer);
    if (anew && isFirst) {
      progress.start();
      host.announce("djust:navigate-start", { url: url.href });
    }
    const path = url.pathname + url.search;
    const send = (): void => visit(path, visitTail(path, history, anew), asked.by);
    if (!anew || !isAnimated()) return send();
    // The browser takes its picture of this view before anything is asked for: no patch ever waits for it.
    animate(document, () => {
      if (wish === asked) send();
      return standing();
    });
  };

  /** Until what a transition leads to is seen. */
  const standing = (): Promise<void> =>
    new Promise((resolve) => {
      seen = resolve;
      host.clock.setTimeout(resolve, STILL_MS);
    });

  /** A view that the server leads to waits until the browser has its picture of this one. */
  const stand = (): void => {
    const still = new Promise<void>((resolve) => {
      animate(document, () => {
        resolve();
        return standing();
      });
      host.clock.setTimeout(resolve, STILL_MS);
    });
    host.view.still = still;
    void still.then(() => {
      if (host.view.still === still) host.view.still = undefined;
    });
  };

  const isAnimated = (): boolean =>
    "startViewTransition" in Document.prototype &&
    native.find(document, "body[dj-view-transitions]") !== null &&
    !window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** What was asked for is on the page, or will not be. */
  const end = (): void => {
    const ended = way;
    wish = way = null;
    seen();
    host.clock.clearTimeout(timer);
    if (!ended) return;
    progress.finish();
    host.announce("djust:navigate-end", { url: ended.url.href });
  };

  /** The browser goes there by itself. Nobody tells if it then stays here: what follows on this page is no other wish's. */
  const leave = (): void => {
    wish = null;
    seen();
    if (way) timer = host.clock.setTimeout(end, LEAVES_MS);
  };

  const used = (event: Event): void => {
    const link = linkOf(event.target, event.type);
    if (!link || isForBrowser(event, link)) return;
    const url = urlOf(link, event, wish?.url.href ?? host.at.href);
    if (url) follow(link, url, event);
  };

  const follow = (link: Link, url: URL, event: Event): void => {
    const { element, attribute, text } = link;
    // Where the browser would go just there by itself, it may: to another site, within the page, or while there is no server.
    const isOther = url.origin !== location.origin;
    const isHere = url.href.includes("#") && isFragmentOf(url, location.href);
    const byItself = !text || native.hasAttribute(element, "href") && (element as HTMLAnchorElement).href === url.href;
    if ((isOther || isHere || !connected) && byItself && event.type !== "change") return;
    if (event.type !== "change") event.preventDefault();
    if (!mayLead(url, attribute, location.origin)) return console.warn(`djust: refused to go to ${url.href}`);
    if (!host.permits(triggerOf(link, event))) return;
    if (isHere) location.hash = url.hash;
    else if (isOther || !connected) load(url);
    else ask({ url, history: entryOf(url), anew: attribute === NAVIGATE, by: element });
  };

  /** As for any link, the URL that is shown makes no new entry. */
  const entryOf = (url: URL): History => (url.href === location.href ? History.Replace : History.Push);

  const marks = (links: Iterable<Element>): void => {
    for (const link of links) {
      const is = (link as Partial<HTMLAnchorElement>).pathname === location.pathname;
      if (is && !native.hasAttribute(link, "aria-current")) {
        current.add(link);
        native.setAttribute(link, "aria-current", "page");
      } else if (!is && current.delete(link)) native.removeAttribute(link, "aria-current");
    }
  };

  /** The page shows a URL: the address says so, and the window is scrolled to what is meant. */
  const arrive = (to: string, history: History, title?: string): void => {
    const isOther = title !== undefined;
    const here = new URL(to, host.at.href);
    host.at.href = here.href;
    const isWish = wish && wish.url.pathname + wish.url.search === here.pathname + here.search;
    // Behind what the user asked for since, it is no place to stay at.
    if (wish && !isWish) return;
    if (isWish && wish?.url.hash && !here.hash) here.hash = wish.url.hash;
    if (history === History.Push && !isOther) entries.keepPosition();
    if (history !== History.Stay) entries.show(here.href, history, isOther);
    if (title) native.setTitle(document, title);
    end();
    if (isOther && history === History.Stay) drafts.restore(entries.at());
    const target = targetOf(here.hash);
    scroll(target, history, isOther);
    if (isOther) spot.settle(target, history === History.Stay || !!target);
    marks(native.findAll(document, `a[${NAVIGATE}]`));
  };

  const scroll = (target: Element | null, history: History, isOther: boolean): void => {
    if (history === History.Stay) entries.restorePosition();
    else if (target) target.scrollIntoView();
    else if (isOther) window.scrollTo(0, 0);
  };

  const targetOf = (hash: string): Element | null => {
    try {
      return hash ? native.getElementById(document, decodeURIComponent(hash.slice(1))) : null;
    } catch {
      // An escape that is none names nothing.
      return null;
    }
  };

  for (const type of ["click", "submit", "change"]) host.on(type, used);
  /** Keeps what the user did to the page that is about to be left. */
  const keep = (): void => {
    entries.keepPosition();
    drafts.keep(entries.at());
  };
  window.addEventListener("popstate", ({ state }) => {
    keep();
    const shown = entries.view();
    const entry = entries.arrive(state);
    const url = new URL(location.href);
    const isAnew = !!entry && entry.view !== shown;
    if (!entry) return;
    if (!isAnew && !wish && isFragmentOf(url, host.at.href)) entries.restorePosition();
    else ask({ url, history: History.Stay, anew: isAnew });
  });
  window.addEventListener("pagehide", () => {
    window.history.scrollRestoration = "auto";
    // Another page is there; who comes back to this one waits for nothing.
    end();
  });

  return {
    attributes: [NAVIGATE],
    entered: marks,
    patched: marks,
    connect() {
      connected = true;
      marks(native.findAll(document, `a[${NAVIGATE}]`));
    },
    disconnect: () => void (connected = false),
    sent({ ref, visit: text }) {
      if (text) asking = ref;
    },
    settled({ ref, name, visit: text }, outcome) {
      const asked = wish;
      if (!text || !asked || ref !== asking) return;
      if (outcome === "lost") visit(name, text, asked.by);
      else if (outcome === "refused") {
        leave();
        load(asked.url);
      } else if (!asked.anew) queueMicrotask(() => wish === asked && end());
    },
    received(frame) {
      if (frame[0] === "v") {
        // Behind Back this was done before the address changed.
        if (wish?.history !== History.Stay) keep();
        host.at.href = new URL(String(frame[1]), host.at.href).href;
        // Of a way that was asked for here it has one.
        if (!way && isAnimated()) stand();
        host.view.forget();
        host.view.graft = (...given) => {
          progress.unmark();
          spot.leave();
          graft(...given);
        };
      } else if (frame[0] === "n" && frame[2]) arrive(frame[1], frame[2], frame[3]);
      else if (frame[0] === "n") leave();
    },
  };
};

/** Shows a change by the browser's own transition: `change` is called in any case, and once. */
function animate(document: Document, change: () => Promise<void>): void {
  const { ready, finished } = Document.prototype.startViewTransition.call(document, change);
  // One that another takes the place of, or that takes too long, shows nothing; that is no error.
  for (const step of [ready, finished]) step.catch(() => {});
}

/** Whether two URLs differ by nothing but what is behind the hash sign. */
function isFragmentOf(url: URL, other: string): boolean {
  return url.href.split("#")[0] === other.split("#")[0];
}

/** The use of a link as other features know events. */
function triggerOf({ element, attribute }: Link, event: Event): Trigger {
  const row = { name: attribute, family: "navigate", event: event.type, payload: "none", suffix: "none" } as const;
  return { row, attribute, event, element, target: event.target as Element };
}
