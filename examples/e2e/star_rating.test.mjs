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

const signIn = async (page, name) => {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'The Third Man' }).waitFor();
};

/** A page of who has signed in under this name, in a browser of their own. */
const visit = async (path, name) => {
  const page = await open(browser, `${server.url}/star_rating/sign-in`);
  await signIn(page, name);
  await page.goto(`${server.url}/star_rating/${path}`);
  await connected(page);
  page.wire.length = 0;
  return page;
};

/** How many stars are lit in each component of the page: as many as have not the colour of those that are out, without a gap. */
const lit = (page) =>
  page.evaluate(() => {
    const line = getComputedStyle(document.documentElement).getPropertyValue('--line').trim();
    const out = `rgb(${[1, 3, 5].map((at) => Number.parseInt(line.slice(at, at + 2), 16)).join(', ')})`;
    return [...document.querySelectorAll('.star-rating')].map((group) => {
      const are = [...group.querySelectorAll('.star')].map((it) => getComputedStyle(it).color !== out);
      const count = are.filter(Boolean).length;
      return are.lastIndexOf(true) + 1 === count && group.dataset.lit === `${count}` ? count : `${are}`;
    });
  });

const shows = (page, expected) =>
  until(async () => `${await lit(page)}` === `${expected}`, `${expected} stars`).catch(async (error) => {
    error.message += `, found ${await lit(page)}`;
    throw error;
  });

const star = (page, n, which = 0) => page.locator('.star-rating').nth(which).locator('.star').nth(n - 1);

/** The visitor's rating as a new visit in the same browser gets it. */
const kept = async (page, path) => {
  const answer = await page.context().request.get(`${server.url}/star_rating/${path}`);
  return Number(/data-lit="(\d)"/.exec(await answer.text())[1]);
};

/** No reply to a hover has more bytes than this. */
const REPLY = 60;

