// dj-target: the answer to an event writes to one element; what changed elsewhere goes out with the next that may.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bytes, connected, exchange, launch, observe, open, quiet } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const begin = async () => {
  const page = await open(browser, `${server.url}/target`);
  await connected(page);
  return page;
};

/** What the page shows: searches, lines of the log, what was searched for, what was found. */
const shown = (page) =>
  page.evaluate(() => {
    const text = (selector) => document.querySelector(selector).textContent;
    return [Number(text('#searches')), document.querySelectorAll('#log li').length, text('#results b'), document.querySelectorAll('#results li').length];
  });

const fill = (page, selector, text) =>
  exchange(page, async () => {
    await page.fill(selector, text);
    // What came is on the page once it answers.
    await page.evaluate(() => {});
  });

test('DR-03, G28: only the element is written to, by a smaller patch; the rest comes with the next one', async () => {
  const page = await begin();
  const seen = await observe(page);
  const narrow = await fill(page, '#narrow', 'ap');
  assert.deepEqual(await shown(page), [0, 0, 'ap', 2]);
  assert.ok((await seen.stop()).every(({ target }) => ['div', 'b', 'ul', '#text'].includes(target)), 'nothing else was touched');
  const wide = await fill(page, '#wide', 'app');
  assert.deepEqual(await shown(page), [2, 2, 'app', 1]);
  const [small] = narrow.down.filter((text) => text.startsWith('["p"'));
  const [large] = wide.down.filter((text) => text.startsWith('["p"'));
  assert.ok(bytes(small) < bytes(large), `${small} is smaller than ${large}`);
  assert.deepEqual(JSON.parse(narrow.up.find((text) => text.startsWith('["e"')))[4]._within, '#results');
  quiet(page);
  await page.context().close();
});

test('DR-03: several in a row, another element, and an event that changes nothing', async () => {
  const page = await begin();
  for (const text of ['a', 'an', 'ana']) await fill(page, '#narrow', text);
  assert.deepEqual(await shown(page), [0, 0, 'ana', 1]);
  await exchange(page, () => page.click('#count'));
  assert.deepEqual(await shown(page), [4, 0, 'ana', 1], 'the other element alone');
  await exchange(page, () => page.click('#look'));
  assert.deepEqual(await shown(page), [4, 4, 'an', 1], 'everything');
  quiet(page);
  await page.context().close();
});

test('DR-03: what was left out survives a cut, and is there when the page is loaded again', async () => {
  const page = await open(browser, null);
  const line = await intercept(page);
  await page.goto(`${server.url}/target`);
  await connected(page);
  await fill(page, '#narrow', 'b');
  line.cut();
  await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
  await connected(page);
  assert.deepEqual(await shown(page), [0, 0, 'b', 2]);
  await exchange(page, () => page.click('#look'));
  assert.deepEqual(await shown(page), [1, 1, 'b', 2]);
  await page.context().close();
});
