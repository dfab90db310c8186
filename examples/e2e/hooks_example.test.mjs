// The example `hooks`: libraries of others beside a live page, a menu and a dialog by commands alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, press, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('gallery'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const begin = async () => {
  const page = await open(browser, `${server.url}/hooks/`);
  await connected(page);
  return page;
};

const calls = (page) =>
  page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text).slice(3));
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.name);
const key = (page, name) => page.keyboard.press(name);
const hidden = (page, id) => until(async () => !(await page.isVisible(id)), `${id} to be hidden`);

test('IP-09: a menu by commands alone opens, closes by Escape, a click elsewhere and a choice, and gives the focus back', async () => {
  const page = await begin();
  await page.getByRole('button', { name: 'Menu' }).focus();
  await key(page, 'Enter');
  assert.equal(await page.isVisible('#menu'), true);
  assert.equal(await focused(page), 'New task…');
  assert.equal(await page.getAttribute('#open-menu', 'aria-expanded'), 'true');
  await key(page, 'Escape');
  await hidden(page, '#menu');
  assert.equal(await focused(page), 'Menu');
  assert.equal(await page.getAttribute('#open-menu', 'aria-expanded'), 'false');
  await key(page, 'Enter');
  await page.getByRole('heading', { name: 'A chart' }).click();
  await hidden(page, '#menu');
  assert.deepEqual(calls(page), []);
  await page.getByRole('button', { name: 'Menu' }).click();
  await exchange(page, () => page.locator('#menu').getByRole('button', { name: 'Click' }).click());
  await hidden(page, '#menu');
  assert.equal(await page.textContent('output'), '1');
  assert.equal(await focused(page), 'Menu');
  quiet(page);
  await page.context().close();
});

test('IP-09: a dialog by commands alone keeps the focus, sends its form, and gives the focus back', async () => {
  const page = await begin();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'New task…' }).click();
  assert.equal(await page.isVisible('#dialog'), true);
  assert.equal(await focused(page), 'title');
  for (const name of ['Add', 'Cancel', 'title', 'Add']) {
    await key(page, 'Tab');
    assert.equal(await focused(page), name);
  }
  await key(page, 'Shift+Tab');
  await key(page, 'Shift+Tab');
  assert.equal(await focused(page), 'Cancel');
  // A patch around it takes nothing away.
  await exchange(page, () => press(page, 'Something else'));
  assert.equal(await page.isVisible('#dialog'), true);
  await key(page, 'Escape');
  await hidden(page, '#dialog');
  assert.equal(await focused(page), 'Menu');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'New task…' }).click();
  await page.getByLabel('Title').fill('Oil it');
  await exchange(page, () => key(page, 'Enter'));
  await hidden(page, '#dialog');
  assert.deepEqual(calls(page).at(-1), ['add_task', { title: 'Oil it', _target: null }]);
  await until(async () => (await page.locator('#tasks li').count()) === 5, 'the task');
  assert.equal(await focused(page), 'Menu');
  quiet(page);
  await page.context().close();
});

test('IP-09: tabs change without the server, and what is in them stays live', async () => {
  const page = await begin();
  const shown = async () => [await page.isVisible('#panel-clicks'), await page.isVisible('#panel-readings')];
  const chosen = () => page.$$eval('[role=tab]', (tabs) => tabs.map((tab) => tab.getAttribute('aria-selected')));
  assert.deepEqual(await shown(), [true, false]);
  await page.getByRole('tab', { name: 'readings' }).click();
  assert.deepEqual(await shown(), [false, true]);
  assert.deepEqual(await chosen(), ['false', 'true']);
  assert.deepEqual(calls(page), []);
  await exchange(page, () => press(page, 'Measure'));
  await exchange(page, () => press(page, 'Something else'));
  assert.equal(await page.textContent('#panel-readings'), 'Readings: 7');
  assert.deepEqual(await shown(), [false, true]);
  assert.deepEqual(await chosen(), ['false', 'true']);
  await page.getByRole('tab', { name: 'clicks' }).click();
  assert.deepEqual(await shown(), [true, false]);
  assert.equal(await page.textContent('#panel-clicks'), 'Clicks: 1');
  quiet(page);
  await page.context().close();
});

