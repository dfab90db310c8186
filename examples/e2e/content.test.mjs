// What a page hands to a component: the page's, wherever and however often the component shows it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bytes, connected, exchange, launch, open, quiet, until } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const visit = async (options = {}) => {
  const page = await open(browser, `${server.url}/content`, options);
  await connected(page);
  return page;
};

const view = (page, name) => page.getByRole('button', { name, exact: true }).click();
const toggle = (page, place) => page.locator(`#${place} .toggle`).click();

/** The text of a panel, spaces folded. */
const text = (page, place) =>
  page.evaluate((place) => document.querySelector(`#${place}`).textContent.replace(/\s+/g, ' ').trim(), place);

const shows = (page, place, expected) =>
  until(async () => (await text(page, place)) === expected, expected).catch(async (error) => {
    error.message += `, found ${await text(page, place)}`;
    throw error;
  });

test('IP-10: a change in content is one small patch and leaves the component alone', async () => {
  const page = await visit();
  await shows(page, 'list', 'Fruit shut 0 123');
  await shows(page, 'empty', 'shut 0');
  const { down } = await exchange(page, () => view(page, 'more'));
  assert.ok(down.length === 1 && bytes(down[0]) <= 40, down.join());
  await shows(page, 'list', 'Fruit shut 0 1234');
  await page.fill('#title', 'Veg');
  await shows(page, 'list', 'Veg shut 0 1234');
  quiet(page);
  await page.context().close();
});

test('IP-10: an event in content goes to the page, and not to the component around it', async () => {
  const page = await visit();
  await page.locator('#list li button').nth(1).click();
  await until(async () => (await page.textContent('#picked')) === '2', 'what was picked');
  await shows(page, 'list', 'Fruit shut 0 123');
  await page.locator('#list header h2').click();
  await shows(page, 'list', 'Fruit shut 1 123');
  quiet(page);
  await page.context().close();
});

test('IP-10: content that is shown again is as it is by then, twice as well', async () => {
  const page = await visit();
  await toggle(page, 'list');
  await shows(page, 'list', 'Fruit open 0');
  await view(page, 'more');
  await toggle(page, 'list');
  await shows(page, 'list', 'Fruit shut 0 1234');
  await view(page, 'twice');
  await shows(page, 'list', 'Fruit shut 0 1234 1234');
  await view(page, 'more');
  await shows(page, 'list', 'Fruit shut 0 12345 12345');
  await page.locator('#list aside li button').nth(4).click();
  await until(async () => (await page.textContent('#picked')) === '5', 'what was picked');
  await toggle(page, 'list');
  await view(page, 'more');
  await shows(page, 'list', 'Fruit open 0 123456');
  quiet(page);
  await page.context().close();
});

test('IP-10: fields and components in content work as anywhere, and keep their state while it is not shown', async () => {
  const page = await visit();
  await page.locator('#field input').pressSequentially('abc');
  await shows(page, 'field', 'shut 0 abc rung 0');
  await page.locator('#field .bell').click();
  await shows(page, 'field', 'shut 0 abc rung 1');
  assert.equal(await page.inputValue('#title'), 'Rung 1', 'the page is the parent');
  await toggle(page, 'field');
  await shows(page, 'field', 'open 0');
  await toggle(page, 'field');
  await shows(page, 'field', 'shut 0 abc rung 1');
  await page.locator('#field .bell').click();
  await shows(page, 'field', 'shut 0 abc rung 2');
  quiet(page);
  await page.context().close();
});

test('IP-10: text and several nodes are content as well, in a `<slot>` that is no box', async () => {
  const page = await visit();
  await shows(page, 'loose', 'shut 0 Fruit: 123 another');
  const boxes = await page.evaluate(() => [...document.querySelectorAll('#loose slot')].map((it) => getComputedStyle(it).display));
  assert.deepEqual(boxes, ['contents']);
  const { down } = await exchange(page, () => view(page, 'another'));
  assert.equal(down.length, 1);
  await shows(page, 'loose', 'shut 0 Fruit: 1234 many another');
  await view(page, 'twice');
  await shows(page, 'loose', 'shut 0 Fruit: 1234 many another Fruit: 1234 many another');
  await page.locator('#loose aside button').click();
  await shows(page, 'loose', 'shut 0 Fruit: 12345 many another Fruit: 12345 many another');
  await toggle(page, 'loose');
  await page.fill('#title', 'Veg');
  await shows(page, 'loose', 'open 0 Veg: 12345 many another');
  await toggle(page, 'loose');
  await shows(page, 'loose', 'shut 0 Veg: 12345 many another Veg: 12345 many another');
  quiet(page);
  await page.context().close();
});

test('I5: a cut and a lost patch lose nothing of content', async () => {
  let line;
  const page = await visit({
    before: async (page) => {
      line = await intercept(page);
    },
  });
  line.pass = (way, frame) => {
    const patch = way === 'down' && frame.startsWith('["p"');
    if (patch) line.cut();
    return !patch;
  };
  await view(page, 'more');
  await until(() => line.sockets.size === 0, 'the cut');
  line.pass = () => true;
  await toggle(page, 'list');
  await shows(page, 'list', 'Fruit open 0');
  await toggle(page, 'list');
  await shows(page, 'list', 'Fruit shut 0 1234');
  await page.context().close();
});

test('I7: content that a script took apart ends right', async () => {
  const page = await visit();
  await page.evaluate(() => document.querySelector('#list ul').remove());
  await view(page, 'more');
  await shows(page, 'list', 'Fruit shut 0 1234');
  await page.locator('#list li button').nth(3).click();
  await until(async () => (await page.textContent('#picked')) === '4', 'what was picked');
  await page.context().close();
});
