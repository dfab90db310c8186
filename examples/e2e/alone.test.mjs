// What the user and scripts did to the page stays as it is when patches arrive around it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const todo = async () => {
  const page = await open(browser, `${server.url}/todo/`);
  await connected(page);
  return page;
};

/** Clicks as a script does: focus stays where it is. */
const click = (page, locator) => exchange(page, () => locator.evaluate((element) => element.click()));
const box = (page, index) => page.locator('li input[type=checkbox]').nth(index);
const titles = (page) => page.locator('li label span').allTextContents();

test('focus, caret and selection stay in the field (MB-05, PE-08)', async () => {
  const page = await todo();
  const field = page.locator('#title');
  await field.fill('half a title');
  await field.evaluate((element) => element.setSelectionRange(2, 6));
  await click(page, box(page, 0));
  await click(page, page.getByRole('button', { name: 'Delete Read the struct' }));
  await until(async () => (await titles(page)).length === 2, 'a row less');
  const state = await field.evaluate((element) => [
    document.activeElement === element,
    element.value,
    element.selectionStart,
    element.selectionEnd,
  ]);
  assert.deepEqual(state, [true, 'half a title', 2, 6]);
  quiet(page);
  await page.context().close();
});

test('a button keeps the focus when its row moves (UI-01)', async () => {
  const page = await todo();
  const down = page.getByRole('button', { name: 'Move Read the template down' });
  await down.focus();
  for (const place of [1, 2]) {
    await click(page, down);
    await until(async () => (await titles(page))[place] === 'Read the template', `place ${place}`);
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), 'Move Read the template down');
  }
  quiet(page);
  await page.context().close();
});

test('scroll stays', async () => {
  const page = await open(browser, `${server.url}/table/table100`);
  await connected(page);
  await page.evaluate(() => window.scrollTo(0, 900));
  const before = await page.evaluate(() => window.scrollY);
  assert.ok(before > 0);
  for (const name of ['tick', 'every10']) {
    await click(page, page.getByRole('button', { name, exact: true }));
  }
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => window.scrollY), before);
  await page.context().close();
});

test('open details, a modal dialog and nodes that a script added stay', async () => {
  const page = await todo();
  await page.evaluate(() => {
    const row = document.querySelector('li');
    const details = document.createElement('details');
    details.open = true;
    details.append('more');
    row.append(details);
    const dialog = document.createElement('dialog');
    dialog.append('asked');
    document.querySelector('main').append(dialog);
    dialog.showModal();
    window.__kept = { row, details, dialog };
  });
  await click(page, box(page, 0));
  await click(page, page.getByRole('button', { name: 'Move Read the template down', includeHidden: true }));
  await until(async () => (await titles(page))[1] === 'Read the template', 'a moved row');
  const state = await page.evaluate(() => {
    const { row, details, dialog } = window.__kept;
    return [row.isConnected, details.open, details.parentNode === row, dialog.open, dialog.matches(':modal')];
  });
  assert.deepEqual(state, [true, true, true, true, true]);
  quiet(page);
  await page.context().close();
});

test('classes, styles and attributes that a script added stay beside those of the server', async () => {
  const page = await todo();
  await page.evaluate(() => {
    const row = document.querySelector('li');
    row.classList.add('mine');
    row.style.setProperty('order', '0');
    row.setAttribute('data-mine', 'yes');
  });
  const row = page.locator('li').first();
  const state = () => row.evaluate((element) => [...element.classList].sort().join(' '));
  await click(page, box(page, 0));
  await until(async () => (await state()) === 'done mine', 'both classes');
  await click(page, box(page, 0));
  await until(async () => (await state()) === 'mine', "the script's class alone");
  assert.equal(await row.getAttribute('data-mine'), 'yes');
  assert.equal(await row.evaluate((element) => element.style.order), '0');
  quiet(page);
  await page.context().close();
});

test('an iframe and a playing video keep their identity when rows change places', async () => {
  const page = await todo();
  await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/icon.svg';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const canvas = document.createElement('canvas');
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = canvas.captureStream(10);
    const rows = document.querySelectorAll('li');
    rows[0].append(frame);
    rows[2].append(video);
    await loaded;
    await video.play();
    window.__loads = 0;
    window.__pauses = 0;
    frame.addEventListener('load', () => (window.__loads += 1));
    video.addEventListener('pause', () => (window.__pauses += 1));
    window.__kept = { frame, inner: frame.contentWindow, video };
  });
  await click(page, page.getByRole('button', { name: 'Move Read the template down' }));
  await click(page, page.getByRole('button', { name: 'Move Add something of your own up' }));
  await click(page, page.getByRole('button', { name: 'Move Add something of your own up' }));
  const expected = ['Add something of your own', 'Read the struct', 'Read the template'];
  await until(async () => (await titles(page)).join() === expected.join(), 'the new order');
  await page.waitForTimeout(200);
  const state = await page.evaluate(() => {
    const { frame, inner, video } = window.__kept;
    return [frame.contentWindow === inner, window.__loads, video.isConnected, video.paused, window.__pauses];
  });
  assert.deepEqual(state, [true, 0, true, false, 0]);
  quiet(page);
  await page.context().close();
});
