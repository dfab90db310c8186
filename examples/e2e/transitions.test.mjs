// Elements that come and go by and by.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, press, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Animations stand still from when they begin while the page is held, for as long as that takes. */
const holds = () => {
  const { getAnimations } = Element.prototype;
  const { getComputedTiming } = AnimationEffect.prototype;
  window.isHeld = false;
  Element.prototype.getAnimations = function () {
    const all = getAnimations.call(this);
    if (window.isHeld) for (const animation of all) animation.pause();
    return all;
  };
  AnimationEffect.prototype.getComputedTiming = function () {
    const timing = getComputedTiming.call(this);
    return window.isHeld ? { ...timing, endTime: 1_000_000 } : timing;
  };
  window.seen = {};
  const note = ({ target, oldValue }) => target.id && (window.seen[target.id] ??= []).push(oldValue);
  new MutationObserver((records) => records.forEach(note)).observe(document, {
    subtree: true,
    attributeFilter: ['class'],
    attributeOldValue: true,
  });
};

const begin = async (options) => {
  const page = await open(browser, `${server.url}/transitions`, { ...options, before: (page) => page.addInitScript(holds) });
  await connected(page);
  return page;
};

const does = (page, name) => exchange(page, () => press(page, name));
/** Holds all that begins to move from now on, and lets it go on. */
const hold = (page) => page.evaluate(() => void (window.isHeld = true));
const go = (page) =>
  page.evaluate(() => {
    window.isHeld = false;
    for (const animation of document.getAnimations()) animation.play();
  });
const shownRows = (page) => page.$$eval('#rows li', (rows) => rows.map((row) => row.textContent.trim().split(/\s+/).slice(1).join(' ')));
const leaving = (page, selector) => page.$$eval(selector, (all) => all.filter((one) => one.matches('[data-djust-leaving]')).length);
const settled = (page) => until(async () => (await page.$$('[data-djust-leaving]')).length === 0, 'all to have left');
const opacity = (page, selector) => page.$eval(selector, (element) => Number(getComputedStyle(element).opacity));

test('DR-10, DR-11, DR-12, DR-13: what a patch brings comes by its preset, its own classes, a pair or three', async () => {
  const page = await begin();
  await hold(page);
  await does(page, 'flag');
  for (const name of ['fade', 'slide-up', 'slide-down', 'scale', 'own']) {
    assert.equal(await page.getAttribute(`#${name}`, 'class'), `${name}-enter-to`);
    assert.deepEqual(await page.evaluate((name) => window.seen[name], name), [null, `${name}-enter-from`, '']);
    assert.ok((await opacity(page, `#${name}`)) < 1, name);
  }
  assert.equal(await page.getAttribute('#pair', 'class'), 'eased solid');
  assert.ok((await opacity(page, '#pair')) < 1);
  assert.equal(await page.getAttribute('#three', 'class'), 'eased solid');
  assert.equal(await page.getAttribute('#nothing', 'class'), null);
  await go(page);
  await until(async () => (await page.getAttribute('#three', 'class')) === 'solid', 'three classes to end');
  await until(async () => (await page.getAttribute('#own', 'class')) === null, 'the classes to go');
  assert.equal(await page.getAttribute('#pair', 'class'), 'eased');
  for (const name of ['fade', 'slide-up', 'slide-down', 'scale']) {
    await until(async () => (await page.getAttribute(`#${name}`, 'class')) === null, `${name} to end`);
  }
  quiet(page);
  await page.context().close();
});

