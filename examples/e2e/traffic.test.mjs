// Only what changed travels, and only what changed is written.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bytes, connected, exchange, launch, observe, open, quiet } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Clicks a button of the page and gives what travelled and what changed. */
const press = async (path, ...names) => {
  const page = await open(browser, server.url + path);
  await connected(page);
  await page.waitForTimeout(50);
  let result;
  for (const name of names) {
    const button = page.getByRole('button', { name, exact: true });
    await button.focus();
    const observer = await observe(page);
    const traffic = await exchange(page, () => button.evaluate((element) => element.click()));
    await page.waitForTimeout(150);
    result = { ...traffic, records: await observer.stop() };
  }
  quiet(page);
  await page.context().close();
  return result;
};

const total = (frames) => frames.reduce((sum, text) => sum + bytes(text), 0);
const atMost = (frames, limit) =>
  assert.ok(total(frames) <= limit, `${total(frames)} bytes, at most ${limit}: ${frames}`);
const moved = (records) => records.flatMap((record) => record.added).filter((name) => name !== '#text');

test('a counter click: at most 60 bytes up and 30 down', async () => {
  const { up, down, records } = await press('/table/counter', 'inc');
  atMost(up, 60);
  atMost(down, 30);
  assert.equal(records.length, 1, JSON.stringify(records));
});

test('CO-06: an event in one of 1,000 components costs what it costs alone: one mutation record, the same bytes but for digits', async () => {
  const [alone, among] = [await press('/table/parts1', '1'), await press('/table/parts1000', '1000')];
  for (const { records } of [alone, among]) assert.equal(records.length, 1, JSON.stringify(records));
  const digits = '1000'.length - '1'.length;
  assert.equal(total(among.up) - total(alone.up), digits);
  assert.equal(total(among.down) - total(alone.down), digits);
});

test('a tick on 1,000 rows: at most 60 bytes down, one mutation record', async () => {
  const { down, records } = await press('/table/table', 'tick');
  atMost(down, 60);
  assert.equal(records.length, 1, JSON.stringify(records));
});

test('a swap: at most 80 bytes down, at most two nodes moved', async () => {
  const { down, records } = await press('/table/table', 'swap');
  atMost(down, 80);
  assert.ok(moved(records).length <= 2, JSON.stringify(records));
});

test('the first row removed: at most 60 bytes down, one node removed', async () => {
  const { down, records } = await press('/table/table', 'remove_first');
  atMost(down, 60);
  assert.deepEqual(records.flatMap((record) => record.removed), ['tr']);
});

test('100 rows appended: values, no markup', async () => {
  const { down, records } = await press('/table/table', 'append100');
  assert.ok(!down.join('').includes('<'), down.join('').slice(0, 300));
  assert.equal(moved(records).length, 100);
});

test('100 rows appended and dropped: at most 2,000 bytes an event on average', async () => {
  const added = await press('/table/table', 'append100');
  const dropped = await press('/table/table', 'append100', 'drop100');
  atMost([...added.down, ...dropped.down], 4000);
});

test('nothing changed: an acknowledgement of at most 20 bytes and no mutation', async () => {
  const { down, records } = await press('/table/table', 'noop');
  atMost(down, 20);
  assert.deepEqual(records, []);
});

test('every tenth label grows: about as many bytes as grew', async () => {
  const { down } = await press('/table/table', 'every10');
  atMost(down, 100 * 30);
});

test('selecting another row writes two attributes and nothing else', async () => {
  const page = await open(browser, `${server.url}/table/table`);
  await connected(page);
  const cell = (index) => page.locator('td.id').nth(index);
  await exchange(page, () => cell(3).evaluate((element) => element.click()));
  await page.waitForTimeout(100);
  const observer = await observe(page);
  const { down } = await exchange(page, () => cell(700).evaluate((element) => element.click()));
  await page.waitForTimeout(100);
  const records = await observer.stop();
  atMost(down, 80);
  assert.deepEqual(records.map(({ type, target }) => `${type} ${target}`), ['attributes tr', 'attributes tr']);
  await page.context().close();
});
