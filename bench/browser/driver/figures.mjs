// From samples to figures: medians, ratios, and whether they are what they are held to.

import { HEAP } from './operations.mjs';

/** The middle value, or the mean of the two. */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const MEASURES = ['script', 'total', 'heap'];

const each = (value) => Object.fromEntries(MEASURES.map((key) => [key, value(key)]));

/**
 * `samples` has, for `live`, `socket` and `hand`, a list of `{ script, total, heap }`; `records` a number for each. What is
 * held to limits is the ratio beside `hand`; the one beside `socket` shows what of it is ours and what any socket's.
 */
export const figures = ({ name, most }, samples, records) => {
  const side = (page) => ({ ...each((key) => median(samples[page].map((sample) => sample[key]))), records: records[page] });
  const [live, socket, hand] = ['live', 'socket', 'hand'].map(side);
  const limits = { script: most, heap: HEAP };
  const beside = (other) => {
    const ratio = each((key) => live[key] / other[key]);
    return { ratio, met: { script: ratio.script <= limits.script, heap: ratio.heap <= limits.heap } };
  };
  return {
    name,
    rounds: samples.live.length,
    live,
    socket,
    hand,
    most: limits,
    beside: { hand: beside(hand), socket: beside(socket) },
  };
};

/** The same for programs. Times are microseconds, sizes bytes. */
export const json = (results) => `${JSON.stringify({ operations: results }, null, 2)}\n`;
