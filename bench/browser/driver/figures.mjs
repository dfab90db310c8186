// From samples to figures: medians, ratios, and whether they are what they are held to.

import { HEAP } from './operations.mjs';

/** The middle value, or the mean of the two. */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const MEASURES = ['script', 'total', 'heap'];

/** `samples` has, for `live` and `hand`, a list of `{ script, total, heap }`; `records` a number for each. */
export const figures = ({ name, most }, samples, records) => {
  const side = (list) => Object.fromEntries(MEASURES.map((key) => [key, median(list.map((sample) => sample[key]))]));
  const [live, hand] = [side(samples.live), side(samples.hand)];
  const ratio = Object.fromEntries(MEASURES.map((key) => [key, live[key] / hand[key]]));
  return {
    name,
    rounds: samples.live.length,
    live: { ...live, records: records.live },
    hand: { ...hand, records: records.hand },
    ratio,
    most: { script: most, heap: HEAP },
    met: { script: ratio.script <= most, heap: ratio.heap <= HEAP },
  };
};

const verdict = (met) => (met ? 'yes' : '**no**');
const row = (cells) => `| ${cells.join(' | ')} |`;
const ms = (us) => (us / 1e3).toFixed(2);
const mb = (bytes) => (bytes / 1e6).toFixed(2);

/** A table for people. */
export const markdown = (results) => {
  const lines = results.map(({ name, live, hand, ratio, most, met }) =>
    row([
      name,
      ...[ms(live.script), ms(hand.script), ratio.script.toFixed(2), `<= ${most.script}`, verdict(met.script)],
      ...[ms(live.total), ms(hand.total), ratio.total.toFixed(2)],
      ...[live.records, hand.records],
      ...[mb(live.heap), mb(hand.heap), ratio.heap.toFixed(2), `<= ${most.heap}`, verdict(met.heap)],
    ]),
  );
  return [
    row([
      'operation',
      ...['script ms', 'by hand', 'ratio', 'held to', ''],
      ...['total ms', 'by hand', 'ratio'],
      ...['mutation records', 'by hand'],
      ...['heap MB', 'by hand', 'ratio', 'held to', ''],
    ]),
    '|---|--:|--:|--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|',
    ...lines,
    '',
    `Medians of ${results[0].rounds} rounds.`,
    '',
  ].join('\n');
};

/** The same for programs. Times are microseconds, sizes bytes. */
export const json = (results) => `${JSON.stringify({ operations: results }, null, 2)}\n`;
