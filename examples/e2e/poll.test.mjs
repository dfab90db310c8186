// Handlers that are called again and again.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, until } from './lib/browser.mjs';
import { OTHER, SHOWN, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const polls = (page, name) =>
  page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text)).filter((event) => event[3] === name);

test('dj-poll: called again and again with its values, one at a time', async () => {
  const { page, go, done } = await gestures(server, browser, 'poll');
  await until(() => polls(page, 'heard').length >= 4, 'four calls');
  assert.deepEqual(polls(page, 'heard')[0].slice(3), ['heard', { kind: 'fixed' }]);
  const order = page.wire.map(([way, text]) => [way, JSON.parse(text)]).filter(([, [kind]]) => 'eapx'.includes(kind));
  let open = 0;
  for (const [way] of order) {
    open = way === 'up' ? open + 1 : 0;
    assert.ok(open <= 1, 'the next call follows the answer to the last');
  }
  await go(SHOWN);
  const end = polls(page, 'heard').length;
  await go(SHOWN | OTHER);
  await until(() => polls(page, 'other').length >= 3, 'calls of what a patch asked for');
  assert.ok(polls(page, 'heard').length <= end + 1, 'what left polls no more');
  await go(0);
  await until(() => polls(page, 'heard').length >= end + 2, 'calls of what a patch brought');
  assert.deepEqual(polls(page, 'never'), []);
  await done();
});

test('dj-poll: nothing while hidden or disconnected, one call on return', async () => {
  const before = async (page) => {
    await page.clock.install();
    await page.addInitScript(() => {
      globalThis.isHidden = false;
      Object.defineProperty(Document.prototype, 'hidden', { get: () => globalThis.isHidden, configurable: true });
    });
  };
  const { page } = await gestures(server, browser, 'poll', { before });
  const hide = (hidden) =>
    page.evaluate((hidden) => {
      globalThis.isHidden = hidden;
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  // From here on time stands still.
  await page.clock.pauseAt(new Date(Date.now() + 1000));
  const count = () => polls(page, 'heard').length;
  await hide(true);
  await until(async () => Number(await page.locator('#heard').textContent()) === count(), 'the answer to what was under way');
  const shown = count();
  await page.clock.runFor(2000);
  assert.equal(count(), shown);
  await hide(false);
  await until(() => count() === shown + 1, 'the call that was due when hidden');
  await until(async () => Number(await page.locator('#heard').textContent()) === count(), 'its answer');

  await server.stop();
  await page.locator('body.dj-connected').waitFor({ state: 'detached' });
  const lost = count();
  await page.clock.runFor(500);
  assert.equal(count(), lost);
  await server.start();
  await until(async () => {
    await page.clock.runFor(1000);
    return page.locator('body.dj-connected').isVisible();
  }, 'the page to be live again');
  await until(async () => {
    await page.clock.runFor(100);
    return count() > lost;
  }, 'the call that was due after the connection was lost');
  await page.context().close();
});
