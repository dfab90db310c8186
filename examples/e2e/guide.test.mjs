// The example of the guide to hooks runs as the guide prints it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, press, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

test('DR-08, DR-09, PE-02: the chart of docs/hooks.md is drawn, follows patches, hears events and calls a handler', async () => {
  const url = `${server.url}/guide/hooks`;
  const [, early] = /src="([^"]+)" async/.exec(await (await fetch(url)).text());
  const page = await open(browser, null);
  // The page's script runs ahead of all of ours: there is no `djust` yet but the element of that name.
  await page.route(`${server.url}${early}`, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto(url);
  await connected(page);
  await page.locator('#readings canvas').waitFor();
  /** The heights of the bars: how many pixels of each one's column are drawn. */
  const heights = (bars) =>
    page.$eval('#readings canvas', (canvas, bars) => {
      const context = canvas.getContext('2d');
      return Array.from({ length: bars }, (_, bar) => {
        const { data } = context.getImageData(bar * 16 + 4, 0, 1, canvas.height);
        return data.filter((value, at) => at % 4 === 3 && value > 0).length;
      });
    }, bars);
  assert.deepEqual(await heights(3), [30, 50, 40]);
  await exchange(page, () => press(page, 'Measure'));
  await until(async () => (await page.getAttribute('#readings canvas', 'title')) === 'The last one is 30.', 'the event');
  assert.deepEqual(await heights(4), [30, 50, 40, 30]);
  await exchange(page, () => page.click('#readings canvas', { position: { x: 20, y: 120 } }));
  await until(async () => (await page.textContent('#picked')) === '50', 'the bar');
  // Reading the picture is slow, says the browser.
  assert.deepEqual(page.problems.filter((text) => !text.startsWith('Canvas2D')), []);
  await page.context().close();
});
