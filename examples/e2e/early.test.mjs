// What is clicked and entered before the client has started. Its script comes as late as the test wants.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** A page that is shown, with the early script there and the client's own under way until `start`. */
const visit = async (path) => {
  const page = await open(browser, null);
  let start;
  const held = new Promise((resolve) => (start = resolve));
  await page.route(/\/djust\/.*\.js$/, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.length > 20_000) await held;
    await route.fulfill({ response, body });
  });
  await page.goto(server.url + path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.djust?.early && document.querySelector('main'));
  return {
    page,
    async start() {
      assert.equal(await page.evaluate(() => window.djust.protocol), undefined, 'it has not started');
      start();
      await connected(page);
    },
    async done() {
      quiet(page);
      await page.context().close();
    },
  };
};

test('clicks from before the client has started run once it has, in their order', async () => {
  const { page, start, done } = await visit('/counter/?start=5');
  for (const name of ['one more', '+10', 'one more']) await page.getByRole('button', { name, exact: true }).click();
  await start();
  await until(async () => (await page.locator('output').textContent()) === '17', 'all three');
  assert.equal(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).length, 3, 'each once');
  await page.getByRole('button', { name: 'one less' }).click();
  await until(async () => (await page.locator('output').textContent()) === '16', 'and one that came later, once');
  await done();
});

test('a form is not sent the plain way, but to its handler', async () => {
  const { page, start, done } = await visit('/todo/');
  await page.locator('#title').fill('early bird');
  await page.keyboard.press('Enter');
  await start();
  await page.locator('li', { hasText: 'early bird' }).waitFor();
  assert.equal(await page.locator('li', { hasText: 'early bird' }).count(), 1);
  assert.equal(await page.locator('#title').inputValue(), '');
  assert.equal(new URL(page.url()).search, '', 'the page was not left');
  await done();
});

test('what was entered is sent, and stays', async () => {
  const { page, start, done } = await visit('/table/search');
  await page.locator('input').pressSequentially('golf');
  await start();
  await until(async () => (await page.locator('li').count()) === 142, 'the list of what was entered');
  assert.equal(await page.locator('input').inputValue(), 'golf');
  await done();
});

test('a box is ticked once, and an edit of the kind that the browser finishes is told', async () => {
  const { page, start, done } = await visit('/todo/');
  const row = page.locator('ul.todo li').first();
  const box = row.locator('input[type=checkbox]');
  const was = await box.isChecked();
  await box.click();
  await start();
  await until(async () => ((await row.getAttribute('class')) === 'done') !== was, 'the row to say so');
  assert.equal(await box.isChecked(), !was);
  assert.equal(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).length, 1);
  await done();
});
