// Elements that a patch brings.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, until } from './lib/browser.mjs';
import { MORE, REVERSED, SHOWN, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const bar = ['heard', { chart_type: 'bar' }];
const row = (id) => ['heard', { kind: `row${id}` }];

test('EV-31, EV-32: what a patch brings is told with its values, what was there is not', async () => {
  const { go, sent, done } = await gestures(server, browser, 'mounted');
  assert.deepEqual(await sent(), []);
  await go(SHOWN);
  assert.deepEqual(await sent(), [bar]);
  await go(SHOWN | MORE);
  assert.deepEqual(await sent(), [row(4)]);
  await done();
});

test('EV-33, EV-37: once for each element: not for one that moves, again for one that is replaced', async () => {
  const { go, sent, done } = await gestures(server, browser, 'mounted');
  await go(SHOWN | MORE);
  assert.deepEqual((await sent()).sort(), [bar, row(4)].sort());
  await go(SHOWN | MORE | REVERSED);
  assert.deepEqual(await sent(), []);
  await go(REVERSED);
  await go(SHOWN);
  assert.deepEqual(await sent(), [bar]);
  await done();
});

test('EV-32: not for what follows a join, though the session is another one', async () => {
  const { page, go } = await gestures(server, browser, 'mounted', { bits: SHOWN });
  await go(0);
  await server.stop();
  await page.locator('body.dj-connected').waitFor({ state: 'detached' });
  await server.start();
  await connected(page);
  await until(async () => (await page.locator('#shown').count()) === 1, 'the values of the new session');
  const all = page.wire.filter(([way, text]) => way === 'up' && text.includes('"heard"'));
  assert.deepEqual(all, []);
  await page.context().close();
});