test('DR-10, DR-11, DR-12, DR-13: what a patch takes away stays until it has gone', async () => {
  const page = await begin();
  await does(page, 'flag');
  await until(async () => (await page.getAttribute('#own', 'class')) === null, 'all to have come');
  await hold(page);
  await does(page, 'flag');
  for (const name of ['fade', 'slide-up', 'slide-down', 'scale', 'own']) {
    assert.equal(await page.getAttribute(`#${name}`, 'class'), `${name}-leave-to`);
  }
  assert.equal(await page.getAttribute('#pair', 'class'), 'eased clear small');
  assert.equal(await page.getAttribute('#three', 'class'), 'eased clear');
  assert.equal((await page.$$('#nothing')).length, 0);
  assert.equal(await leaving(page, 'section > *'), 7);
  assert.equal(await leaving(page, '#only *'), 1);
  assert.equal(await leaving(page, '#around *'), 0, 'what is around it went at once');
  // It comes and goes again before that has left.
  await does(page, 'flag');
  assert.equal(await page.$$eval('section > :not([data-djust-leaving])', (all) => all.length), 8);
  assert.equal(await page.$$eval('#only > :not([data-djust-leaving])', (all) => all.length), 1);
  assert.equal(await page.getAttribute('#around > [data-djust-leaving]', 'class'), 'own-leave-to');
  await does(page, 'flag');
  assert.equal((await page.textContent('#around')).trim(), 'instead');
  assert.equal(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["r"')).length, 0, 'no values were asked for');
  await go(page);
  await settled(page);
  assert.equal(await page.$$eval('section > *', (all) => all.length), 0);
  await does(page, 'flag');
  assert.equal(await page.$$eval('section > *', (all) => all.length), 8);
  quiet(page);
  await page.context().close();
});

test('DR-10: a leaving row is none of the list: patches that follow at once are applied to the others', async () => {
  const page = await begin();
  await hold(page);
  await does(page, 'remove 2');
  await does(page, 'add');
  assert.deepEqual(await shownRows(page), ['1 1', '2 0', '3 1', '4 1']);
  await does(page, 'reverse');
  await does(page, 'remove 3');
  await does(page, 'put back');
  assert.deepEqual(
    await page.$$eval('#rows li:not([data-djust-leaving])', (rows) => rows.map((row) => row.id)),
    ['row1', 'row2', 'row3', 'row4'],
  );
  assert.equal(await leaving(page, '#rows li'), 2);
  // Nobody finds, sends or enters anything in what has left.
  assert.equal((await page.$$('#row2')).length, 1);
  assert.deepEqual(await page.$$eval('#rows [data-djust-leaving]', (rows) => rows.map((row) => [row.inert, row.querySelector('[name], [dj-click], [dj]')])), [[true, null], [true, null]]);
  await does(page, 'add');
  assert.equal(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["r"')).length, 0, 'no values were asked for');
  await go(page);
  await settled(page);
  assert.deepEqual(await shownRows(page), ['1 2', '2 2', '3 2', '4 2']);
  await does(page, 'clear');
  await does(page, 'put back');
  await settled(page);
  assert.deepEqual(await shownRows(page), ['1 2', '2 2', '3 2', '4 2']);
  assert.equal((await page.textContent('#pairs')).replace(/\s+/g, ' ').trim(), '1 2 2 2 3 2 4 2');
  quiet(page);
  await page.context().close();
});

test('DR-13: what has no transition of its own, or one without end, leaves all the same', async () => {
  const page = await begin();
  await does(page, 'oddly');
  for (const name of ['plain', 'endless']) {
    await until(async () => (await page.getAttribute(`#${name}`, 'class')) === null, `${name} to have come`);
    const seen = await page.evaluate((name) => window.seen[name], name);
    assert.deepEqual(seen.slice(0, 4), [null, `${name}-enter-from`, '', `${name}-enter-to`]);
  }
  await does(page, 'oddly');
  await settled(page);
  assert.equal(await page.$$eval('#odd > *', (all) => all.length), 0);
  quiet(page);
  await page.context().close();
});

test('DR-10: a component that comes again while it leaves is a new one, and lives', async () => {
  const page = await begin();
  await does(page, 'flag');
  await does(page, 'grow');
  assert.equal((await page.textContent('.leaf')).trim(), 'grow 1');
  await hold(page);
  await does(page, 'flag');
  assert.equal(await leaving(page, '.leaf'), 1);
  assert.equal(await page.locator('.leaf [dj-click]').count(), 0, 'its picture calls nothing');
  await does(page, 'flag');
  const leaf = page.locator('.leaf:not([data-djust-leaving])');
  assert.equal((await leaf.textContent()).trim(), 'grow 0');
  await exchange(page, () => leaf.locator('button').evaluate((button) => button.click()));
  assert.equal((await leaf.textContent()).trim(), 'grow 1');
  await does(page, 'flag');
  await go(page);
  await settled(page);
  assert.equal(await page.locator('.leaf').count(), 0);
  assert.equal(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["r"')).length, 0, 'no values were asked for');
  quiet(page);
  await page.context().close();
});

test('DR-10, CSP: reduced motion shows and takes away at once', async () => {
  const page = await begin({ reducedMotion: 'reduce' });
  await does(page, 'flag');
  assert.equal(await page.getAttribute('#fade', 'class'), null);
  assert.equal(await page.getAttribute('#three', 'class'), 'solid');
  await does(page, 'flag');
  assert.equal(await page.$$eval('section > *', (all) => all.length), 0);
  assert.deepEqual(await page.evaluate(() => window.seen.fade), undefined);
  quiet(page);
  await page.context().close();
});

test('a dialog opens and closes by a flag, keeps the focus and gives it back', async () => {
  const page = await begin();
  const button = page.getByRole('button', { name: 'dialog' });
  await button.focus();
  await exchange(page, () => page.keyboard.press('Enter'));
  assert.equal(await page.$eval('#dialog', (dialog) => dialog.matches(':modal')), true);
  for (let times = 0; times < 4; times += 1) {
    const inside = await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest('dialog'));
    assert.equal(inside, true);
    await page.keyboard.press('Tab');
  }
  // A patch of something else leaves it open.
  await does(page, 'add');
  assert.equal(await page.$eval('#dialog', ({ open }) => open), true);
  await does(page, 'shut');
  assert.equal(await page.$eval('#dialog', ({ open }) => open), false);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'dialog');
  assert.deepEqual(await page.locator('#log li').allTextContents(), [], 'the server knows');
  await exchange(page, () => page.keyboard.press('Enter'));
  await exchange(page, () => page.keyboard.press('Escape'));
  await until(async () => (await page.locator('#log li').count()) === 1, 'the server to hear of it');
  assert.equal(await page.$eval('#dialog', ({ open }) => open), false);
  await does(page, 'dialog');
  assert.equal(await page.$eval('#dialog', ({ open }) => open), true);
  quiet(page);
  await page.context().close();
});

test('a log stays at its end unless the user scrolled up', async () => {
  const page = await begin();
  const rest = () => page.$eval('#chat', (chat) => Math.round(chat.scrollHeight - chat.scrollTop - chat.clientHeight));
  assert.ok((await rest()) <= 1);
  await does(page, 'line');
  await until(async () => (await rest()) <= 1, 'the end');
  await page.$eval('#chat', (chat) => {
    window.scrolled = new Promise((resolve) => chat.addEventListener('scroll', resolve, { once: true }));
    chat.scrollTop = 0;
  });
  await page.evaluate(() => window.scrolled);
  await does(page, 'line');
  assert.equal(await page.$eval('#chat', (chat) => chat.scrollTop), 0);
  await page.$eval('#chat', (chat) => {
    window.scrolled = new Promise((resolve) => chat.addEventListener('scroll', resolve, { once: true }));
    chat.scrollTop = chat.scrollHeight;
  });
  await page.evaluate(() => window.scrolled);
  await does(page, 'line');
  await until(async () => (await rest()) <= 1, 'the end again');
  quiet(page);
  await page.context().close();
});

test('patches leave attributes alone that dj-ignore-attrs names', async () => {
  const page = await begin();
  await page.$eval('#details', (details) => {
    details.open = true;
    details.dataset.chart = '5';
  });
  await does(page, 'add');
  const attributes = () => page.$eval('#details', (one) => [one.open, one.dataset.size, one.dataset.chart, one.title, one.className]);
  assert.deepEqual(await attributes(), [true, '0', '5', '1', 'c1']);
  await does(page, 'flag');
  await does(page, 'flag');
  assert.deepEqual(await attributes(), [true, '0', '5', '1', 'c1']);
  quiet(page);
  await page.context().close();
});
