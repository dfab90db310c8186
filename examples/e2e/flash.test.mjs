// Messages to the user, in the container that the template has.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, observe, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const CONTAINER = '#dj-flash-container';

/** Opens a page whose clock stands still but for `page.clock`. */
const start = async (path = '/flash') => {
  const page = await open(browser, null);
  await page.clock.install();
  await page.goto(server.url + path);
  await connected(page);
  await page.clock.pauseAt(Date.now() + 2_000);
  return page;
};

const click = (page, name) => page.getByRole('button', { name, exact: true }).click();
const texts = (page) => page.locator(`${CONTAINER} > *`).allTextContents();

/** Waits until the page shows these messages, in this order. */
const shows = async (page, ...expected) => {
  const same = async () => JSON.stringify(await texts(page)) === JSON.stringify(expected);
  await until(same, JSON.stringify(expected)).catch(async (error) => {
    error.message += `, found ${JSON.stringify(await texts(page))}`;
    throw error;
  });
};

const markup = (page) => page.locator(CONTAINER).evaluate((container) => container.outerHTML);

test('FL-03: the tag is an empty container, on the page as the server sends it', async () => {
  const page = await open(browser, `${server.url}/flash`, { javaScriptEnabled: false });
  assert.equal(
    await markup(page),
    '<div id="dj-flash-container" class="dj-flash-container" aria-live="polite" role="status" ' +
      'data-dj-auto-dismiss="5000" dj-update="ignore"></div>',
  );
  await page.context().close();
});

test('FL-01, FL-04, FL-05: a message of any level stands in the container, its text as text', async () => {
  const page = await start();
  for (const level of ['info', 'success', 'warning', 'error', 'party']) await click(page, level);
  const all = ['info', 'success', 'warning', 'error', 'party'].map((level) => `A <b>${level}</b> & more`);
  await shows(page, ...all);
  const item = (level) =>
    `<div class="dj-flash dj-flash-${level}" role="alert" data-dj-flash-level="${level}">A &lt;b&gt;${level}&lt;/b&gt; &amp; more</div>`;
  assert.equal(
    await page.locator(CONTAINER).evaluate((container) => container.innerHTML),
    ['info', 'success', 'warning', 'error', 'party'].map(item).join(''),
  );
  quiet(page);
  await page.context().close();
});

test('FL-09: several messages of one handler are shown in order, behind its patch', async () => {
  const page = await start();
  const { down } = await exchange(page, () => click(page, 'several'));
  assert.deepEqual(
    down.map((frame) => JSON.parse(frame).slice(0, 3)),
    [
      ['u', 'djust:flash', { put: ['success', '2 records created.'] }],
      ['u', 'djust:flash', { put: ['warning', '1 duplicate skipped.'] }],
      ['u', 'djust:flash', { put: ['error', '1 record failed.'] }],
      ['p', 1, 1],
    ],
  );
  await shows(page, '2 records created.', '1 duplicate skipped.', '1 record failed.');
  await page.getByText('Count: 1').waitFor();
  await page.context().close();
});

test('FL-06, FL-07: a message goes after 5 s, in 300 ms', async () => {
  const page = await start();
  await click(page, 'info');
  await page.locator('.dj-flash').waitFor();
  await page.clock.runFor(4_999);
  assert.equal(await page.locator('.dj-flash').getAttribute('class'), 'dj-flash dj-flash-info');
  await page.clock.runFor(1);
  assert.equal(await page.locator('.dj-flash').getAttribute('class'), 'dj-flash dj-flash-info dj-flash-removing');
  await page.clock.runFor(299);
  assert.equal(await page.locator('.dj-flash').count(), 1);
  await page.clock.runFor(1);
  assert.equal(await page.locator('.dj-flash').count(), 0);
  quiet(page);
  await page.context().close();
});

