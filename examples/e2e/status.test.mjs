// What the body says of the connection, and what is hidden until there is one.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

test('UI-05: the body says nothing of a connection that the page leaves', async () => {
  const page = await open(browser, `${server.url}/calls`);
  await connected(page);
  await page.evaluate(() => addEventListener('pagehide', () => (sessionStorage.left = document.body.className)));
  await page.goto(`${server.url}/feedback`);
  assert.equal(await page.evaluate(() => sessionStorage.left), '');
  await page.context().close();
});

test('UI-06: dj-cloak hides from the first paint until the page is live', async () => {
  const page = await open(browser, null);
  const line = await intercept(page);
  line.open = false;
  await page.goto(`${server.url}/calls`);
  const cloak = page.locator('#cloak');
  assert.deepEqual([await cloak.isVisible(), await cloak.getAttribute('dj-cloak')], [false, '']);
  line.open = true;
  await connected(page);
  assert.deepEqual([await cloak.isVisible(), await cloak.getAttribute('dj-cloak')], [true, null]);
  await page.context().close();
});
