// Lines break, servers end, pages are put aside: while the session lives each event runs exactly once. Pages that nobody
// sees are in hidden.test.mjs.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const count = async (page) => (await page.locator('h1').textContent()).trim();
const inc = (page) => press(page, 'inc');
const counts = (page, expected) =>
  until(async () => (await count(page)) === `Count: ${expected}`, `a count of ${expected}`, 20_000).catch(
    async (error) => {
      error.message += `, found "${await count(page)}"`;
      throw error;
    },
  );

/** A counter page whose line the test holds. */
const held = async () => {
  const page = await open(browser, null);
  const line = await intercept(page);
  return { page, line };
};

const CLICKS = 4;

/** Cuts the line once, after the frame `at` from the server, of which the last `drop` never arrive. */
const cutDown = async (at, drop) => {
  const { page, line } = await held();
  let done = false;
  const cutIn = (milliseconds) => setTimeout(() => ((done = true), line.cut()), milliseconds);
  line.pass = (way, _text, number) => {
    if (done || way === 'up') return true;
    const through = number <= at - drop;
    if (number === at) cutIn(through ? 5 : 0);
    // The server says no more while it waits for what was swallowed.
    else if (number === at - drop + 1) cutIn(300);
    return through;
  };
  await run(page);
};

/** Cuts the line once, when the client sends its frame `at`: before it arrives, or just after. */
const cutUp = async (at, arrives) => {
  const { page, line } = await held();
  let done = false;
  let lost = false;
  line.pass = (way, _text, number) => {
    // Nothing overtakes a lost frame.
    if (lost && way === 'up') return false;
    if (done || way === 'down' || number !== at) return true;
    done = true;
    lost = !arrives;
    setTimeout(() => ((lost = false), line.cut()), arrives ? 15 : 0);
    return arrives;
  };
  await run(page);
};

const run = async (page) => {
  const loads = [];
  page.on('load', () => loads.push(page.url()));
  await page.goto(`${server.url}/table/counter`);
  await page.evaluate(() => {
    window.__lost = [];
    document.addEventListener('djust:event-lost', (event) => window.__lost.push(event.detail));
  });
  for (let click = 0; click < CLICKS; click += 1) {
    await inc(page);
    await page.waitForTimeout(20);
  }
  await counts(page, CLICKS);
  await connected(page);
  await inc(page);
  await counts(page, CLICKS + 1);
  assert.deepEqual(await page.evaluate(() => window.__lost), []);
  assert.equal(loads.length, 1, 'the page was not loaded again');
  await page.context().close();
};

describe('I5: the socket cut at every step', { concurrency: 4 }, () => {
  for (let at = 1; at <= CLICKS + 1; at += 1) {
    for (let drop = 0; drop <= Math.min(5, at); drop += 1) {
      test(`after frame ${at} of the server, the last ${drop} dropped`, () => cutDown(at, drop));
    }
  }
  for (let at = 1; at <= CLICKS + 1; at += 1) {
    test(`frame ${at} of the client never arrives`, () => cutUp(at, false));
    test(`right after frame ${at} of the client`, () => cutUp(at, true));
  }
});

test('clicks while there is no line run once it is back (UI-04)', async () => {
  const { page, line } = await held();
  await page.goto(`${server.url}/table/counter`);
  await connected(page);
  line.open = false;
  line.cut();
  await page.locator('body.dj-disconnected').waitFor();
  assert.ok(!(await page.evaluate(() => document.body.classList.contains('dj-connected'))));
  for (let click = 0; click < 3; click += 1) await inc(page);
  assert.equal(await count(page), 'Count: 0');
  line.open = true;
  await counts(page, 3);
  await connected(page);
  await page.context().close();
});

