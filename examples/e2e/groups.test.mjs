// The gallery's page for each group of attributes, by keyboard and on a phone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Opens a page on a phone. Gives what waits for a text in it, and what presses a button by keyboard. */
const phone = async (path, options) => {
  const page = await open(browser, server.url + path, { viewport: { width: 360, height: 400 }, ...options });
  await connected(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, 'it fits');
  return {
    page,
    async says(text, again = () => {}) {
      const shown = async () => (await page.textContent('main')).replace(/\s+/g, ' ').includes(text);
      await until(async () => (await again(), await shown()), text);
    },
    async press(name, key = 'Enter') {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press(key);
    },
    async done() {
      quiet(page);
      await page.context().close();
    },
  };
};

test('clicks and parameters: data, values, arguments and a default, by keyboard', async () => {
  const page = await open(browser, `${server.url}/parameters/`, { viewport: { width: 390, height: 800 } });
  await connected(page);
  const says = (text) => until(async () => (await page.textContent('main')).replace(/\s+/g, ' ').includes(text), text);
  const press = async (name) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press('balcony, 30 €');
  await press('3');
  await press('5');
  await says('2 seats, 0 programmes: 60 €');
  await press('A programme');
  await press('Two programmes');
  await press('3');
  await says('1 seats, 3 programmes: 45 €');
  await press('Ask for room');
  await says('wheelchair and aisle!.');
  page.on('dialog', (dialog) => dialog.accept());
  await press('Clear');
  await says('0 seats, 0 programmes: 0 €. Nothing yet.');
  quiet(page);
  await page.context().close();
});

test('typing and rates: one search for a word, a check on leaving, a save after the pause', async () => {
  const page = await open(browser, `${server.url}/typing/`, { viewport: { width: 390, height: 800 } });
  await connected(page);
  await page.locator('#river').pressSequentially('ine');
  await until(async () => (await page.locator('li').count()) === 2, 'the Rhine and the Seine');
  await page.locator('#name').fill('Al');
  await page.locator('#volume').focus();
  await page.getByText('That is a short name.').waitFor();
  await page.keyboard.press('ArrowRight');
  await until(async () => (await page.textContent('output')) === '51', 'a step');
  await page.locator('#note').pressSequentially('bread');
  await page.getByText('Saved 1 times: bread').waitFor();
  quiet(page);
  await page.context().close();
});

test('keys and shortcuts: a show by arrows, which stay the caret\'s in a field with keys of its own (EV-09, EV-11, EV-25, EV-29)', async () => {
  const { page, says, press, done } = await phone('/gestures/keys');
  const title = (text) => until(async () => (await page.textContent('h2')) === text, text);
  for (const [key, text] of [['ArrowRight', 'Mosses'], ['ArrowRight', 'Ferns'], ['ArrowLeft', 'Mosses']]) {
    await page.keyboard.press(key);
    await title(text);
  }
  await page.locator('input').pressSequentially('dap');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await says('damp');
  assert.equal(await page.textContent('h2'), 'Mosses');
  await page.keyboard.press('Escape');
  await says('No note yet');
  await press('Previous', ' ');
  await title('Lichens');
  await page.keyboard.press('Control+Shift+K');
  await page.locator('#help').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#help').waitFor({ state: 'detached' });
  await press('Help');
  await page.click('h1');
  await page.locator('#help').waitFor({ state: 'detached' });
  await done();
});

test('window and document: size, scrolling, keys, clicks, the pointer and what arrives (EV-13, EV-15 to EV-19, EV-31, EV-34)', async () => {
  const { page, says, press, done } = await phone('/gestures/window');
  await press('Another line');
  await says('Line 3');
  await says('1 arrived');
  await says('Held key: none, 1 let go');
  // A held key repeats: what falls into the time of a throttle is dropped.
  await says('Held key: q', () => page.keyboard.down('q'));
  await page.keyboard.up('q');
  await says('Held key: none, 2 let go');
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.click(40, 150);
  await says('Clicked at 40, 150.');
  await page.getByText('Line 1', { exact: true }).hover();
  await says('the pointer is on line 1');
  await page.setViewportSize({ width: 400, height: 200 });
  await says('Its size: 400 × 200');
  await page.evaluate(() => scrollTo(0, 20));
  await says('Scrolled by 20 pixels');
  await says('Polled 1 times');
  await done();
});

test('clipboard: copied with a word to the server, and pasted by lines (CP-01, CP-02, CP-03, CP-05)', async () => {
  const { page, says, press, done } = await phone('/gestures/clipboard', { permissions: ['clipboard-read', 'clipboard-write'] });
  await press('Copy WELCOME-5');
  await says('Last copied: WELCOME-5, code 2');
  await press('Copy the address');
  await says('Done');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '1 Quay Street');
  await page.evaluate(() => navigator.clipboard.writeText('Ann\n\nBen'));
  await page.locator('textarea').focus();
  await page.keyboard.press('Control+v');
  await until(async () => (await page.locator('ol').innerText()) === 'Ann\nBen', 'both guests');
  assert.equal(await page.inputValue('textarea'), '');
  await done();
});

test('optimistic: shown at once, taken back if refused; an answer that writes to one element (DR-03, DR-04, DR-05, DR-07)', async () => {
  const { page, says, press } = await phone('/gestures/optimistic');
  await page.evaluate(() => {
    globalThis.shown = [];
    const texts = () => [...document.querySelectorAll('#seats, [aria-label="Like Teardrop"]')].map(({ textContent }) => textContent);
    addEventListener('click', () => globalThis.shown.push(texts().join(' ')));
  });
  await press('Play Teardrop');
  await says('Playing: Teardrop.');
  assert.match(await page.textContent('main'), /Played 0 times/);
  await press('Like Teardrop');
  await press('Take a seat');
  await press('Take a seat');
  await says('Hearts, by the server: 1.');
  await says('Played 1 times');
  await until(() => page.problems.length === 1, 'the refusal');
  await says('Take a seat 0 left.');
  assert.deepEqual(await page.evaluate(() => shown), ['♡ 1', '♥ 1', '♥ 0', '♥ -1'], 'what showed before any answer');
  await page.context().close();
});

test('loading and locking: what waits says so, and is as before after it (LO-01, LO-03, LD-01, LD-05)', async () => {
  const { page, says, press, done } = await phone('/loading/');
  await page.evaluate(() => {
    globalThis.shown = [];
    const [save, load, clear] = ['form button', '[dj-click=load]', '[dj-click=clear]'].map((one) => document.querySelector(one));
    const note = () => {
      const waits = document.querySelector('[dj-loading=load]').checkVisibility();
      globalThis.shown = [save.textContent, save.disabled, load.disabled, clear.disabled, waits];
    };
    for (const type of ['submit', 'click']) addEventListener(type, note);
  });
  const shown = () => page.evaluate(() => globalThis.shown);
  await page.locator('#name').fill('Grace');
  await page.keyboard.press('Enter');
  assert.deepEqual(await shown(), ['Saving...', true, false, false, false]);
  await says('Saved 1 times as Grace');
  await press('Load the report');
  assert.deepEqual(await shown(), ['Save', false, true, true, true]);
  await until(async () => (await page.locator('ol li').count()) === 5, 'the report');
  await until(() => page.getByRole('button', { name: 'Load the report' }).isEnabled(), 'the button free');
  assert.ok(await page.getByText('Loading…').isHidden());
  await press('Copy');
  await says('Copied!');
  await done();
});
