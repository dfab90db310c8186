// Actions: the page says what becomes of a form.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Opens the page, whose frames take `delay` ms each way, and notes what its form and its messages show, and show as an event is sent. */
const start = async (delay = 0) => {
  const page = await open(browser, null);
  const line = await intercept(page);
  await page.goto(`${server.url}/actions/`);
  await connected(page);
  line.delay = delay;
  page.line = line;
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const shows = () => {
      const [button, cancel] = main.querySelectorAll('form button');
      const message = main.querySelector('[role=alert], [role=status]')?.textContent ?? '';
      const off = button.disabled && cancel.disabled ? ' (disabled)' : '';
      return `${button.innerText}${off}: ${message}`;
    };
    const note = () => {
      const text = shows();
      if (window.shown.at(-1) !== text) window.shown.push(text);
    };
    window.shown = [];
    window.atSend = [];
    note();
    new MutationObserver(note).observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (text) {
      if (text.includes('create_todo')) window.atSend.push(shows());
      return send.call(this, text);
    };
  });
  return page;
};

for (const delay of [0, 200]) {
  test(`AC-04, AC-11, FP-08: a to-do is being saved from before the send to the answer, then added, with ${2 * delay} ms of latency`, async () => {
    const page = await start(delay);
    await page.getByLabel('Title').fill('Buy tea');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('status').waitFor();
    // Nothing in between: it says so from the click until the answer is there.
    assert.deepEqual(await page.evaluate(() => window.shown), [
      'Add: ',
      'Saving… (disabled): ',
      'Add: Added! “Buy tea” is number 1.',
    ]);
    assert.deepEqual(await page.evaluate(() => window.atSend), ['Saving… (disabled): ']);
    assert.deepEqual(await page.locator('ul.todo li').allTextContents(), ['Buy tea']);
    assert.equal(await page.getByLabel('Title').inputValue(), '');
    quiet(page);
    await page.context().close();
  });
}

test('AC-05, AC-08, AC-11, FP-08: an error shows, the form keeps what was typed, and the next run shows only what it gave', async () => {
  const page = await start();
  const title = page.getByLabel('Title');
  await title.fill('  ');
  await title.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: 'Add' }).waitFor();
  // What the page shows of the error is one message, and that the event failed is the next one: never neither.
  const failed = ['Add: ', 'Saving… (disabled): ', 'Saving… (disabled): Title is required', 'Add: Title is required'];
  assert.deepEqual(await page.evaluate(() => window.shown), failed);
  assert.deepEqual(await page.locator('ul.todo li').allTextContents(), ['Nothing to do. Enjoy the day.']);

  await title.fill('Buy milk');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual((await page.evaluate(() => window.shown)).slice(failed.length), [
    // What the last run gave is gone as soon as the server has the event.
    'Saving… (disabled): Title is required',
    'Saving… (disabled): ',
    'Add: Added! “Buy milk” is number 1.',
  ]);

  await title.fill('Buy milk');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('alert').getByText('That is on the list.').waitFor();
  await page.getByRole('button', { name: 'Add' }).waitFor();
  assert.equal(await title.inputValue(), 'Buy milk');
  assert.equal(await page.getByRole('status').count(), 0);
  const again = (await page.evaluate(() => window.shown)).slice(failed.length + 3);
  assert.deepEqual(again.slice(-2), ['Saving… (disabled): That is on the list.', 'Add: That is on the list.']);
  assert.equal(again.includes('Add: '), false, 'it said that it is being saved, or what became of it');

  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  assert.equal(await title.inputValue(), '');
  await page.context().close();
});

test('AC-01: a socket that takes the session over while the action runs hears how it ended', async () => {
  const page = await start();
  const { line } = page;
  line.pass = (way, text) => {
    const pending = way === 'down' && text.startsWith('["p"');
    if (pending) {
      line.pass = () => true;
      line.cut();
    }
    return !pending;
  };
  await page.getByLabel('Title').fill('Buy tea');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').getByText('Added!').waitFor();
  assert.equal(line.opened, 2);
  assert.deepEqual(await page.locator('ul.todo li').allTextContents(), ['Buy tea']);
  assert.equal(await page.getByRole('button', { name: 'Add' }).isDisabled(), false);
  await page.context().close();
});

test('FP-02, G26: what is for a form under way is hidden from the first paint on', async () => {
  const page = await open(browser, `${server.url}/actions/`, { javaScriptEnabled: false });
  const [idle, pending] = ['hide', 'show'].map((mode) => page.locator(`[dj-form-pending=${mode}]`));
  assert.deepEqual([await idle.isVisible(), await pending.isVisible()], [true, false]);
  await page.context().close();
});
