// How long to wait before a socket is opened again: full jitter, so that a restarted server is not stormed.

const BASE_MS = 1_000;
const CAP_MS = 30_000;
const LEAST_MS = 500;

/** The delay before the given attempt, counted from 1. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.max(LEAST_MS, random() * ceiling);
}
