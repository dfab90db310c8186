// Keys pressed in an element.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, until } from './lib/browser.mjs';
import { calls } from './lib/calls.mjs';
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

test('EV-03, EV-12: what an input method composes is sent as it stands in the field, and its keys are not', async () => {
  const { page, write, heard, quiet, done } = await calls(server, browser);
  await write(
    `<input id="a" name="a" dj-input="echo" dj-debounce="0" dj-keydown="echo" dj-keyup="echo"><input id="m" name="m" dj-model="first">
     <b id="b" tabindex="0" dj-keydown="echo" data-id="b"></b>`,
  );
  const devtools = await page.context().newCDPSession(page);
  const compose = (text) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  const key = (id, init) =>
    page.$eval(id, (field, init) => {
      for (const type of ['keydown', 'keyup']) field.dispatchEvent(new KeyboardEvent(type, { key: 'k', code: 'KeyK', bubbles: true, ...init }));
    }, init);
  await page.focus('#a');
  for (const text of ['k', 'か', '漢']) {
    await key('#a', { isComposing: true });
    await compose(text);
  }
  await devtools.send('Input.insertText', { text: '漢字' });
  const typed = (await heard(4)).map(([, { value, key }]) => key ?? value);
  assert.deepEqual(typed, ['k', 'か', '漢', '漢字']);
  await page.focus('#m');
  await compose('に');
  await until(() => page.wire.some(([way, text]) => way === 'up' && text.includes('"update_model"')), 'the bound field sent');
  assert.equal(await page.inputValue('#m'), 'に');
  await quiet();
  await key('#b', { repeat: true });
  await key('#b', { repeat: true });
  assert.deepEqual(await quiet(), [['took', { key: 'k', code: 'KeyK', id: 'b' }], ['took', { key: 'k', code: 'KeyK', id: 'b' }]], 'each repeat');
  await done();
});