test('DR-09: a chart is fed by an attribute, and patches of other things leave it alone', async () => {
  const page = await begin();
  await page.waitForSelector('#chart canvas');
  await page.evaluate(() => {
    window.chart = document.querySelector('#chart canvas');
    window.drawn = () => {
      const { width, height } = window.chart;
      return window.chart.getContext('2d').getImageData(0, 0, width, height).data.join('').length;
    };
    window.nodes = [...document.querySelectorAll('#chart *')];
    window.picture = window.chart.toDataURL();
  });
  await exchange(page, () => press(page, 'Something else'));
  const same = () => page.evaluate(() => window.nodes.every((node) => node.isConnected) && window.chart.toDataURL() === window.picture);
  assert.equal(await same(), true);
  await exchange(page, () => press(page, 'Measure'));
  await until(() => page.evaluate(() => window.chart.toDataURL() !== window.picture), 'the chart to be drawn anew');
  assert.equal(await page.evaluate(() => window.chart.isConnected), true, 'on the same canvas');
  assert.equal(await page.getAttribute('#chart', 'data-values'), '[3,5,4,7,6,8,4]');
  const box = await page.locator('#chart .u-over').boundingBox();
  await page.mouse.move(box.x + 20, box.y + 30);
  await page.mouse.move(box.x + 2, box.y + 20);
  await until(async () => (await page.locator('.u-legend .u-value').last().textContent()) === '3', 'the cursor');
  await exchange(page, () => page.mouse.click(box.x + 2, box.y + 20));
  await page.waitForSelector('#picked');
  assert.equal(await page.textContent('#picked'), 'Value 1 is 3.');
  quiet(page);
  await page.context().close();
});

/** Drags a task to where another one is, as a user does, until the list shows an order; then lets it go. */
const drag = async (page, from, to, shown) => {
  await page.$eval('#tasks', (list) => list.scrollIntoView({ block: 'center', behavior: 'instant' }));
  // Tasks of the drag before glide to their places.
  const isStill = () => page.$eval('#tasks', (list) => list.getAnimations({ subtree: true }).length === 0);
  await until(isStill, 'the tasks to be in their places');
  const [start, end] = await Promise.all([from, to].map((id) => page.locator(`#tasks li[data-id="${id}"]`).boundingBox()));
  const x = start.x + 20;
  const edge = end.y > start.y ? end.y + end.height - 3 : end.y + 3;
  await page.mouse.move(x, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, edge, { steps: 8 });
  let step = 0;
  await until(async () => {
    await page.mouse.move(x + (step++ % 3), edge);
    return (await order(page)) === shown;
  }, `the list to show ${shown}`);
  await page.mouse.up();
};
const order = (page) => page.$$eval('#tasks li', (rows) => rows.map((row) => row.dataset.id).join(''));

test('DR-08: a list sorted by dragging sends its order; an order that the server refuses is taken back', async () => {
  const page = await begin();
  await exchange(page, () => drag(page, 2, 4, '1342'));
  assert.deepEqual(calls(page).at(-1), ['sort', { ids: [1, 3, 4, 2] }]);
  await until(async () => (await order(page)) === '1342', 'the order');
  await exchange(page, () => press(page, 'Something else'));
  assert.equal(await order(page), '1342');
  await exchange(page, () => drag(page, 2, 3, '1234'));
  await until(async () => (await order(page)) === '1234', 'the second order');
  quiet(page);
  // The first one is to stay first.
  await exchange(page, () => drag(page, 3, 1, '3124'));
  await until(async () => (await order(page)) === '1234', 'the order to be taken back');
  // And what the server knows is what the page shows.
  await page.reload();
  await connected(page);
  await page.context().close();
});

test('DR-09: hooks of a deferred script that comes after the answer to the join are mounted, without a word', async () => {
  const context = await browser.newContext();
  let arrive;
  const late = new Promise((resolve) => (arrive = resolve));
  await context.route('**/assets/hooks.js', async (route) => {
    await late;
    await route.continue();
  });
  const page = await open(browser, 'about:blank', { context });
  // The page is not loaded before its scripts are.
  const loaded = page.goto(`${server.url}/hooks/`);
  await connected(page);
  assert.equal(await page.locator('#chart canvas').count(), 0);
  arrive();
  await loaded;
  await page.locator('#chart canvas').waitFor();
  quiet(page);
  await context.close();
});
