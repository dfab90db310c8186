// What comes back after the server was started anew, and what the page shows meanwhile.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const begin = async () => {
  const page = await open(browser, `${server.url}/recover`);
  await connected(page);
  return page;
};
/** Stops the server, runs something, and starts it again: no session is left. */
const restarted = async (page, meanwhile = () => null) => {
  await server.stop();
  await page.locator('body.dj-connected').waitFor({ state: 'detached' });
  await meanwhile();
  await server.start();
  await connected(page);
};
const events = (page) =>
  page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text).slice(3));
const shows = (page, id, text) => until(async () => (await page.textContent(id)) === text, `${id} to show ${text}`);

test('RC-01, RC-02, RC-03, G17: each container sends its fields, data and values, once, and not when the page begins', async () => {
  const page = await begin();
  await page.fill('[name=brush_size]', '7');
  await page.fill('[aria-label=inner]', 'in');
  await shows(page, '#skipped', 'in');
  assert.deepEqual(events(page), [['skip', { value: 'in', field: 'q', _target: 'q' }]], 'nothing else as the page begins');
  page.wire.length = 0;
  await restarted(page);
  await until(() => events(page).length >= 2, 'both containers');
  assert.deepEqual(events(page), [
    ['restore_canvas', { zoom: '3', brush_size: '7', q: 'in', canvas_id: 'main' }],
    ['restore_step', { step: '2' }],
  ]);
  await until(async () => (await page.locator('#restored li').allTextContents()).join() === 'main 7 3,step 2', 'what was restored');
  await page.context().close();
});

test('RC-04: what was entered is sent again by the handlers of the fields, but for what opts out', async () => {
  const page = await begin();
  await page.fill('#q', 'abc');
  await page.check('#agree');
  await page.selectOption('#choose', 'b');
  await page.fill('#skip', 'no');
  for (const [id, text] of [['#query', 'abc'], ['#agreed', 'true'], ['#city', 'b'], ['#skipped', 'no']]) await shows(page, id, text);
  page.wire.length = 0;
  await page.evaluate(() => document.addEventListener('djust:session-lost', () => (globalThis.lost = (globalThis.lost ?? 0) + 1)));
  await restarted(page, () => page.fill('#q', 'abcd'));
  assert.equal(await page.evaluate(() => globalThis.lost), 1, 'the page is told');
  for (const [id, text] of [['#query', 'abcd'], ['#agreed', 'true'], ['#city', 'b'], ['#skipped', '']]) await shows(page, id, text);
  const sent = events(page).filter(([name]) => !name.startsWith('restore'));
  assert.deepEqual(sent.map(([name, { value }]) => [name, value]).slice(-3), [['search', 'abcd'], ['agree', true], ['choose', 'b']]);
  assert.equal(await page.inputValue('#q'), 'abcd');
  await page.context().close();
});

test('RC-01: a session that is resumed lost nothing: nothing is sent', async () => {
  const page = await begin();
  await page.fill('#q', 'abc');
  await shows(page, '#query', 'abc');
  const before = events(page).length;
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await connected(page);
  await page.fill('#q', 'abcd');
  await shows(page, '#query', 'abcd');
  assert.deepEqual(events(page).slice(before).map(([name]) => name), ['search']);
  await page.context().close();
});

test('RC-05: the body tells the attempt, a banner comes with the second, and both go with an event', async () => {
  const page = await begin();
  await page.evaluate(() => document.addEventListener('djust:ws-reconnected', () => (globalThis.reconnected = (globalThis.reconnected ?? 0) + 1)));
  await restarted(page, async () => {
    // Attempts go on while the test looks.
    await page.locator('body[data-dj-reconnect-attempt]:not([data-dj-reconnect-attempt="1"])').waitFor({ state: 'attached' });
    const { attempt, ...shown } = await page.evaluate(() => ({
      attempt: document.body.dataset.djReconnectAttempt,
      variable: document.body.style.getPropertyValue('--dj-reconnect-attempt'),
      banner: document.querySelector('#dj-reconnecting-banner')?.textContent,
      role: document.querySelector('#dj-reconnecting-banner')?.getAttribute('role'),
    }));
    assert.deepEqual(shown, { variable: attempt, banner: 'Reconnecting…', role: 'status' });
  });
  await until(() => page.evaluate(() => globalThis.reconnected === 1), 'one event');
  assert.equal(await page.locator('#dj-reconnecting-banner').count(), 0);
  assert.equal(await page.getAttribute('body', 'data-dj-reconnect-attempt'), null);
  await page.context().close();
});
