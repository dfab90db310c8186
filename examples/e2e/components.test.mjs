// Components on a real page: each has its own state and patches, and goes where its row goes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bytes, connected, exchange, launch, observe, open, quiet, until } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const visit = async (query = '', options = {}) => {
  const page = await open(browser, `${options.url ?? server.url}/parts${query}`, options);
  await connected(page);
  return page;
};

/** What the page shows of each counter: its row's name, its count and limit, what was typed, its badge. */
const counters = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('li, aside')]
      .filter((place) => place.querySelector('section'))
      .map((place) => {
        const said = place.querySelector('input').value;
        return `${place.id || 'aside'} ${place.textContent.replace(/\s+/g, ' ')} ${said}`.trim();
      }),
  );

/** What the parent was told. */
const filled = (page) => page.locator('#full').textContent();

const shows = async (page, expected) => {
  const found = async () => (await counters(page)).join('|');
  await until(async () => (await found()) === expected.join('|'), expected.join('|')).catch(async (error) => {
    error.message += `, found ${await found()}`;
    throw error;
  });
};

const up = (page, name) => page.locator(`#${name} button`).click();
const view = (page, name) => page.getByRole('button', { name, exact: true }).click();

test('I8: adoption of a page with components changes nothing', async () => {
  const watch = (page) =>
    page.addInitScript(() => {
      window.__seen = [];
      const observer = new MutationObserver((records) => {
        for (const { type, target } of records) window.__seen.push(`${type} ${target.nodeName.toLowerCase()}`);
      });
      document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return;
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    });
  const page = await visit('?count=50', { before: watch });
  assert.deepEqual(await page.evaluate(() => window.__seen), ['attributes body']);
  assert.equal(await page.locator('[data-component-id]').count(), 100);
  quiet(page);
  await page.context().close();
});

test('CO-04, CO-05, CO-06, PA-28: an event reaches one component: two writes, a few bytes, whatever else the page holds', async () => {
  const page = await visit('?count=1000');
  const seen = await observe(page);
  const { up: sent, down } = await exchange(page, () => up(page, 'c700'));
  await shows(
    page,
    Array.from({ length: 1000 }, (_, index) => `c${index} up${index === 700 ? 1 : 0} of 5free`),
  );
  assert.ok(bytes(sent[0]) <= 30, sent[0]);
  assert.ok(down.length === 1 && bytes(down[0]) <= 30, down.join());
  const records = await seen.stop();
  assert.deepEqual(
    records.filter(({ target }) => target !== 'body').map(({ type }) => type),
    ['characterData'],
  );
  quiet(page);
  await page.context().close();
});

test('CO-11, CO-14: state stays with its row: rows move, go and come', async () => {
  const page = await visit();
  await up(page, 'c0');
  for (let count = 0; count < 5; count += 1) await up(page, 'c2');
  await shows(page, ['c0 up1 of 5free', 'c1 up0 of 5free', 'c2 up5 of 5full']);
  await page.evaluate(() => {
    window.kept = document.querySelector('#c2 section');
  });
  await view(page, 'reverse');
  await view(page, 'raise');
  await shows(page, ['c2 up5 of 6free', 'c1 up0 of 6free', 'c0 up1 of 6free']);
  assert.ok(await page.evaluate(() => window.kept === document.querySelector('#c2 section')));
  await view(page, 'drop first');
  await view(page, 'more');
  await shows(page, ['c1 up0 of 6free', 'c0 up1 of 6free', 'c2 up0 of 6free']);
  await up(page, 'c2');
  await shows(page, ['c1 up0 of 6free', 'c0 up1 of 6free', 'c2 up1 of 6free']);
  await view(page, 'aside');
  await page.locator('aside button').click();
  await shows(page, ['c1 up0 of 6free', 'c0 up1 of 6free', 'c2 up1 of 6free', 'aside before up1 of 6free behind']);
  await view(page, 'aside');
  await view(page, 'aside');
  await shows(page, ['c1 up0 of 6free', 'c0 up1 of 6free', 'c2 up1 of 6free', 'aside before up0 of 6free behind']);
  quiet(page);
  await page.context().close();
});

test('CO-07: what a component tells its parent shows in one patch with its own change', async () => {
  const page = await visit('?count=2');
  await view(page, 'aside');
  for (let count = 0; count < 4; count += 1) await exchange(page, () => up(page, 'c1'));
  const { down } = await exchange(page, () => up(page, 'c1'));
  assert.equal(down.length, 1, down.join());
  await shows(page, ['c0 up0 of 5free', 'c1 up5 of 5full', 'aside before up0 of 5free behind']);
  assert.equal(await filled(page), 'c1');
  for (let count = 0; count < 5; count += 1) await exchange(page, () => page.locator('aside button').click());
  await exchange(page, () => up(page, 'c1'));
  assert.equal(await filled(page), 'c1 aside', 'a full one tells nothing more');
  quiet(page);
  await page.context().close();
});

