// Actions: the page says what becomes of a form.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Opens the page and notes each text that its button and its messages show. */
const start = async () => {
  const page = await open(browser, `${server.url}/actions/`);
  await connected(page);
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const shown = () => {
      const [button, message] = ['form button', '[role=alert], [role=status]'].map((it) => main.querySelector(it));
      const text = `${button.textContent}${button.disabled ? ' (disabled)' : ''}: ${message?.textContent ?? ''}`;
      if (window.shown.at(-1) !== text) window.shown.push(text);
    };
    window.shown = [];
    shown();
    new MutationObserver(shown).observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return page;
};

test('AC-04, AC-11: a to-do is being saved for the whole round trip, then added', async () => {
  const page = await start();
  await page.getByLabel('Title').fill('Buy tea');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').waitFor();
  assert.deepEqual(await page.evaluate(() => window.shown), [
    'Add: ',
    'Saving… (disabled): ',
    'Add: Added! “Buy tea” is number 1.',
  ]);
  assert.deepEqual(await page.locator('ul.todo li').allTextContents(), ['Buy tea']);
  assert.equal(await page.getByLabel('Title').inputValue(), '');
  quiet(page);
  await page.context().close();
});

test('AC-05, AC-11: an error shows, the form keeps what was typed, and the next run shows only what it gave', async () => {
  const page = await start();
  await page.getByLabel('Title').fill('  ');
  await page.getByLabel('Title').press('Enter');
  await page.getByRole('alert').waitFor();
  assert.deepEqual(await page.evaluate(() => window.shown), ['Add: ', 'Saving… (disabled): ', 'Add: Title is required']);
  assert.deepEqual(await page.locator('ul.todo li').allTextContents(), ['Nothing to do. Enjoy the day.']);

  await page.getByLabel('Title').fill('Buy milk');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual((await page.evaluate(() => window.shown)).slice(3), [
    'Saving… (disabled): ',
    'Add: Added! “Buy milk” is number 1.',
  ]);
  await page.context().close();
});
