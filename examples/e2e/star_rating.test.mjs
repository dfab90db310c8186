// The tutorial's component on real pages: stars that are hovered, chosen and kept.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { bytes, connected, exchange, launch, observe, open, quiet, until } from './lib/browser.mjs';
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

test('CO-09, IP-16: a preview under the pointer, a few bytes for each star, and nothing else on the page is touched', async () => {
  const page = await visit('movies/1');
  await shows(page, [0, 5]);
  const seen = await observe(page);
  for (let n = 1; n <= 5; n += 1) {
    const { up, down } = await exchange(page, () => star(page, n).hover());
    assert.deepEqual(JSON.parse(up[0]).slice(3), ['hover_star', { n: String(n) }, 1]);
    assert.ok(down.length === 1 && bytes(down[0]) <= 60, down.join());
    await shows(page, [n, 5]);
  }
  const { down } = await exchange(page, () => page.locator('h1').hover());
  assert.equal(down.length, 1);
  await shows(page, [0, 5]);
  const touched = (await seen.stop()).filter(({ target }) => target !== 'body');
  assert.deepEqual([...new Set(touched.map(({ type, target }) => `${type} ${target}`))], ['attributes button']);
  assert.equal(touched.length, 10, 'five stars, lit and dimmed');
  quiet(page);
  await page.context().close();
});

test('IP-16, EV-34: sixty hovers a second: each reply a class, and nothing else is written', async () => {
  const page = await visit('movies/1');
  await shows(page, [0, 5]);
  const boxes = [];
  for (let n = 1; n <= 5; n += 1) boxes.push(await star(page, n).boundingBox());
  const seen = await observe(page);
  const start = page.wire.length;
  await page.evaluate(
    (boxes) =>
      new Promise((resolve) => {
        let turn = 0;
        let last = null;
        const step = () => {
          const { x, y, width, height } = boxes[turn % boxes.length];
          const element = document.elementFromPoint(x + width / 2, y + height / 2);
          last?.dispatchEvent(new PointerEvent('pointerout', { bubbles: true, relatedTarget: element }));
          element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, relatedTarget: last }));
          last = element;
          turn += 1;
          if (turn === 60) resolve();
          else setTimeout(step, 1000 / 60);
        };
        step();
      }),
    boxes,
  );
  const frames = (way) => page.wire.slice(start).filter((one) => one[0] === way).map(([, text]) => text);
  const events = () => frames('up').filter((text) => text.startsWith('["e"'));
  const answered = (text) => /^\["[pa]"/.test(text) && JSON.parse(text)[text[2] === 'p' ? 2 : 1] >= JSON.parse(events().at(-1))[1];
  await until(() => frames('down').some(answered), 'the last answer');
  assert.equal(events().filter((text) => text.includes('hover_star')).length, 60);
  // From the last star to the first is the longest reply. A busy server answers several hovers by one.
  let before = 0;
  for (const text of frames('down').filter((one) => one.startsWith('["p"'))) {
    const [, , ref] = JSON.parse(text);
    assert.ok(bytes(text) <= 90 * (ref - before), text);
    before = ref;
  }
  const touched = (await seen.stop()).filter(({ target }) => target !== 'body');
  assert.deepEqual([...new Set(touched.map(({ type, target, attribute }) => `${type} ${target} ${attribute}`))], ['attributes button class']);
  quiet(page);
  await page.context().close();
});

test('CO-09: after a choice the preview gives way to it', async () => {
  const page = await visit('restaurants/2');
  await shows(page, [0]);
  await star(page, 4).hover();
  await shows(page, [4]);
  await star(page, 2).hover();
  await shows(page, [2]);
  await star(page, 2).click();
  await page.locator('h1').hover();
  await shows(page, [2]);
  await star(page, 5).hover();
  await shows(page, [5]);
  await page.locator('h1').hover();
  await shows(page, [2]);
  assert.equal(await kept('restaurants/2'), 2);
  quiet(page);
  await page.context().close();
});

test('CO-04: one component on two kinds of pages, each kept for itself, also past a restart', async () => {
  const other = await kept('restaurants/2');
  const page = await visit('restaurants/1');
  await shows(page, [0]);
  await exchange(page, () => star(page, 2).hover());
  const { down } = await exchange(page, () => star(page, 2).click());
  assert.equal(down.length, 1, 'one patch for the component and its page');
  await shows(page, [2]);
  assert.equal(await page.locator('[role=status]').textContent(), 'Thank you: 2 of 5.');
  assert.equal(await kept('movies/1'), 0);
  assert.equal(await kept('restaurants/2'), other);
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
  await exchange(page, () => star(page, 5).hover());
  const { up } = await exchange(page, () => star(page, 5).click());
  assert.deepEqual(JSON.parse(up[0]), ['e', 2, 1, 'commit_rating', { n: '5' }, 1]);
  await shows(page, [5]);
  await page.context().close();
});
