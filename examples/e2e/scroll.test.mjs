// Elements that scroll.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, until } from './lib/browser.mjs';
import { SHOWN, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Makes an element low and what is in it high. */
const low = (page, id) =>
  page.evaluate((id) => {
    const element = document.querySelector(id);
    Object.assign(element.style, { height: '100px', overflow: 'auto' });
    element.firstElementChild.style.height = '1000px';
  }, id);
const scroll = (page, id, top) =>
  page.evaluate(
    ([id, top]) =>
      new Promise((resolve) => {
        const element = document.querySelector(id);
        element.addEventListener('scroll', () => requestAnimationFrame(resolve), { once: true });
        element.scrollTop = top;
      }),
    [id, top],
  );
const scrolled = (scrollY, section) => ['scrolled', { scrollX: 0, scrollY, section }];

test('EV-35: an element says how far it is scrolled, and not that something in it is', async () => {
  const { page, sent, done } = await gestures(server, browser, 'scroll');
  await low(page, '#fixed');
  await low(page, '#inner');
  await page.evaluate(() => Object.assign(document.querySelector('#inner').style, { height: '400px' }));
  await page.evaluate(() => (document.querySelector('#inner p').style.height = '1000px'));
  await scroll(page, '#fixed', 40);
  await scroll(page, '#inner', 50);
  await until(async () => (await page.locator('#at').textContent()) === '0 40 fixed', 'the scroll');
  assert.deepEqual(await sent(), [scrolled(40, 'fixed')]);
  await done();
});

test('EV-35, EV-37: beside dj-throttle at most once in its time, also on what a patch brought', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'scroll');
  await go(SHOWN);
  await low(page, '#shown');
  for (const top of [10, 20, 30]) await scroll(page, '#shown', top);
  assert.deepEqual(await sent(), [scrolled(10, 'shown')]);
  await done();
});
