// Clicks outside of an element.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './lib/browser.mjs';
import { OTHER, SHOWN, UNBOUND, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const fixed = ['heard', { kind: 'fixed' }];

test('EV-22: a click outside calls the handler, one inside does not', async () => {
  const { page, sent, done } = await gestures(server, browser, 'away');
  await page.click('#outside');
  await page.evaluate(() => document.querySelector('#fixed').click());
  await page.click('#inside');
  assert.deepEqual(await sent(), [fixed, ['other', {}]]);
  await done();
});

test('EV-22: what is removed by its own click was inside, and so is what stands in a shadow root', async () => {
  const { page, sent, done } = await gestures(server, browser, 'away');
  await page.evaluate(() => {
    const inside = document.querySelector('#inside');
    inside.addEventListener('click', () => inside.remove());
    addEventListener('click', ({ target }) => target.id === 'inside' && inside.remove(), true);
    inside.click();
    const host = document.querySelector('#fixed').appendChild(document.createElement('div'));
    const deep = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('button'));
    deep.click();
  });
  assert.deepEqual((await sent()).filter(([name]) => name === 'heard'), []);
  await done();
});

test('EV-23: it is heard though somebody stops the click', async () => {
  const { page, sent, done } = await gestures(server, browser, 'away');
  await page.evaluate(() => {
    const outside = document.querySelector('#outside');
    outside.addEventListener('click', (event) => event.stopImmediatePropagation());
    outside.click();
  });
  assert.deepEqual(await sent(), [fixed]);
  await done();
});

test('EV-24: it asks first where the element says so', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'away', { bits: UNBOUND });
  const questions = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void (questions.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  await go(SHOWN | UNBOUND);
  await page.click('#outside');
  await page.click('#last');
  assert.deepEqual(questions, ['Sure?', 'Sure?']);
  assert.deepEqual(await sent(), [fixed, fixed, ['heard', { kind: 'shown' }]]);
  await done();
});

test('EV-22, EV-37: an attribute that a patch adds, changes or removes counts as it stands', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'away');
  page.on('dialog', (dialog) => dialog.dismiss());
  for (const bits of [SHOWN, OTHER, 0]) {
    await go(bits);
    await page.click('#outside');
  }
  assert.deepEqual(await sent(), [fixed, ['heard', {}], fixed, ['other', {}], fixed]);
  await done();
});
