import assert from 'node:assert/strict';
import { test } from 'node:test';

import { figures, json, markdown, median } from './figures.mjs';

const sample = (script, total, heap) => ({ script, total, heap });
const swap = (samples) => figures({ name: 'swap', most: 1.3 }, samples, { live: 2, hand: 4 });

test('a median is the middle, or the mean of the two', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([10, 9, 1, 5]), 7);
});

test('ratios are those of the medians, and limits include themselves', () => {
  const result = swap({
    live: [sample(130, 2_000, 3e6), sample(900, 9_000, 9e6), sample(1, 1, 1)],
    hand: [sample(100, 1_000, 2e6)],
  });
  assert.deepEqual(result.ratio, { script: 1.3, total: 2, heap: 1.5 });
  assert.deepEqual(result.met, { script: true, heap: true });
  assert.equal(result.rounds, 3);
});

test('what is above its limit is marked', () => {
  const result = swap({ live: [sample(131, 1_000, 3.1e6)], hand: [sample(100, 1_000, 2e6)] });
  assert.deepEqual(result.met, { script: false, heap: false });
  const row = '| swap | 0.13 | 0.10 | 1.31 | <= 1.3 | **no** | 1.00 | 1.00 | 1.00 | 2 | 4 | 3.10 | 2.00 | 1.55 | <= 1.5 | **no** |';
  assert.ok(markdown([result]).includes(row), markdown([result]));
});

test('a table has as many cells in every row, and the file has every figure', () => {
  const result = swap({ live: [sample(1, 2, 3)], hand: [sample(1, 2, 3)] });
  const cells = markdown([result]).split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').length);
  assert.equal(new Set(cells).size, 1, String(cells));
  assert.deepEqual(JSON.parse(json([result])).operations, [result]);
});
