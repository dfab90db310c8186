import assert from 'node:assert/strict';
import { test } from 'node:test';

import { figures, json, median } from './figures.mjs';
import { markdown } from './tables.mjs';

const sample = (script, total, heap) => ({ script, total, heap });
const swap = (samples) => figures({ name: 'swap', most: 1.3 }, samples, { live: 2, socket: 3, hand: 4 });
const slow = () =>
  swap({ live: [sample(131, 1_000, 3.1e6)], socket: [sample(130, 500, 2.5e6)], hand: [sample(100, 800, 2e6)] });

test('a median is the middle, or the mean of the two', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([10, 9, 1, 5]), 7);
});

test('ratios are those of the medians, and limits include themselves', () => {
  const result = swap({
    live: [sample(130, 2_000, 3e6), sample(900, 9_000, 9e6), sample(1, 1, 1)],
    socket: [sample(200, 4_000, 3e6)],
    hand: [sample(100, 1_000, 2e6)],
  });
  assert.deepEqual(result.beside.hand, { ratio: { script: 1.3, total: 2, heap: 1.5 }, met: { script: true, heap: true } });
  assert.deepEqual(result.beside.socket.ratio, { script: 0.65, total: 0.5, heap: 1 });
  assert.equal(result.rounds, 3);
});

test('what is above its limit by hand is marked, whatever it is beside the socket', () => {
  const { hand, socket } = slow().beside;
  assert.deepEqual(hand.met, { script: false, heap: false });
  assert.deepEqual(socket.met, { script: true, heap: true });
  const text = markdown([slow()]);
  for (const row of [
    '| swap | 0.13 | 0.10 | 1.31 | <= 1.3 | **no** | 0.13 | 1.01 | <= 1.3 | yes |',
    '| swap | 3.10 | 2.00 | 1.55 | <= 1.5 | **no** | 2.50 | 1.24 | <= 1.5 | yes |',
    '| swap | 1.00 | 0.80 | 0.50 | 2 | 4 | 3 |',
  ]) {
    assert.ok(text.includes(row), text);
  }
  assert.ok(text.includes('0 of 2 beside code by hand'), text);
  assert.ok(text.includes('2 of 2 beside the same code over a bare socket'), text);
});

test('each table has as many cells in every row, and the file has every figure', () => {
  for (const table of markdown([slow(), slow()]).split('\n\n')) {
    const cells = table.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').length);
    assert.ok(new Set(cells).size <= 1, table);
  }
  assert.deepEqual(JSON.parse(json([slow()])).operations, [slow()]);
});
