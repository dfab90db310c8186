// Commands: what the browser does by itself.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, press, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const begin = async (path = '/commands') => {
  const page = await open(browser, server.url + path);
  await connected(page);
  return page;
};

/** What the page has sent. */
const sent = (page) =>
  page.wire.filter(([way, text]) => way === 'up' && /^\["[ev]"/.test(text)).map(([, text]) => JSON.parse(text).slice(3));
const isShown = (page, id) => page.isVisible(id);
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
const attributes = (page, id) =>
  page.$eval(id, (element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));
const add = (page) => exchange(page, () => press(page, 'add'));

test('IP-09: a menu opens and closes without the server, the focus goes to its first button', async () => {
  const page = await begin();
  await press(page, 'open menu');
  assert.equal(await isShown(page, '#menu'), true);
  assert.equal(await focused(page), 'first');
  assert.equal(await page.getAttribute('#open', 'aria-expanded'), 'true');
  await press(page, 'close menu');
  assert.equal(await isShown(page, '#menu'), false);
  assert.deepEqual(sent(page), []);
  await press(page, 'open menu');
  await press(page, 'exec');
  assert.equal(await isShown(page, '#menu'), false);
  assert.equal(await page.getAttribute('#open', 'aria-expanded'), null);
  assert.deepEqual(sent(page), []);
  quiet(page);
  await page.context().close();
});

test('IP-09: what commands set stays through patches around it, and what the server changes counts', async () => {
  const page = await begin();
  await press(page, 'mark box');
  await press(page, 'strip box');
  await press(page, 'toggle box');
  await add(page);
  const { 'data-djust-hidden': hidden, dj, ...rest } = await attributes(page, '#box');
  assert.deepEqual([dj, hidden], ['', '']);
  assert.deepEqual(
    { ...rest, class: rest.class.split(' ').sort().join(' ') },
    { id: 'box', class: 'a b c1 mine', hidden: '', 'aria-expanded': 'true', 'data-on': '' },
  );
  await press(page, 'mark box');
  await press(page, 'toggle box');
  await add(page);
  assert.equal(await isShown(page, '#box'), true);
  assert.equal(await page.getAttribute('#box', 'aria-expanded'), 'false');
  assert.equal(await page.getAttribute('#box', 'data-on'), null);
  assert.deepEqual((await page.getAttribute('#box', 'class')).split(' ').sort(), ['c2', 'mine']);
  // The server hides it now: that is newer than the command.
  await exchange(page, () => press(page, 'flag'));
  assert.equal(await isShown(page, '#box'), false);
  await add(page);
  assert.equal(await isShown(page, '#box'), false);
  await press(page, 'toggle box');
  await add(page);
  assert.equal(await isShown(page, '#box'), true, 'and the command is newer than the server');
  quiet(page);
  await page.context().close();
});

test('IP-09: what commands set stays on an element that is built anew', async () => {
  const page = await begin();
  await press(page, 'open menu');
  // The page's marks are lost: the next patch asks for all values and builds the page.
  await page.evaluate(() => document.querySelector('#said').removeAttribute('dj'));
  await page.evaluate(() => document.querySelector('#box').remove());
  await press(page, 'add');
  await until(async () => (await page.textContent('#box b')) === '1', 'the page to be built');
  assert.equal(await isShown(page, '#menu'), true);
  await page.context().close();
});

test('IP-09: push calls a handler with what the event carries, its own parameters, and loading states', async () => {
  const page = await begin();
  await exchange(page, () => press(page, 'push'));
  assert.deepEqual(sent(page), [['say', { row: 7, text: 'pushed' }]]);
  assert.equal(await page.textContent('#said'), 'pushed  7');
  assert.match(await page.getAttribute('#push', 'class'), /pressed/);
  await exchange(page, () => page.fill('#field', 'Ada'));
  assert.equal(await page.textContent('#said'), 'typed Ada 0');
  await press(page, 'slow');
  await until(async () => /djust-loading/.test(await page.getAttribute('#slow', 'class')), 'the loading class');
  await until(async () => !(await page.getAttribute('#slow', 'class'))?.includes('djust-loading'), 'its end');
  await exchange(page, () => press(page, 'open menu').then(() => press(page, 'choose')));
  assert.equal(await page.textContent('#said'), 'chosen  0');
  assert.equal(await isShown(page, '#menu'), false);
  quiet(page);
  await exchange(page, () => press(page, 'unknown'));
  assert.match(page.problems.join(), /unknown_event/);
  await page.context().close();
});

test('IP-09: any event attribute takes commands, dj-confirm asks before, and a broken one stops no other', async () => {
  const page = await begin();
  await exchange(page, () => press(page, 'more'));
  await until(async () => (await page.textContent('#said')) === 'mounted  0', 'dj-mounted');
  assert.equal(await page.getAttribute('#more', 'class'), 'here');
  const notes = page.evaluate(() => new Promise((resolve) => {
    document.querySelector('#box').addEventListener('note', ({ detail, bubbles }) => resolve([detail, bubbles]));
  }));
  await press(page, 'dispatch');
  assert.deepEqual(await notes, [[1, 2], true]);
  page.once('dialog', (dialog) => dialog.dismiss());
  await page.getByRole('button', { name: 'confirm' }).click();
  assert.equal(await page.getAttribute('[dj-confirm]', 'class'), null);
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'confirm' }).click();
  assert.equal(await page.getAttribute('[dj-confirm]', 'class'), 'sure');
  quiet(page);
  await press(page, 'broken');
  assert.match(await page.getAttribute('#box', 'class'), /after/);
  assert.match(page.problems.join(), /the command .* failed/);
  await page.context().close();
});

