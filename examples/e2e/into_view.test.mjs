// Elements that are scrolled to.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, until } from './lib/browser.mjs';
import { MORE, OTHER, SHOWN, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Where an element is from the window's upper and lower edge, and how far the window is scrolled. */
const place = (page, selector) =>
  page.evaluate((selector) => {
    const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
    return { top: Math.round(top), bottom: Math.round(innerHeight - bottom), scrolled: Math.round(scrollY) };
  }, selector);
const comes = (page, selector, edge) =>
  until(async () => Math.abs((await place(page, selector))[edge]) <= 1, `${selector} at the ${edge} of the window`);

test('UI-07: an element is scrolled to when the page begins with it and when a patch brings it, once', async () => {
  const { page, go, done } = await gestures(server, browser, 'into_view', { reducedMotion: 'reduce' });
  await comes(page, '#first', 'bottom');
  await page.evaluate(() => scrollTo(0, 0));
  await go(SHOWN);
  await comes(page, '#shown', 'top');
  await go(SHOWN | OTHER);
  await comes(page, '#changed', 'bottom');
  await page.evaluate(() => scrollTo(0, 0));
  await go(OTHER);
  await go(SHOWN);
  await comes(page, '#shown', 'top');
  await page.evaluate(() => scrollTo(0, 0));
  await go(SHOWN | OTHER);
  assert.equal((await place(page, '#first')).scrolled, 0, 'no element twice');
  await go(MORE);
  await until(async () => {
    const { top, bottom } = await place(page, '#middle');
    return Math.abs(top - bottom) <= 2;
  }, 'the last one in the middle of the window');
  await done();
});

test('UI-07: smoothly, unless it says otherwise', async () => {
  const before = (page) =>
    page.addInitScript(() => {
      globalThis.asked = [];
      const { scrollIntoView } = Element.prototype;
      Element.prototype.scrollIntoView = function (options) {
        globalThis.asked.push([this.id, options.behavior, options.block]);
        scrollIntoView.call(this, options);
      };
    });
  const { page, go, done } = await gestures(server, browser, 'into_view', { before });
  await go(SHOWN | OTHER);
  await go(SHOWN | OTHER | MORE);
  const asked = await page.evaluate(() => globalThis.asked);
  assert.deepEqual(asked, [
    ['first', 'instant', 'nearest'],
    ['shown', 'smooth', 'start'],
    ['changed', 'smooth', 'end'],
    ['usual', 'smooth', 'nearest'],
    ['middle', 'smooth', 'center'],
  ]);
  await done();
});
