// Keys that call handlers wherever they are pressed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './lib/browser.mjs';
import { calls } from './lib/calls.mjs';
import { OTHER, REVERSED, SHOWN, UNBOUND, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const pressed = (key, code, shortcut, kind) => ({ key, code, shortcut, ...(kind && { kind }) });

/** Presses keys as a browser on another system does, and says whether the default was prevented. */
const dispatch = (page, init) =>
  page.evaluate((init) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  }, init);

test('EV-25, EV-26, EV-30: each binding calls its handler from anywhere, with its keys as written', async () => {
  const { page, sent, done } = await gestures(server, browser, 'shortcut');
  for (const keys of ['Control+k', 'Escape', 'Control+Shift+S', 'k']) await page.keyboard.press(keys);
  const expected = [
    ['heard', pressed('k', 'KeyK', 'ctrl+k', 'fixed')],
    ['other', pressed('Escape', 'Escape', 'escape', 'fixed')],
    ['heard', pressed('S', 'KeyS', 'ctrl+shift+s', 'fixed')],
  ];
  assert.deepEqual(await sent(), expected);
  await done();
});

test('EV-27: modifiers match exactly; letters whatever their case, signs whatever shift they need', async () => {
  const { page, sent, done } = await gestures(server, browser, 'shortcut');
  for (const more of [{ shiftKey: true }, { altKey: true }, { metaKey: true }]) {
    await dispatch(page, { key: 'k', code: 'KeyK', ctrlKey: true, ...more });
  }
  await dispatch(page, { key: 's', code: 'KeyS', ctrlKey: true });
  await dispatch(page, { key: 'Escape', code: 'Escape', shiftKey: true });
  await dispatch(page, { key: 'x', code: 'KeyX' });
  assert.deepEqual(await sent(), []);
  await dispatch(page, { key: 'K', code: 'KeyK', ctrlKey: true });
  await dispatch(page, { key: '≈', code: 'KeyX', altKey: true });
  await dispatch(page, { key: '?', code: 'Slash', shiftKey: true });
  const expected = [
    ['heard', pressed('K', 'KeyK', 'ctrl+k', 'fixed')],
    ['heard', pressed('≈', 'KeyX', 'alt+x', 'alt')],
    ['heard', pressed('?', 'Slash', '?', 'alt')],
  ];
  assert.deepEqual(await sent(), expected);
  await done();
});

test('EV-28: :prevent keeps the browser from its own, and nothing else does', async () => {
  const { page, done } = await gestures(server, browser, 'shortcut');
  assert.equal(await dispatch(page, { key: 'k', code: 'KeyK', ctrlKey: true }), true);
  assert.equal(await dispatch(page, { key: 'Escape', code: 'Escape' }), false);
  await done();
});

test('EV-29: not while somebody writes, unless it says so; not from what is hidden; not from an input method', async () => {
  const { page, sent, done } = await gestures(server, browser, 'shortcut');
  for (const id of ['#state', 'textarea']) {
    await page.locator(id).focus();
    for (const keys of ['Escape', 'F6']) await page.keyboard.press(keys);
  }
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main.contentEditable = 'true';
    main.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }));
    main.contentEditable = 'false';
  });
  await dispatch(page, { key: 'F7', code: 'F7' });
  await dispatch(page, { key: 'Escape', code: 'Escape', isComposing: true });
  const field = ['heard', pressed('F6', 'F6', 'f6', 'field')];
  assert.deepEqual(await sent(), [field, field]);
  await done();
});

test('EV-25, EV-37: shortcuts are those that stand, each once', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'shortcut');
  const press = (key) => dispatch(page, { key, code: key });
  await press('F8');
  await go(SHOWN | OTHER | REVERSED);
  for (const key of ['F1', 'F3', 'F8']) await press(key);
  await press('F2');
  await go(UNBOUND);
  await press('F8');
  await press('F2');
  const expected = [
    ['heard', pressed('F8', 'F8', 'f8')],
    ['heard', pressed('F1', 'F1', 'f1', 'row1')],
    ['heard', pressed('F3', 'F3', 'f3', 'row3')],
    ['other', pressed('F8', 'F8', 'f8')],
    ['heard', pressed('F2', 'F2', 'f2', 'shown')],
    ['heard', pressed('F2', 'F2', 'f2', 'row2')],
  ];
  assert.deepEqual(await sent(), expected);
  await done();
});

test('EV-29: the first that fits counts alone; not while a choice has the focus', async () => {
  const { page, write, quiet, done } = await calls(server, browser);
  await write(
    `<select aria-label="choice"><option>1</option></select><button id="rest">rest</button><p hidden dj-shortcut="f9:echo" data-id="hidden">none</p>
     <p dj-shortcut="f8:echo, f9:echo, f9:called" data-id="first">one</p><p dj-shortcut="f9:echo" data-id="second">two</p>`,
  );
  await page.focus('select');
  await page.keyboard.press('F9');
  assert.deepEqual(await quiet(), []);
  await page.focus('#rest');
  await page.keyboard.press('F9');
  assert.deepEqual(await quiet(), [['took', { ...pressed('F9', 'F9', 'f9'), id: 'first' }]]);
  await done();
});