test('what is typed into a component stays, and comes back to it', async () => {
  const page = await visit();
  await page.locator('#c1 input').pressSequentially('hello');
  await shows(page, ['c0 up0 of 5free', 'c1 up0 of 5hellofree hello', 'c2 up0 of 5free']);
  await page.locator('#c2 button').evaluate((button) => button.click());
  await page.getByRole('button', { name: 'reverse' }).evaluate((button) => button.click());
  await shows(page, ['c2 up1 of 5free', 'c1 up0 of 5hellofree hello', 'c0 up0 of 5free']);
  assert.ok(await page.locator('#c1 input').evaluate((input) => document.activeElement === input));
  quiet(page);
  await page.context().close();
});

const tampering = {
  'every comment stripped': () => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const comment of comments) comment.remove();
  },
  'a component removed': () => document.querySelector('#c1 section').remove(),
  'a nested component removed': () => document.querySelector('#c1 em').remove(),
  'ids taken away': () => {
    for (const one of document.querySelectorAll('[data-component-id]')) one.removeAttribute('data-component-id');
  },
  'strangers put in': () => {
    for (const one of document.querySelectorAll('li, section, em')) one.prepend(document.createElement('i'));
  },
};

for (const [what, tamper] of Object.entries(tampering)) {
  for (const early of [true, false]) {
    // Ids that a script takes away later are not the client's to put back: it holds them itself.
    if (what === 'ids taken away' && !early) continue;
    test(`I7: ${what} ${early ? 'before the client starts' : 'after it connected'}: the page ends right`, async () => {
      const source = `document.addEventListener('readystatechange', () => {
        if (document.readyState === 'interactive') (${tamper})();
      })`;
      const page = await visit('', { before: (page) => (early ? page.addInitScript(source) : undefined) });
      if (!early) await page.evaluate(tamper);
      await view(page, 'raise');
      await view(page, 'aside');
      await page.locator('#c1 button').waitFor();
      for (let count = 1; count <= 6; count += 1) await exchange(page, () => up(page, 'c1'));
      await up(page, 'c2');
      await view(page, 'reverse');
      await shows(page, ['c2 up1 of 6free', 'c1 up6 of 6full', 'c0 up0 of 6free', 'aside before up0 of 6free behind']);
      assert.deepEqual(page.problems.filter((problem) => /error/i.test(problem)), []);
      await page.context().close();
    });
  }
}

test('I5: a cut between an event and its patch loses nothing of a component', async () => {
  let line;
  const page = await visit('', {
    before: async (page) => {
      line = await intercept(page);
    },
  });
  await up(page, 'c0');
  await shows(page, ['c0 up1 of 5free', 'c1 up0 of 5free', 'c2 up0 of 5free']);
  line.pass = (way, frame) => {
    const patch = way === 'down' && frame.startsWith('["p"');
    if (patch) line.cut();
    return !patch;
  };
  await up(page, 'c1');
  await until(() => line.sockets.size === 0, 'the cut');
  line.pass = () => true;
  await up(page, 'c0');
  await shows(page, ['c0 up2 of 5free', 'c1 up1 of 5free', 'c2 up0 of 5free']);
  await page.context().close();
});

test('a session that is gone: components begin anew, in place, and answer', async () => {
  const own = await Server.start('lab');
  const page = await visit('', { url: own.url });
  await up(page, 'c0');
  await shows(page, ['c0 up1 of 5free', 'c1 up0 of 5free', 'c2 up0 of 5free']);
  await page.evaluate(() => {
    window.same = true;
  });
  await own.stop();
  await own.start();
  await shows(page, ['c0 up0 of 5free', 'c1 up0 of 5free', 'c2 up0 of 5free']);
  await up(page, 'c2');
  await shows(page, ['c0 up0 of 5free', 'c1 up0 of 5free', 'c2 up1 of 5free']);
  assert.ok(await page.evaluate(() => window.same), 'no reload');
  await page.context().close();
  await own.stop();
});

test('CO-11: rows of a table that are components come and go, and keep their state', async () => {
  const page = await open(browser, `${server.url}/row_parts`);
  await connected(page);
  const rows = () =>
    page.evaluate(() => [...document.querySelectorAll('tbody > tr')].map((row) => `${row.cells[0].textContent} ${row.className}`.trim()));
  const are = (expected) => until(async () => `${await rows()}` === `${expected}`, `${expected}`);
  await are(['ann', 'ben']);
  await page.locator('tr button').nth(1).click();
  await are(['ann', 'ben chosen']);
  await view(page, 'more');
  await view(page, 'more');
  await are(['ann', 'ben chosen', 'cid', 'dot']);
  await page.locator('tr button').nth(3).click();
  await are(['ann', 'ben chosen', 'cid', 'dot chosen']);
  await view(page, 'fewer');
  await are(['ann', 'ben chosen', 'cid']);
  await view(page, 'more');
  await are(['ann', 'ben chosen', 'cid', 'dot']);
  // The tag's `key` tells them apart: rows move, with their elements and their state.
  await page.evaluate(() => (document.querySelectorAll('tbody > tr')[1].mine = true));
  await view(page, 'turn');
  await are(['dot', 'cid', 'ben chosen', 'ann']);
  assert.equal(await page.evaluate(() => document.querySelectorAll('tbody > tr')[2].mine), true);
  quiet(page);
  await page.context().close();
});
