// Fetches the skeleton file that the page, or a join's answer, names, and the scripts that its attributes need.

import type { Clock } from "../environment";
import { isSkeleton, type Skeleton } from "../protocol/skeleton";
import { backoff } from "../transport/backoff";

/** Loads one skeleton at a time; another one ends the wait for the one before. */
export class SkeletonLoader {
  readonly #clock: Clock;
  readonly #prepare: (scripts: readonly string[]) => Promise<readonly unknown[]>;
  readonly #gone: () => void;
  /** The URL of the skeleton that is there, or on its way. */
  url = "";
  /** Whether the skeleton is there. */
  ready = false;

  /** `prepare` loads scripts, and one is `false` if that failed; `gone` is called when the server has no such skeleton any more. */
  constructor(clock: Clock, prepare: (scripts: readonly string[]) => Promise<readonly unknown[]>, gone: () => void) {
    this.#clock = clock;
    this.#prepare = prepare;
    this.#gone = gone;
  }

  /** Fetches a skeleton, however often it takes. */
  async load(url: string, use: (skeleton: Skeleton) => void): Promise<void> {
    this.url = url;
    this.ready = false;
    for (let attempt = 1; this.url === url && !this.ready; attempt++) {
      const response = await fetch(url).catch(() => null);
      if (this.url === url && response?.status === 404) return this.#gone();
      const file: unknown = response?.ok && (await response.json().catch(() => null));
      const isWhole = isSkeleton(file) && !(await this.#prepare(file.o ?? [])).includes(false);
      if (this.url !== url || this.ready) return;
      if (isWhole) {
        this.ready = true;
        use(file);
      } else await new Promise<void>((resume) => this.#clock.setTimeout(resume, backoff(attempt)));
    }
  }
}
