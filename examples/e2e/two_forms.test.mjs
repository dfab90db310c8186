// Two forms with the same fields on one page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

test('IP-08: fields of two forms have ids of their own, and the focus goes to the error of the form that was sent', async () => {
  const page = await open(browser, `${server.url}/two_forms`);
  await connected(page);
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  assert.deepEqual(ids, [...new Set(ids)], 'no id stands there twice');
  const ship = page.locator('form[dj-submit=ship]');
  const focused = (id) => until(() => page.evaluate((id) => document.activeElement.id === id, id), `the focus at ${id}`);

  await page.getByRole('button', { name: 'Ship' }).click();
  await focused('shipping-name');
  assert.equal(await page.locator('#shipping-name').getAttribute('class'), 'form-control is-invalid');
  assert.equal(await page.locator('#billing-name').getAttribute('class'), 'form-control');
  // The group of choices says what is wrong with it.
  const group = ship.getByRole('radiogroup', { name: 'By' });
  assert.equal(await group.getAttribute('aria-invalid'), 'true');
  assert.equal(await group.getAttribute('aria-required'), 'true');
  const described = await group.getAttribute('aria-describedby');
  assert.equal(await page.locator(`[id="${described}"]`).textContent(), 'This field is required.');
  await page.keyboard.type('Jo');
  await page.getByRole('button', { name: 'Ship' }).click();
  await focused('shipping-by-0');
  await ship.getByLabel('By van').check();
  await until(async () => (await group.getAttribute('aria-invalid')) === null, 'the group without an error');
  await page.getByRole('button', { name: 'Ship' }).click();
  await page.getByText('shipped Jo van').waitFor();

  await page.getByRole('button', { name: 'Bill' }).click();
  await focused('billing-name');
  quiet(page);
  await page.context().close();
});
