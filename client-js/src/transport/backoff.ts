// How long to wait before a socket is opened again: full jitter, so that a restarted server is not stormed.

const BASE_MS = 1_000;
const CAP_MS = 30_000;
const LEAST_MS = 500;

/** The delay before the given attempt, counted from 1. */
export function backoff(attempt: number): number {
  return Math.max(LEAST_MS, Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1)));
}