test('FL-06, FL-08: the tag says how long a message stays, and where', async () => {
  const page = await start('/flash/long');
  assert.equal(
    await page.locator(CONTAINER).getAttribute('class'),
    'dj-flash-container dj-flash-top-right',
  );
  await click(page, 'info');
  await page.locator('.dj-flash').waitFor();
  await page.clock.runFor(7_999);
  assert.equal(await page.locator('.dj-flash-removing').count(), 0);
  await page.clock.runFor(1);
  assert.equal(await page.locator('.dj-flash-removing').count(), 1);
  await page.context().close();

  const lasting = await start('/flash/lasting');
  await click(lasting, 'info');
  await lasting.locator('.dj-flash').waitFor();
  await lasting.clock.runFor(3_600_000);
  assert.equal(await lasting.locator('.dj-flash:not(.dj-flash-removing)').count(), 1);
  await lasting.context().close();
});

test('FL-02: messages are taken away, all of them or those of a level', async () => {
  const page = await start();
  await click(page, 'several');
  await shows(page, '2 records created.', '1 duplicate skipped.', '1 record failed.');
  await click(page, 'clear errors');
  await page.locator('.dj-flash-error.dj-flash-removing').waitFor();
  assert.equal(await page.locator('.dj-flash-removing').count(), 1);
  await page.clock.runFor(300);
  await shows(page, '2 records created.', '1 duplicate skipped.');
  await click(page, 'clear');
  await page.locator('.dj-flash-removing').nth(1).waitFor();
  await page.clock.runFor(300);
  await shows(page);
  await page.context().close();
});

test('FL-10: what a handler says before it leads to another view is shown there; what was shown goes', async () => {
  const page = await start();
  await click(page, 'info');
  await shows(page, 'A <b>info</b> & more');
  await click(page, 'save and go');
  await page.waitForURL(`${server.url}/flash/lasting`);
  await shows(page, 'Saved, and gone on.');
  quiet(page);
  await page.context().close();
});

test('FL-12, LD-10, LO-07: a message of background work comes when that is done, and its button is locked until then', async () => {
  const page = await start();
  await click(page, 'work');
  await page.getByText('working').waitFor();
  assert.ok(await page.getByRole('button', { name: 'work' }).isDisabled());
  await shows(page);
  await click(page, 'count');
  await page.getByText('Count: 1').waitFor();
  assert.ok(await page.getByRole('button', { name: 'work' }).isDisabled());
  await click(page, 'finish');
  await shows(page, 'Report ready!');
  await page.getByText('idle').waitFor();
  await until(() => page.getByRole('button', { name: 'work' }).isEnabled(), 'the button to be free');
  quiet(page);
  await page.context().close();
});

test('FL-13: scripts of the page show, clear and dismiss messages', async () => {
  const page = await start();
  await page.evaluate(() => {
    const { flash } = window.djust;
    flash.show('info', 'one');
    flash.show('error', 'two');
    flash.show('info', 'three');
    flash.clear('error');
    flash.dismiss(document.querySelector('.dj-flash'));
    flash.dismiss(document.querySelector('h1'));
  });
  assert.deepEqual(await page.locator('.dj-flash-removing').allTextContents(), ['one', 'two']);
  await page.clock.runFor(300);
  await shows(page, 'three');
  await page.evaluate(() => window.djust.flash.clear());
  await page.clock.runFor(300);
  await shows(page);
  assert.equal(await page.getByText('Count: 0').count(), 1);
  quiet(page);
  await page.context().close();
});

test('FL-15: patches leave messages alone, and without a container nothing happens', async () => {
  const page = await start();
  await click(page, 'info');
  await page.locator('.dj-flash').waitFor();
  const seen = await observe(page);
  await click(page, 'count');
  await page.getByText('Count: 1').waitFor();
  const records = await seen.stop();
  assert.deepEqual(records.filter(({ target }) => target === 'div'), []);
  await shows(page, 'A <b>info</b> & more');
  await page.context().close();

  const nowhere = await start('/flash/nowhere');
  await click(nowhere, 'several');
  await nowhere.getByText('Count: 1').waitFor();
  assert.equal(await nowhere.locator('.dj-flash').count(), 0);
  assert.equal(await nowhere.evaluate(() => window.djust.flash), undefined, 'its script is not linked');
  quiet(nowhere);
  await nowhere.context().close();
});

