// Keys pressed in an element.

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

const key = (key, more) => ({ key, code: key, ...more });

test('EV-09, EV-10, EV-11: a named key alone calls the handler, each name on one element its own', async () => {
  const { page, sent, done } = await gestures(server, browser, 'keys');
  for (const name of ['a', 'F9', 'Enter', 'Escape']) await page.locator('#fixed').press(name);
  const field = { value: 'a', field: 'q', kind: 'fixed' };
  const expected = [
    ['heard', key('Enter', field)],
    ['other', key('Escape', field)],
  ];
  assert.deepEqual(await sent(), expected);
  await done();
});

test('EV-12: without a name each key counts, when it is pressed and when it is let go', async () => {
  const { page, sent, done } = await gestures(server, browser, 'keys');
  await page.locator('#every').press('x');
  const expected = [
    ['heard', { key: 'x', code: 'KeyX', value: '', field: 'e' }],
    ['other', { key: 'x', code: 'KeyX', value: 'x', field: 'e' }],
  ];
  assert.deepEqual(await sent(), expected);
  await done();
});

test('EV-12, EV-37: keys are heard once on what a patch brought, changed or moved', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'keys');
  const press = (id) => page.locator(id).press('F9');
  await press('#changed');
  await go(SHOWN | OTHER | REVERSED);
  for (const id of ['#shown', '#changed', '#row1', '#row3']) await press(id);
  await go(UNBOUND);
  await press('#changed');
  const expected = [
    ['heard', key('F9')],
    ['heard', key('F9', { kind: 'shown' })],
    ['other', key('F9')],
    ['heard', key('F9', { kind: 'row1' })],
    ['heard', key('F9', { kind: 'row3' })],
  ];
  assert.deepEqual(await sent(), expected);
  await done();
});