/** Holds each reply from this frame on to its bytes. A busy server answers several hovers by one, which may be as much longer. */
const bounded = (page, start) => {
  let before = null;
  for (const [way, text] of page.wire.slice(start)) {
    if (way === 'up' && before === null && text.startsWith('["e"')) before = JSON.parse(text)[1] - 1;
    if (way === 'up' || !/^\["[pa]"/.test(text)) continue;
    const ref = JSON.parse(text)[text[2] === 'p' ? 2 : 1];
    assert.ok(bytes(text) <= REPLY * (ref - before), text);
    before = ref;
  }
};

/** What an observer of the whole page has seen, once each. */
const touched = async (seen) => {
  const records = (await seen.stop()).filter(({ target }) => target !== 'body');
  return [...new Set(records.map(({ type, target, attribute, component }) => `${type} ${target} ${attribute} in ${component}`))];
};

test('CO-13, UI-01: a movie is for those who have signed in, and each has a rating of their own', async () => {
  const stranger = await open(browser, `${server.url}/star_rating/movies/2`);
  assert.equal(new URL(stranger.url()).pathname, '/star_rating/sign-in');
  await connected(stranger);
  quiet(stranger);
  await stranger.context().close();

  const [ann, ben] = await Promise.all(['anna', 'bela'].map((name) => visit('movies/2', name)));
  assert.equal(await ann.textContent('#average p'), 'Average (1 review)');
  await star(ann, 5).click();
  await shows(ann, [5, 4]);
  await shows(ben, [0, 2]);
  await star(ben, 1).click();
  await shows(ben, [1, 3]);
  await shows(ann, [5, 4]);
  for (const [page, own] of [[ann, 5], [ben, 1]]) {
    await page.reload();
    await connected(page);
    await shows(page, [own, 3]);
    assert.equal(await page.textContent('#average p'), 'Average (3 reviews)');
    quiet(page);
  }
  // Without its cookie, a browser is a stranger on its next visit.
  await ann.context().clearCookies();
  await ann.reload();
  assert.equal(new URL(ann.url()).pathname, '/star_rating/sign-in');
  await Promise.all([ann, ben].map((page) => page.context().close()));
});

test('CO-09, CO-07, CO-15: a click sets the value, an action of the page keeps it, and the other instance stays', async () => {
  const page = await visit('movies/1', 'cleo');
  await shows(page, [0, 5]);
  await star(page, 1).click();
  // Five, four and one.
  await shows(page, [1, 3]);
  await until(async () => (await page.textContent('#own [role=status]')) === 'Saved.', 'the end of the action');
  assert.ok((await page.textContent('#average')).includes('3 reviews'), 'the average is the page\'s to change');
  assert.equal(await page.getByRole('group').first().getAttribute('aria-label'), 'Your rating: 1 of 5');
  assert.equal(await kept(page, 'movies/1'), 1);
  quiet(page);
  await page.context().close();
});

test('CO-09, IP-16, CO-06: a preview under the pointer, sixty bytes at most, and one attribute of its group is written', async () => {
  const page = await visit('movies/1', 'dora');
  const [, average] = await lit(page);
  const start = page.wire.length;
  const seen = await observe(page);
  // From the first to the last and back as well.
  for (const n of [1, 2, 3, 4, 5, 1, 5]) {
    const { up, down } = await exchange(page, () => star(page, n).hover());
    const [event] = up.filter((text) => text.includes('hover_star'));
    assert.deepEqual(JSON.parse(event).slice(3), ['hover_star', { n: String(n) }, 1]);
    const [reply] = down.filter((text) => text.startsWith('["p"'));
    const [, , , edits, component] = JSON.parse(reply);
    assert.deepEqual([edits, component], [[], 1], 'the component\'s values, and none of its page\'s');
    await shows(page, [n, average]);
  }
  await exchange(page, () => page.locator('h1').hover());
  await shows(page, [0, average]);
  bounded(page, start);
  assert.deepEqual(await touched(seen), ['attributes div data-lit in 1']);
  quiet(page);
  await page.context().close();
});

test('IP-16, EV-34: sixty hovers a second: each reply has sixty bytes at most, and nothing else is written', async () => {
  const page = await visit('movies/1', 'emil');
  const [, average] = await lit(page);
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
  bounded(page, start);
  assert.deepEqual(await touched(seen), ['attributes div data-lit in 1']);
  quiet(page);
  await page.context().close();
});

test('CO-09: after a choice the preview gives way to it', async () => {
  const page = await visit('restaurants/2', 'fred');
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
  assert.equal(await kept(page, 'restaurants/2'), 2);
  quiet(page);
  await page.context().close();
});

test('CO-04: one component on two kinds of pages, each kept for itself, also past a restart', async () => {
  let page = await visit('restaurants/1', 'gina');
  await shows(page, [0]);
  await exchange(page, () => star(page, 2).hover());
  const { down } = await exchange(page, () => star(page, 2).click());
  assert.equal(down.length, 1, 'one patch for the component and its page');
  await shows(page, [2]);
  assert.equal(await page.locator('[role=status]').textContent(), 'Thank you: 2 of 5.');
  assert.equal(await kept(page, 'movies/1'), 0);
  assert.equal(await kept(page, 'restaurants/2'), 0);
  await page.context().close();
  await server.stop();
  await server.start();
  page = await visit('restaurants/1', 'gina');
  await shows(page, [2]);
  await page.context().close();
});

test('CO-08: stars that are read only do nothing, be it the average or a guest\'s', async () => {
  const page = await visit('movies/1', 'hugo');
  const [, average] = await lit(page);
  const first = star(page, 1, 1);
  assert.ok(await first.isDisabled());
  await first.hover({ force: true });
  await first.click({ force: true });
  await shows(page, [0, average]);
  await star(page, 4).click();
  await until(async () => (await lit(page))[0] === 4, 'the own rating');
  quiet(page);
  await page.context().close();

  const guest = await open(browser, `${server.url}/star_rating/restaurants/1`);
  await connected(guest);
  await star(guest, 4).hover({ force: true });
  await star(guest, 4).click({ force: true });
  await guest.getByRole('link', { name: 'Sign in' }).click();
  await guest.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.ok(!guest.wire.some(([way, text]) => way === 'up' && text.includes('commit_rating')));
  quiet(guest);
  await guest.context().close();
});

test('CO-05, PA-28: events reach the instance that they are in, whatever else has it in its markup', async () => {
  const page = await visit('restaurants/2', 'ines');
  const ids = await page.evaluate(() => [...document.querySelectorAll('[data-component-id]')].map((it) => it.dataset.componentId));
  assert.deepEqual(ids, ['1']);
  await exchange(page, () => star(page, 5).hover());
  const { up } = await exchange(page, () => star(page, 5).click());
  assert.deepEqual(JSON.parse(up[0]), ['e', 2, 1, 'commit_rating', { n: '5' }, 1]);
  await shows(page, [5]);
  await page.context().close();
});
