// Elements that are left to scripts: what a template says of their content is written where they are new, and nowhere else.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, press, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const begin = async (options) => {
  const page = await open(browser, `${server.url}/left`, options);
  await connected(page);
  page.shows = async (what) => assert.deepEqual(await left(page), what);
  page.does = (name) => exchange(page, () => press(page, name));
  return page;
};

/** What is left to scripts, by the elements that hold it. */
const left = (page) =>
  page.evaluate(() => {
    const text = (element) => element.textContent.trim();
    const by = (selector) => [...document.querySelectorAll(selector)].map(text).join();
    return { own: by('#own'), rows: by('#rows b, #rows canvas'), plain: by('#plain li'), shown: by('#shown') };
  });

/** Stops the server and starts it again: no session is left. */
const restarted = async (page) => {
  await server.stop();
  await page.locator('body.dj-connected').waitFor({ state: 'detached' });
  await server.start();
  await connected(page);
};
const counts = (page, count) => until(async () => (await page.textContent('#count')) === String(count), `the count ${count}`);

const FIRST = { own: '0123<', rows: '1 at 0,2 at 0,3 at 0', plain: '1 at 0,2 at 0,3 at 0', shown: '' };

test('UI-03: the page comes with what the template says, and no patch writes there', async () => {
  const page = await begin();
  await page.shows(FIRST);
  assert.equal(await page.inputValue('#text'), '0');
  for (const name of ['count', 'turn', 'turn', 'turn']) await page.does(name);
  await page.shows(FIRST);
  assert.equal(await page.getAttribute('#own', 'data-values'), '[4]', 'its own attributes follow');
  assert.equal(await page.getAttribute('#own button', 'title'), 'at 0');
  assert.equal(await page.inputValue('#text'), '0');
  await exchange(page, () => page.click('#own button'));
  await counts(page, 5);
  await quiet(page);
  await page.context().close();
});

test('UI-03: what is new comes with it; what a script made of it moves with its row and stays', async () => {
  const page = await begin();
  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.append('mine');
    document.querySelector('#row2 div').replaceChildren(canvas);
    document.querySelector('#plain li').textContent = 'mine';
    document.querySelector('#own').textContent = 'mine';
  });
  const made = await page.evaluateHandle(() => document.querySelector('canvas'));
  await page.does('turn');
  await page.shows({ own: 'mine', rows: 'mine,3 at 0,1 at 0', plain: '2 at 0,3 at 0,mine', shown: '' });
  await page.does('more');
  await page.shows({ own: 'mine', rows: 'mine,12 at 2,3 at 0,1 at 0', plain: '2 at 0,12 at 2,3 at 0,mine', shown: '' });
  await page.does('show');
  assert.equal((await left(page)).shown, '3');
  assert.equal(await page.getAttribute('#shown i', 'title'), 'x3');
  await page.does('count');
  await page.does('turn');
  await page.shows({ own: 'mine', rows: '12 at 2,3 at 0,1 at 0,mine', plain: '12 at 2,3 at 0,mine,2 at 0', shown: '3' });
  await page.does('show');
  await page.does('show');
  assert.equal((await left(page)).shown, '7', 'another one is new');
  assert.ok(await made.evaluate((canvas) => canvas === document.querySelector('#row2 canvas')));
  assert.equal(await page.textContent('#row2 span'), '7');
  await quiet(page);
  await page.context().close();
});

test('UI-03: a script that was there before the client may have changed it', async () => {
  const page = await begin({
    before: (page) =>
      page.addInitScript(() =>
        document.addEventListener('readystatechange', () => {
          if (document.readyState === 'interactive') for (const one of document.querySelectorAll('[dj-update]')) one.replaceChildren('mine');
        }),
      ),
  });
  const mine = { own: 'mine', rows: '', plain: 'mine,mine,mine', shown: '' };
  await page.shows(mine);
  await page.does('count');
  await page.does('turn');
  await page.shows(mine);
  assert.equal(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["r"')).length, 0, 'no values are asked for');
  await quiet(page);
  await page.context().close();
});

test('UI-03: it stays through a lost connection and a lost session, and is new with a page that is built anew', async () => {
  const page = await begin();
  await page.does('more');
  await page.evaluate(() => {
    document.querySelector('#own').textContent = 'mine';
    document.querySelector('#row2 b').textContent = 'mine';
    document.querySelector('#plain li').textContent = 'mine';
  });
  await restarted(page);
  await counts(page, 0);
  await page.shows({ own: 'mine', rows: '1 at 0,mine,3 at 0', plain: 'mine,2 at 0,3 at 0', shown: '' });
  await page.does('more');
  await page.shows({ own: 'mine', rows: '1 at 0,11 at 1,mine,3 at 0', plain: 'mine,11 at 1,2 at 0,3 at 0', shown: '' });

  // A page that lost one of its own elements can't take values over.
  await page.evaluate(() => document.querySelector('#count').remove());
  await restarted(page);
  await counts(page, 0);
  await page.shows(FIRST);
  await page.does('count');
  await page.does('more');
  const grown = { own: '0123<', rows: '1 at 0,12 at 2,2 at 0,3 at 0', plain: '1 at 0,12 at 2,2 at 0,3 at 0', shown: '' };
  await page.shows(grown);
  await page.evaluate(() => (document.querySelector('#own').textContent = 'again'));
  await page.does('turn');
  await restarted(page);
  await counts(page, 0);
  await page.shows({ ...FIRST, own: 'again' });
  await page.context().close();
});
