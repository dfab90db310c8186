// A form with lines that come, go and move, at any latency, and without a script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const NUMBER = 'Must be a number.';
const REQUIRED = 'This field is required.';

const item = (key) => `[name="lines[${key}][item]"]`;
const qty = (key) => `[name="lines[${key}][qty]"]`;

/** Opens the order; frames take `delay` ms each way. `settled` waits until every event was answered. */
const start = async (delay = 0) => {
  const page = await open(browser, null);
  const line = await intercept(page);
  await page.goto(`${server.url}/forms/order`);
  await connected(page);
  line.delay = delay;
  let sent = 0;
  let answered = 0;
  line.arrived = (way, text) => {
    const [kind, first, second] = JSON.parse(text);
    if (way === 'up' && kind === 'e') sent = Math.max(sent, first);
    if (way === 'down' && kind === 'p') answered = Math.max(answered, second);
    if (way === 'down' && (kind === 'a' || kind === 'x')) answered = Math.max(answered, first);
  };
  const settled = () => until(() => answered >= sent, `the answers to ${sent} events, of which ${answered} came`);
  return { page, settled };
};

/** The lines as they stand: their keys, items and errors. */
const lines = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.lines > li')].map((row) => {
      const [item, qty] = row.querySelectorAll('input');
      const errors = [...row.querySelectorAll('.dj-field-error')].map((error) => error.textContent);
      return [Number(row.dataset.key), item.value, qty.value, ...errors];
    }),
  );

const shows = (page, wanted) =>
  until(async () => JSON.stringify(await lines(page)) === JSON.stringify(wanted), JSON.stringify(wanted)).catch(
    async (error) => {
      throw new Error(`${error.message}; there is ${JSON.stringify(await lines(page))}`);
    },
  );

for (const delay of [0, 50, 200]) {
  test(`FO-09: fast typing in lines that go and move loses no letter and shows no stale error, with ${2 * delay} ms of latency`, async () => {
    const { page, settled } = await start(delay);
    await press(page, 'Another line');
    await press(page, 'Another line');
    await page.locator(item(2)).waitFor();
    await page.locator(item(0)).pressSequentially('tea');
    await page.locator(item(1)).pressSequentially('milk');
    await page.locator(item(2)).pressSequentially('bread');
    await page.locator(qty(2)).pressSequentially('12a');
    await shows(page, [[0, 'tea', '', '', ''], [1, 'milk', '', '', ''], [2, 'bread', '12a', '', NUMBER]]);

    // What shows of this field from here on.
    await page.evaluate((name) => {
      const field = document.querySelector(name);
      const error = document.getElementById(field.getAttribute('aria-describedby'));
      window.shown = [];
      new MutationObserver(() => window.shown.push(error.textContent)).observe(error, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }, qty(2));
    await page.locator(qty(2)).focus();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    // While the answers are under way, the first line goes and the others are sorted; the typing goes on.
    await page.evaluate((key) => document.querySelector(`li[data-key="${key}"] button:last-child`).click(), 0);
    await page.keyboard.type('2');
    await press(page, 'Sort by item');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('4');
    await settled();
    await shows(page, [[2, 'bread', '142', '', 'Must be at most 99.'], [1, 'milk', '', '', '']]);
    await page.keyboard.press('Delete');
    await settled();
    await shows(page, [[2, 'bread', '14', '', ''], [1, 'milk', '', '', '']]);
    assert.equal(await page.evaluate(() => document.activeElement.name), 'lines[2][qty]');
    const shown = await page.evaluate(() => window.shown);
    assert.ok(!shown.slice(shown.indexOf('')).includes(NUMBER), `once it was gone it came back: ${shown}`);

    // A line that is new while its neighbour is typed into, and a submit that knows neither of them.
    await page.locator(qty(1)).focus();
    await page.keyboard.type('3');
    await press(page, 'Another line');
    await page.keyboard.press('Enter');
    await settled();
    await shows(page, [[2, 'bread', '14', '', ''], [1, 'milk', '3', '', ''], [3, '', '', REQUIRED, REQUIRED]]);
    quiet(page);
    await page.context().close();
  });
}

test('IP-08: the focus goes to the first field with an error, which says so to screen readers', async () => {
  const { page } = await start();
  await page.getByLabel('Email').fill('jo@example.org');
  await page.getByRole('button', { name: 'Order' }).last().click();
  await page.waitForFunction(() => document.activeElement.name === 'lines[0][item]');
  const field = page.getByLabel('Item');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.equal(await field.getAttribute('aria-required'), 'true');
  const described = await field.getAttribute('aria-describedby');
  assert.equal(await page.locator(`[id="${described}"]`).textContent(), REQUIRED);
  await page.keyboard.type('tea');
  await page.getByLabel('How many').fill('2');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.locator(item(0)).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Order' }).last().click();
  await page.getByText('Must have at least 1 entry.').waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'lines-error');
  quiet(page);
  await page.context().close();
});

test('the order is complete without a script', async () => {
  const page = await open(browser, `${server.url}/forms/order`, { javaScriptEnabled: false });
  const shown = async () => {
    const fields = await page.locator('.lines input').all();
    return Promise.all(fields.map((field) => field.inputValue()));
  };
  const click = (name) => page.getByRole('button', { name }).last().click();
  await page.locator(item(0)).fill('tea');
  await click('Another line');
  await page.locator(item(1)).fill('bread');
  await page.locator(qty(1)).fill('12a');
  await click('Sort by item');
  assert.deepEqual(await shown(), ['bread', '12a', 'tea', '']);
  await page.getByLabel('Email').fill('jo');
  await page.getByLabel('Email').press('Enter');
  await page.getByText('Enter a valid email address').waitFor();
  assert.equal(await page.locator(qty(1)).getAttribute('aria-invalid'), 'true');
  await page.getByText(NUMBER).waitFor();
  assert.deepEqual(await shown(), ['bread', '12a', 'tea', '']);
  await page.getByLabel('Email').fill('jo@example.org');
  await page.locator(qty(1)).fill('2');
  await click('Remove');
  assert.deepEqual(await shown(), ['bread', '2']);
  await page.getByRole('button', { name: 'Order' }).last().click();
  await page.getByText('Thank you: 2 pieces are on their way.').waitFor();
  assert.deepEqual(await shown(), ['', '']);
  await page.context().close();
});

test('what a POST brings becomes a live page, and one without a token changes nothing', async () => {
  const page = await open(browser, `${server.url}/forms/order`);
  await connected(page);
  await page.getByLabel('Item').fill('tea');
  // As a browser does where the script did not arrive.
  await page.evaluate(() => {
    const form = document.querySelector('form');
    form.noValidate = true;
    HTMLFormElement.prototype.submit.call(form);
  });
  await page.getByText(REQUIRED).first().waitFor();
  await connected(page);
  assert.equal(await page.getByLabel('Item').inputValue(), 'tea');
  await page.getByRole('button', { name: 'Another line' }).click();
  await page.locator(item(1)).waitFor();
  const answer = await fetch(`${server.url}/forms/order`, { method: 'POST', body: new URLSearchParams({ email: 'a@b.org' }) });
  assert.equal(answer.status, 403);
  await page.context().close();
});
