// The tutorial's component on real pages: stars that are hovered, chosen and kept.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'djust-ratings-'));
  process.env.RATINGS = join(folder, 'ratings.sqlite');
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const visit = async (path) => {
  const page = await open(browser, `${server.url}/star_rating/${path}`);
  await connected(page);
  return page;
};

/** How many stars are lit in each component of the page. */
const lit = (page) =>
  page.evaluate(() => [...document.querySelectorAll('.star-rating')].map((it) => it.querySelectorAll('.is-filled').length));

const shows = (page, expected) =>
  until(async () => `${await lit(page)}` === `${expected}`, `${expected} stars`).catch(async (error) => {
    error.message += `, found ${await lit(page)}`;
    throw error;
  });

const star = (page, n, which = 0) => page.locator('.star-rating').nth(which).locator('.star').nth(n - 1);

/** The rating as a new visit gets it. */
const kept = async (path) => {
  const html = await (await fetch(`${server.url}/star_rating/${path}`)).text();
  const [first] = html.split('</div>');
  return first.split('is-filled').length - 1;
};

test('CO-09, CO-07, CO-15: a click sets the value, an action of the page keeps it, and the other instance stays', async () => {
  const page = await visit('movies/2');
  await shows(page, [0, 2]);
  await star(page, 4).click();
  await shows(page, [4, 3]);
  await until(async () => (await page.textContent('#own [role=status]')) === 'Saved.', 'the end of the action');
  assert.ok((await page.textContent('#average')).includes('2 reviews'), 'the average is the page\'s to change');
  assert.equal(await kept('movies/2'), 4);
  quiet(page);
  await page.context().close();
});

test('CO-04: one component on two kinds of pages, each kept for itself, also past a restart', async () => {
  const page = await visit('restaurants/1');
  await shows(page, [0]);
  const { down } = await exchange(page, () => star(page, 2).click());
  assert.equal(down.length, 1, 'one patch for the component and its page');
  await shows(page, [2]);
  assert.equal(await page.locator('[role=status]').textContent(), 'Thank you: 2 of 5.');
  assert.equal(await kept('movies/1'), 0);
  assert.equal(await kept('restaurants/2'), 0);
  await page.context().close();
  await server.stop();
  await server.start();
  assert.equal(await kept('restaurants/1'), 2);
});

test('CO-08: stars that are read only do nothing', async () => {
  const page = await visit('movies/1');
  await shows(page, [0, 5]);
  assert.ok(await star(page, 1, 1).isDisabled());
  await star(page, 1, 1).click({ force: true });
  await star(page, 3).click();
  await shows(page, [3, 4]);
  quiet(page);
  await page.context().close();
});

test('CO-05, PA-28: events reach the instance that they are in, whatever else has it in its markup', async () => {
  const page = await visit('restaurants/2');
  const ids = await page.evaluate(() => [...document.querySelectorAll('[data-component-id]')].map((it) => it.dataset.componentId));
  assert.deepEqual(ids, ['1']);
  const { up } = await exchange(page, () => star(page, 5).click());
  assert.deepEqual(JSON.parse(up[0]), ['e', 1, 0, 'commit_rating', { n: '5' }, 1]);
  await shows(page, [5]);
  await page.context().close();
});
