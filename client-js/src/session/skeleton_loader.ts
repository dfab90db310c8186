// Fetches the skeleton file that the page, or a join's answer, names, and the scripts that its attributes need.

import type { Clock } from "../environment";
import { digestOf } from "../protocol/page_data";
import { isSkeleton, type Skeleton } from "../protocol/skeleton";
import { backoff } from "../transport/backoff";

/** Loads one skeleton at a time; another one ends the wait for the one before. */
export class SkeletonLoader {
  readonly #clock: Clock;
  readonly #loadScript: (url: string) => Promise<boolean>;
  readonly #gone: () => void;
  #url = "";
  /** Whether the skeleton is there. */
  ready = false;

  /** `loadScript` says whether a script is there; `gone` is called when the server has no such skeleton any more. */
  constructor(clock: Clock, loadScript: (url: string) => Promise<boolean>, gone: () => void) {
    this.#clock = clock;
    this.#loadScript = loadScript;
    this.#gone = gone;
  }

  get url(): string {
    return this.#url;
  }

  get digest(): string {
    return digestOf(this.#url);
  }

  /** Fetches a skeleton, however often it takes. */
  async load(url: string, use: (skeleton: Skeleton) => void): Promise<void> {
    this.#url = url;
    this.ready = false;
    for (let attempt = 1; this.#url === url && !this.ready; attempt++) {
      const response = await fetch(url).catch(() => null);
      if (this.#url === url && response?.status === 404) return this.#gone();
      const file: unknown = response?.ok && (await response.json().catch(() => null));
      const isWhole = isSkeleton(file) && (await this.#loadScripts(file.o));
      if (this.#url !== url) return;
      if (isWhole) {
        this.ready = true;
        use(file);
      } else await new Promise<void>((resume) => this.#clock.setTimeout(resume, backoff(attempt)));
    }
  }

  async #loadScripts(urls: readonly string[] = []): Promise<boolean> {
    const loaded = await Promise.all(urls.map((url) => this.#loadScript(url)));
    return !loaded.includes(false);
  }
}
