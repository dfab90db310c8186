// Two forms with the same fields on one page, and a form that one tag writes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessible } from './lib/axe.mjs';
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
  // Its error goes, and the button moves up: not while it is pressed.
  await page.keyboard.press('Tab');
  await until(async () => (await page.locator('#shipping-name').getAttribute('class')) === 'form-control', 'the name without an error');
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

test('IP-08: one tag writes a whole form, with a list of its errors once it was sent, and a field of several values', async () => {
  const page = await open(browser, `${server.url}/whole_form`);
  await connected(page);
  await accessible(page, 'the empty form');
  const focused = (id) => until(() => page.evaluate((id) => document.activeElement.id === id, id), `the focus at ${id}`);
  const summary = page.locator('.dj-form-errors');
  const topics = page.getByLabel('Topics');
  const chosen = () => topics.evaluate((select) => [...select.selectedOptions].map(({ value }) => value));

  // A field that is left in error says so itself; the list waits until the form is sent.
  await page.getByLabel('Email').fill('bad');
  await page.getByLabel('Email').blur();
  await page.locator('#email-error').getByText('Enter a valid email address').waitFor();
  assert.equal(await summary.count(), 0);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await focused('email');
  assert.deepEqual(await summary.locator('li').allTextContents(), [
    'Email: Enter a valid email address',
    'Plan: This field is required.',
    'Topics: This field is required.',
  ]);
  await accessible(page, 'the form in error');
  await summary.getByRole('link', { name: /^Topics/ }).click();
  await focused('topics');
  await summary.getByRole('link', { name: /^Plan/ }).click();
  await focused('plan-0');

  await topics.selectOption(['news', 'talks']);
  await page.locator('#holds').getByText('news,talks').waitFor();
  await page.getByLabel('Team').check();
  await until(async () => (await summary.locator('li').count()) === 1, 'one error is left');
  assert.deepEqual(await chosen(), ['news', 'talks'], 'a patch leaves what is chosen');
  await page.getByLabel('Email').fill('jo@x.org');
  await page.getByLabel('Email').blur();
  await summary.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('jo@x.org, team: news and talks').waitFor();
  assert.deepEqual([await summary.count(), await chosen(), await page.getByLabel('Email').inputValue()], [0, [], '']);
  quiet(page);
  await page.context().close();
});