test('IP-09: the focus is remembered, given back, and kept within an element', async () => {
  const page = await begin();
  await page.getByRole('button', { name: 'go' }).click();
  assert.equal(await focused(page), 'field');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'go');
  await page.getByRole('button', { name: 'trap' }).click();
  assert.equal(await focused(page), 'one');
  for (const expected of ['two', 'one', 'two']) {
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), expected);
  }
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'two');
  quiet(page);
  await page.context().close();
});

test('IP-09: the server sends commands, also to a page whose template has none', async () => {
  const page = await begin();
  await exchange(page, () => press(page, 'command'));
  await until(async () => (await page.getAttribute('#box', 'data-count')) === '1', 'the command');
  assert.match(await page.getAttribute('#box', 'class'), /told/);
  await page.goto(`${server.url}/commands/told`);
  await connected(page);
  const scripts = () => page.$$eval('script[src]', (all) => all.length);
  const before = await scripts();
  await press(page, 'tell');
  await until(async () => (await page.getAttribute('#told', 'data-count')) === '1', 'the command');
  assert.equal(await scripts(), before + 1);
  await press(page, 'tell');
  await until(async () => (await page.getAttribute('#told', 'data-count')) === '2', 'the second command');
  assert.equal(await scripts(), before + 1);
  quiet(page);
  await page.context().close();
});

test('IP-09, DR-08: hooks give commands, in order behind a patch', async () => {
  const page = await begin();
  await exchange(page, () => page.click('#hooked'));
  assert.match(await page.getAttribute('#hooked', 'class'), /clicked/);
  assert.equal(await isShown(page, '#gone'), false);
  assert.equal(await page.textContent('#said'), 'hook  0');
  await add(page);
  await until(async () => (await focused(page)) === 'first', 'the focus');
  assert.equal(await isShown(page, '#menu'), true);
  assert.equal(await page.getAttribute('#hooked i', 'data-n'), '1');
  quiet(page);
  await page.context().close();
});

test('IP-09, DR-11: hiding by a transition ends hidden, a second toggle turns it round, and reduced motion skips it', async () => {
  const page = await begin();
  await press(page, 'fade out');
  assert.match(await page.getAttribute('#gone', 'class'), /fade-leave-to/);
  await add(page);
  await until(async () => !(await isShown(page, '#gone')), 'it to be hidden');
  assert.equal(await page.getAttribute('#gone', 'class'), null);
  await press(page, 'toggle styled');
  await press(page, 'toggle styled');
  await until(async () => (await page.getAttribute('#styled', 'class')) === 'visually-hidden-none', 'the classes to go');
  assert.equal(await isShown(page, '#styled'), true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await press(page, 'toggle styled');
  assert.equal(await isShown(page, '#styled'), false);
  quiet(page);
  await page.context().close();
});

test('IP-09: commands need no connection, and what they set outlives the session', async () => {
  const own = await Server.start('lab');
  try {
    const page = await open(browser, `${own.url}/commands`);
    await connected(page);
    await press(page, 'mark box');
    await own.stop();
    await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
    assert.equal(await page.getAttribute('#box', 'aria-expanded'), 'true');
    await press(page, 'open menu');
    assert.equal(await isShown(page, '#menu'), true);
    assert.equal(await focused(page), 'first');
    await own.start();
    await connected(page);
    await add(page);
    await until(async () => (await page.textContent('#box b')) === '1', 'the page of another session');
    assert.equal(await isShown(page, '#menu'), true);
    assert.equal(await page.getAttribute('#box', 'aria-expanded'), 'true');
    await page.context().close();
  } finally {
    await own.stop();
  }
});

test('IP-09, NV-06: navigate goes where a link would', async () => {
  const page = await begin();
  await press(page, 'navigate');
  await page.waitForURL(/\/commands\/told$/);
  await page.context().close();
});