test('a network that swallows everything is noticed 10 s after a click, which then runs once', async () => {
  const page = await open(browser, null);
  await page.clock.install();
  const line = await intercept(page);
  await page.goto(`${server.url}/counter/`);
  await connected(page);
  const output = page.locator('output');
  const before = Number(await output.textContent());
  const sent = [];
  line.pass = (way, text) => {
    if (way === 'up') sent.push(text);
    return false;
  };
  const isLost = () => page.evaluate(() => document.body.classList.contains('dj-disconnected'));
  await page.getByRole('button', { name: 'one more' }).click();
  await until(() => sent.length === 1, 'the event');
  await page.clock.runFor(5_000);
  await until(() => sent.at(-1) === '["h"]', 'a heartbeat');
  assert.equal(await isLost(), false);
  await page.clock.runFor(5_000);
  await until(isLost, 'the page to notice');
  line.pass = () => true;
  await page.clock.runFor(2_000);
  await connected(page);
  await until(async () => Number(await output.textContent()) === before + 1, 'the click');
  await page.context().close();
});

test('a second tab of the same page is a session of its own', async () => {
  const context = await browser.newContext();
  const first = await open(browser, `${server.url}/table/counter`, { context });
  const second = await open(browser, `${server.url}/table/counter`, { context });
  await Promise.all([connected(first), connected(second)]);
  await inc(first);
  await counts(first, 1);
  assert.equal(await count(second), 'Count: 0');
  await inc(second);
  await counts(second, 1);
  quiet(first);
  quiet(second);
  await context.close();
});

test('back and forward with the back-forward cache: the session goes on', async () => {
  const cached = await launch({ bfcache: true });
  const page = await open(cached, `${server.url}/table/counter`);
  await page.evaluate(() => {
    window.__shown = [];
    window.addEventListener('pageshow', (event) => window.__shown.push(event.persisted));
  });
  await connected(page);
  await inc(page);
  await counts(page, 1);
  await page.goto(`${server.url}/style.css`);
  // A page from the cache does not load again.
  await page.goBack({ waitUntil: 'commit' });
  assert.deepEqual(await page.evaluate(() => window.__shown), [true], 'the page came from the cache');
  await connected(page);
  await counts(page, 1);
  await inc(page);
  await counts(page, 2);
  await cached.close();
});

test('the server killed and started again: at most once, reported, the same document', async () => {
  const own = await Server.start();
  const page = await open(browser, `${own.url}/table/counter`);
  await connected(page);
  await inc(page);
  await counts(page, 1);
  await page.evaluate(() => {
    window.__document = true;
    window.__lost = [];
    document.addEventListener('djust:event-lost', (event) => window.__lost.push(event.detail));
  });
  await own.stop();
  await page.locator('body.dj-disconnected').waitFor();
  await inc(page);
  await own.start();
  await connected(page);
  await counts(page, 0);
  const [document_, lost] = await page.evaluate(() => [window.__document, window.__lost]);
  assert.equal(document_, true, 'the page was not loaded again');
  assert.deepEqual(lost.map(({ name }) => name), ['inc']);
  await inc(page);
  await counts(page, 1);
  await page.context().close();
  await own.stop();
});

describe('a handler that takes its time', () => {
  let lab;
  before(async () => {
    lab = await Server.start('lab');
  });
  after(() => lab?.stop());

  test('I5: the line cut while it runs: it runs once, and its result arrives', async () => {
    const { page, line } = await held();
    await page.goto(`${lab.url}/slow`);
    await connected(page);
    await inc(page);
    await page.waitForTimeout(150);
    line.cut();
    await counts(page, 1);
    await connected(page);
    await page.getByRole('button', { name: 'quick' }).click();
    await counts(page, 2);
    await page.context().close();
  });

  test('events wait for it, in order', async () => {
    const page = await open(browser, `${lab.url}/slow`);
    await connected(page);
    await inc(page);
    await page.getByRole('button', { name: 'quick' }).click();
    assert.equal(await count(page), 'Count: 0');
    await counts(page, 2);
    quiet(page);
    await page.context().close();
  });

  test('a panic costs the view its state and nothing else', async () => {
    const page = await open(browser, `${lab.url}/slow`);
    await connected(page);
    await page.getByRole('button', { name: 'quick' }).click();
    await counts(page, 1);
    await page.getByRole('button', { name: 'fail' }).click();
    await counts(page, 0);
    await page.getByRole('button', { name: 'quick' }).click();
    await counts(page, 1);
    await page.context().close();
  });
});