test('FL-16: a handler that returns early and changes nothing still shows its message', async () => {
  const page = await start();
  const { down } = await exchange(page, () => click(page, 'save'));
  assert.deepEqual(
    down.map((frame) => JSON.parse(frame)),
    [
      ['u', 'djust:flash', { put: ['error', 'Name is required.'] }],
      ['p', 1, 1, []],
    ],
  );
  await shows(page, 'Name is required.');
  await page.getByLabel('Name').fill('Tea');
  await click(page, 'save');
  await shows(page, 'Name is required.', 'Item saved!');
  quiet(page);
  await page.context().close();
});

test('FL-10: messages stay while the URL of the view changes, and go with the view', async () => {
  const page = await start();
  await click(page, 'info');
  await shows(page, 'A <b>info</b> & more');
  await page.getByRole('link', { name: 'seven' }).click();
  await page.getByText('Count: 7').waitFor();
  await shows(page, 'A <b>info</b> & more');
  await page.getByRole('link', { name: 'long' }).click();
  await page.locator('.dj-flash-top-right').waitFor({ state: 'attached' });
  await page.getByText('Count: 0').waitFor();
  await shows(page);
  await click(page, 'info');
  await shows(page, 'A <b>info</b> & more');
  await page.reload();
  await connected(page);
  await shows(page);
  quiet(page);
  await page.context().close();
});

test('FL-11: what the next view puts in its mount is shown there', async () => {
  for (const path of ['/flash', '/flash/nowhere']) {
    const page = await start(path);
    await page.getByRole('link', { name: 'lasting' }).click();
    await shows(page, 'Welcome!');
    quiet(page);
    await page.context().close();
  }
});

const recipe = (name) => new URL(`../../docs/flash/${name}`, import.meta.url).pathname;

test('IP-15: the recipes of docs/flash style the container, each level, and how a message goes', async () => {
  const page = await start();
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, await readFile(recipe('starter.css'), 'utf8'));
  await page.evaluate(() => djust.flash.show('error', 'It is gone.'));
  await shows(page, 'It is gone.');
  const style = (selector, name) => page.locator(selector).evaluate((node, name) => getComputedStyle(node)[name], name);
  assert.equal(await style(CONTAINER, 'position'), 'fixed');
  assert.equal(await style('.dj-flash-error', 'borderLeftColor'), 'rgb(185, 28, 28)');
  assert.equal(await style('.dj-flash-error', 'opacity'), '1');
  await page.evaluate(() => djust.flash.clear());
  await until(async () => (await style('.dj-flash-error', 'opacity')) !== '1', 'it fades');
  quiet(page);
  await page.context().close();
  // The others need a build of the application's own; what they style is the same.
  const classes = async (name) => new Set((await readFile(recipe(name), 'utf8')).match(/\.dj-flash(-[a-z]+)*/g));
  const text = { 'starter.css': 'position: fixed', 'bootstrap.scss': 'position: fixed', 'tailwind.css': '@apply fixed' };
  const usual = ['info', 'success', 'warning', 'error', 'removing'].map((name) => `.dj-flash-${name}`);
  for (const name of ['starter.css', 'bootstrap.scss', 'tailwind.css']) {
    const styled = await classes(name);
    assert.ok((await readFile(recipe(name), 'utf8')).includes(text[name]), `${name} puts the container somewhere`);
    for (const expected of ['.dj-flash', '.dj-flash-container', '.dj-flash-bottom', ...usual]) assert.ok(styled.has(expected), `${name} styles ${expected}`);
  }
});
