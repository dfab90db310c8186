// The history across documents: a reload, another site's page, another session, the browser's cache. And what plays on meanwhile.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const start = async (by = browser) => {
  const page = await open(by, `${server.url}/library/hall`);
  await connected(page);
  /** Waits for a view that is live at this path. */
  page.is = async (path, at) => {
    await until(async () => (await page.textContent('#at').catch(() => '')).trim() === at, `the view to show ${at}`);
    await until(() => page.evaluate((path) => location.pathname + location.search === path, path), path);
    await connected(page);
    const clicks = async () => Number(await page.textContent('#clicks'));
    const before = await clicks();
    await press(page, 'Click');
    await until(async () => (await clicks()) === before + 1, `${at} to be live`);
  };
  page.mark = () => page.evaluate(() => (window.same = true));
  page.isSame = () => page.evaluate(() => window.same === true);
  return page;
};
const back = (page) => page.goBack({ waitUntil: 'commit' });
const forward = (page) => page.goForward({ waitUntil: 'commit' });

/** The hall, its second page, a book: three entries of two views. */
const walk = async (page) => {
  await page.click('#next');
  await page.is('/library/hall?page=2', 'hall 2');
  await page.click('#two');
  await page.is('/library/book/2', 'book 2');
};
/** Goes back through them and forth again, on the socket of one document. */
const goes = async (page) => {
  await page.mark();
  await back(page);
  await page.is('/library/hall?page=2', 'hall 2');
  await back(page);
  await page.is('/library/hall', 'hall 1');
  await forward(page);
  await forward(page);
  await page.is('/library/book/2', 'book 2');
  assert.ok(await page.isSame(), 'no document was loaded');
};

test('NV-07: entries that a document made are those of the one that a reload brings', async () => {
  const page = await start();
  await walk(page);
  await page.reload();
  await page.is('/library/book/2', 'book 2');
  await goes(page);
  await back(page);
  await page.is('/library/hall?page=2', 'hall 2');
  await page.reload();
  await page.is('/library/hall?page=2', 'hall 2');
  await page.mark();
  await back(page);
  await page.is('/library/hall', 'hall 1');
  assert.ok(await page.isSame());
  quiet(page);
  await page.context().close();
});

test('NV-07: Back from the page of another site, which the browser has not kept, goes on through the entries', async () => {
  const page = await start();
  await walk(page);
  await page.goto('data:text/html,<title>elsewhere</title>');
  await back(page);
  await page.is('/library/book/2', 'book 2');
  assert.ok(!(await page.isSame()), 'the document is a new one');
  await goes(page);
  quiet(page);
  await page.context().close();
});

test('NV-07: entries of a session that is gone with its server are those of the next', async () => {
  const own = await Server.start('lab');
  try {
    const page = await start();
    await page.goto(`${own.url}/library/hall`);
    await connected(page);
    await walk(page);
    await own.stop();
    await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
    await own.start();
    await page.is('/library/book/2', 'book 2');
    await goes(page);
    await page.context().close();
  } finally {
    await own.stop();
  }
});

test('UI-05, NV-07: a page that the browser kept after a way to another view is that view, and Back from it the one before', async () => {
  const cached = await launch({ bfcache: true });
  const page = await start(cached);
  await page.mark();
  await walk(page);
  await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (window.kept = persisted)));
  await page.goto(`${server.url}/focus`);
  await back(page);
  await page.is('/library/book/2', 'book 2');
  assert.deepEqual(await page.evaluate(() => [window.same, window.kept]), [true, true], 'the browser kept it');
  await goes(page);
  quiet(page);
  await cached.close();
});

/** A second of silence, as a file. */
const silence = () => {
  const samples = 8000;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const text = (at, letters) => [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  const numbers = [[4, 36 + samples], [16, 16], [24, 8000], [28, 8000], [40, samples]];
  for (const [at, letters] of [[0, 'RIFF'], [8, 'WAVEfmt '], [36, 'data']]) text(at, letters);
  for (const [at, number] of numbers) view.setUint32(at, number, true);
  for (const [at, number] of [[20, 1], [22, 1], [32, 1], [34, 8]]) view.setUint16(at, number, true);
  new Uint8Array(view.buffer, 44).fill(128);
  return Buffer.from(view.buffer);
};

test('NV-05, NV-07: what plays in a layout plays on, and what is open stays open, as another view comes and as Back brings the one before', async () => {
  const page = await start();
  await page.route('**/silence.wav', (route) => route.fulfill({ contentType: 'audio/wav', body: silence() }));
  await page.click('#player summary');
  await page.evaluate(async () => {
    const audio = document.querySelector('audio');
    window.stops = [];
    for (const type of ['pause', 'emptied', 'ended']) audio.addEventListener(type, () => window.stops.push(type));
    window.ticks = 0;
    audio.addEventListener('timeupdate', () => (window.ticks += 1));
    audio.src = '/silence.wav';
    window.audio = audio;
    await audio.play();
    window.stops.length = 0;
  });
  const plays = async () => {
    const ticks = await page.evaluate(() => window.ticks);
    await until(() => page.evaluate((ticks) => window.ticks > ticks + 1, ticks), 'time to go on');
    const { audio, open, paused, stops } = await page.evaluate(() => ({
      open: document.querySelector('#player').open,
      audio: document.querySelector('audio') === window.audio,
      paused: window.audio.paused,
      stops: window.stops,
    }));
    assert.deepEqual([audio, open, paused, stops], [true, true, false, []]);
  };
  await plays();
  await page.click('#two');
  await page.is('/library/book/2', 'book 2');
  await plays();
  await back(page);
  await page.is('/library/hall', 'hall 1');
  await plays();
  quiet(page);
  await page.context().close();
});
