// All pages do the same: what is compared is worth comparing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Server } from '../../../examples/e2e/lib/server.mjs';
import { Chromium } from './chromium.mjs';
import { OPERATIONS } from './operations.mjs';
import { Bench, SIDES } from './page.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('bench-browser'), Chromium.launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** The table's markup after the operation, and how many mutation records that took. */
const shown = async ({ before, click, rows }, side) => {
  const bench = await Bench.open(browser, server.url, side);
  await bench.clicks(before);
  const records = await bench.counted(click, rows);
  const markup = await bench.markup();
  await bench.close();
  return { markup, records };
};

// 10,000 rows differ from 1,000 in nothing but their number.
for (const operation of OPERATIONS.filter(({ rows }) => rows < 10_000)) {
  test(`${operation.name}: the tables are the same letter by letter, by as few writes`, async () => {
    const [live, socket, hand] = await Promise.all(SIDES.map((side) => shown(operation, side)));
    assert.equal(live.markup, hand.markup);
    assert.equal(socket.markup, hand.markup);
    assert.equal(socket.records, hand.records);
    assert.ok(live.records <= hand.records, `${live.records} records, ${hand.records} by hand`);
  });
}

for (const side of SIDES) {
  test(`a click on /${side} is measured`, async () => {
    const bench = await Bench.open(browser, server.url, side);
    const { script, total, heap } = await bench.timed('#run', 1_000);
    await bench.close();
    assert.ok(script > 0 && total > script && heap > 0, `${script} us of ${total} us, ${heap} bytes`);
  });
}
