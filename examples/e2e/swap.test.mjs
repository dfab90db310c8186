// What is fetched before a link is clicked, and views that change by a transition of the browser's.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Counts transitions, and notes what the page shows at each change. */
const watch = (page) =>
  page.evaluate(() => {
    window.transitions = 0;
    window.pictures = [];
    const start = Document.prototype.startViewTransition;
    Document.prototype.startViewTransition = function (change) {
      window.transitions += 1;
      return start.call(this, () => {
        window.pictures.push(document.querySelector('#at').textContent);
        return change();
      });
    };
    window.shown = [];
    new MutationObserver(() => {
      const at = document.querySelector('#at')?.textContent;
      if (at && at !== window.shown.at(-1)) window.shown.push(at);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

const at = (page, text) => until(async () => (await page.textContent('#at')) === text, text);

for (const delay of DELAYS) {
  test(`a view transition shows the way to another view, and reorders no patch (${delay} ms)`, async () => {
    const page = await visit(browser, `${server.url}/swap/one`, delay);
    await watch(page);
    await page.evaluate(() => {
      document.querySelector('#two').click();
      document.querySelector('button').click();
    });
    await at(page, 'two');
    assert.deepEqual(await page.evaluate(() => [window.transitions, window.shown]), [1, ['one 1', 'two']]);
    await page.evaluate(() => history.back());
    await at(page, 'one 0');
    assert.equal(await page.evaluate(() => window.transitions), 2);
    // Each takes the place of the one before it, and the last counts.
    await page.evaluate(() => {
      for (const id of ['two', 'three', 'two', 'three', 'two']) document.querySelector(`#${id}`).click();
    });
    await at(page, 'two');
    assert.equal(new URL(page.url()).pathname, '/swap/two');
    // So it does where one of the links leads to where the page still is.
    for (const way of [['three', 'two', 'three'], ['two', 'three', 'two']]) {
      await page.evaluate((way) => {
        for (const id of way) document.querySelector(`#${id}`).click();
      }, way);
      await at(page, way[2]);
    }
    assert.equal(page.line.opened, 1, 'nothing was loaded');
    quiet(page);
    await page.context().close();
  });
}

for (const delay of DELAYS) {
  test(`a way that a handler leads has a view transition, and what is pushed while it runs comes in its order (${delay} ms)`, async () => {
    const page = await visit(browser, `${server.url}/swap/turn/1`, delay);
    await at(page, 'turn 1: 4');
    await watch(page);
    await press(page, 'Next');
    await at(page, 'turn 2: 4');
    await press(page, 'Next');
    await at(page, 'turn 3: 4');
    await press(page, 'Leave');
    await at(page, 'two');
    const [pictures, shown] = await page.evaluate(() => [window.pictures, window.shown]);
    assert.deepEqual(pictures, ['turn 1: 4', 'turn 2: 4', 'turn 3: 4'], 'each begins from the view before');
    // A busy server may answer several ticks at once.
    const order = (text) => Number(text.replace(/\D+/g, '') || '99');
    assert.deepEqual(shown, shown.toSorted((one, other) => order(one) - order(other)));
    assert.equal(shown.at(-1), 'two');
    await page.evaluate(() => history.back());
    await at(page, 'turn 3: 4');
    await page.evaluate(() => {
      const next = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Next');
      for (let turn = 0; turn < 2; turn++) next.click();
    });
    await until(async () => /^turn [45]: 4$/.test(await page.textContent('#at')), 'the view that was asked for');
    assert.equal(page.line.opened, 1, 'nothing was loaded');
    // The second click was for the view that had gone.
    assert.ok(page.problems.every((line) => line.includes('was lost with its session')), page.problems.join());
    await page.context().close();
  });
}

test('who wants little motion gets no transition', async () => {
  const page = await open(browser, `${server.url}/swap/one`, { reducedMotion: 'reduce' });
  await connected(page);
  await watch(page);
  await page.click('#two');
  await at(page, 'two');
  assert.equal(await page.evaluate(() => window.transitions), 0);
  quiet(page);
  await page.context().close();
});

test('dj-prefetch: what a view needs is there before its link is clicked, and nothing is mounted for it', async () => {
  const page = await open(browser, `${server.url}/swap/one`);
  await connected(page);
  const asked = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.hover('#three');
  await page.hover('#two');
  await until(() => asked.length >= 3, 'the files of the view');
  assert.equal(asked[0], 'HEAD /swap/two');
  assert.match(asked[1], /^GET \/djust\/\w+\.json$/);
  assert.ok(asked.slice(2).every((one) => /^GET \/djust\/\w+\.js$/.test(one)), asked.join());
  await page.hover('#one');
  await page.hover('#two');
  await page.click('#two');
  await at(page, 'two');
  const again = await page.evaluate(() =>
    performance.getEntriesByType('resource').filter(({ name, transferSize }) => name.endsWith('.json') && transferSize > 0).length);
  assert.equal(again, 2, 'the skeletons of both views travelled once');
  assert.ok(!asked.slice(1).includes('HEAD /swap/two'), 'it is asked for once');
  const head = await fetch(`${server.url}/swap/one`, { method: 'HEAD', headers: { purpose: 'prefetch' } });
  assert.match(head.headers.get('link'), /^<\/djust\/\w+\.json>; rel=prefetch/);
  assert.equal(head.headers.get('set-cookie'), null);
  quiet(page);
  await page.context().close();
});

test('the focus asks for it at once', async () => {
  const page = await open(browser, `${server.url}/swap/one`);
  await connected(page);
  const head = page.waitForRequest((request) => request.method() === 'HEAD');
  await page.focus('#two');
  assert.equal(new URL((await head).url()).pathname, '/swap/two');
  await press(page, 'Add');
  await at(page, 'one 1');
  quiet(page);
  await page.context().close();
});

/** A page whose clock stands still, and what it asks for by HEAD. */
const heads = async (before) => {
  const page = await open(browser, null);
  if (before) await page.addInitScript(before);
  const asked = [];
  page.on('request', (request) => request.method() === 'HEAD' && asked.push(new URL(request.url()).pathname));
  await page.clock.install();
  await page.goto(`${server.url}/swap/one`);
  await connected(page);
  await page.clock.pauseAt(Date.now() + 60_000);
  /** What the pointer does, and how long it takes to. */
  const over = (id) => page.$eval(id, (element) => element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
  return { page, asked, over };
};

test('dj-prefetch: a pointer that only crosses a link fetches nothing, one that rests does', async () => {
  const { page, asked, over } = await heads();
  await over('#two');
  await page.clock.runFor(60);
  await over('main');
  await page.clock.runFor(1_000);
  await over('#one');
  await page.clock.runFor(64);
  await over('#two');
  await page.clock.runFor(66);
  await until(() => asked.length > 0, 'the link that it rests on');
  await page.clock.runFor(1_000);
  assert.deepEqual(asked, ['/swap/two']);
  quiet(page);
  await page.context().close();
});

test('dj-prefetch: a finger asks at once, and who saves data fetches nothing', async () => {
  const touch = (page) => page.$eval('#two', (link) => link.dispatchEvent(new TouchEvent('touchstart', { bubbles: true })));
  const { page, asked } = await heads();
  await touch(page);
  await until(() => asked.length > 0, 'the link that was touched');
  assert.deepEqual(asked, ['/swap/two']);
  quiet(page);
  await page.context().close();
  const sparing = await heads(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  await touch(sparing.page);
  await sparing.page.focus('#two');
  await sparing.over('#two');
  await sparing.page.clock.runFor(1_000);
  // Whatever it had asked for would be on its way before this.
  await sparing.page.evaluate(() => fetch('/icon.svg'));
  assert.deepEqual(sparing.asked, []);
  quiet(sparing.page);
  await sparing.page.context().close();
});
