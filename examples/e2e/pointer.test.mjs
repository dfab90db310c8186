// The pointer over elements.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './lib/browser.mjs';
import { OTHER, REVERSED, SHOWN, UNBOUND, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const enters = (kind) => ['heard', kind ? { kind } : {}];
const leaves = ['other', { kind: 'fixed' }];

test('EV-34: once for each crossing of its edge, not for what is in it', async () => {
  const { page, sent, done } = await gestures(server, browser, 'pointer');
  await page.hover('#one');
  await page.hover('#two');
  await page.hover('#one');
  await page.mouse.move(1, 1);
  assert.deepEqual(await sent(), [enters('fixed'), enters('two'), leaves]);
  await page.hover('#two');
  await page.mouse.move(1, 1);
  const both = await sent();
  assert.deepEqual(both, [enters('fixed'), enters('two'), leaves], 'the outer one is entered first');
  await done();
});

test('EV-34, EV-37: elements that a patch brought, changed or moved are entered once', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'pointer');
  await go(SHOWN | OTHER | REVERSED);
  for (const id of ['#shown', '#changed', '#row1', '#row3']) await page.hover(id);
  await page.mouse.move(1, 1);
  await go(UNBOUND);
  await page.hover('#changed');
  assert.deepEqual(await sent(), [enters('shown'), ['other', {}], enters('row1'), enters('row3')]);
  await done();
});

test('EV-34: when an element under the pointer goes, nothing is entered twice and no leaving is made up', async () => {
  const { page, sent, done } = await gestures(server, browser, 'pointer');
  await page.hover('#two');
  await page.evaluate(() => document.querySelector('#two').remove());
  const box = await page.locator('#one').boundingBox();
  for (const x of [1, 2, 3]) await page.mouse.move(box.x + x, box.y + 2);
  assert.deepEqual(await sent(), [enters('fixed'), enters('two')]);
  await done();
});
