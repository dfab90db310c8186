// What shows that another view is on its way: a class, and a bar at the top of the window.

import type { PageLoading } from "../../djust";
import type { Clock, Timer } from "../environment";
import * as native from "../native";
import { registryOf } from "../registry";

const CLASS = "djust-navigating";
const BAR = "djust-page-loading-bar";

/** How long the bar takes nearly to the end, and how long it then stays. */
const GROWS_MS = 8_000;
const FADES_MS = 200;

/** Shows and hides both. */
export class Progress {
  readonly #document: Document;
  readonly #bar: PageLoading;

  constructor(window: Window, document: Document, clock: Clock) {
    this.#document = document;
    const registry = registryOf(window);
    this.#bar = registry.pageLoading ??= pageLoading(document, clock);
  }

  start(): void {
    for (const root of this.#roots()) native.classList(root).add(CLASS);
    this.#bar.start();
  }

  finish(): void {
    this.unmark();
    this.#bar.finish();
  }

  /** Takes the class away. */
  unmark(): void {
    for (const root of native.findAll(this.#document, `.${CLASS}`)) {
      native.classList(root).remove(CLASS);
      if (native.getAttribute(root, "class") === "") native.removeAttribute(root, "class");
    }
  }

  /** The elements with `dj-root`, else the body. */
  #roots(): ArrayLike<Element> & Iterable<Element> {
    const roots = native.findAll(this.#document, "[dj-root]");
    return roots.length > 0 ? roots : [native.body(this.#document)];
  }
}

function pageLoading(document: Document, clock: Clock): PageLoading {
  let bar: HTMLElement | null = null;
  let timer: Timer | undefined;
  const remove = (): void => {
    clock.clearTimeout(timer);
    if (bar) native.remove(bar);
    bar = null;
  };
  return {
    enabled: true,
    start() {
      if (!this.enabled) return;
      remove();
      bar = native.createElement(document, "div");
      bar.id = BAR;
      bar.setAttribute("role", "progressbar");
      Object.assign(bar.style, {
        position: "fixed", inset: "0 auto auto 0", height: "3px", width: "0", zIndex: "2147483647",
        background: "var(--djust-page-loading-color, #2563eb)", pointerEvents: "none",
      });
      // Beside the body, which is the view's.
      native.documentElement(document).append(bar);
      bar.getBoundingClientRect();
      Object.assign(bar.style, { transition: `width ${GROWS_MS}ms cubic-bezier(0, .6, .2, 1)`, width: "90%" });
    },
    finish() {
      if (!bar) return;
      Object.assign(bar.style, { transition: `width ${FADES_MS}ms`, width: "100%" });
      clock.clearTimeout(timer);
      timer = clock.setTimeout(remove, FADES_MS);
    },
  };
}
