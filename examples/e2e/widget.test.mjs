// Fields as components: the page gives values and hears of changes; a form around them sends them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

test('IP-12: a field component takes its value from the page and tells it of changes', async () => {
  const page = await open(browser, `${server.url}/widget`);
  await connected(page);
  const field = (name) => page.locator(`input[name=${name}]`);
  const says = (id, expected) =>
    until(async () => (await page.textContent(`#${id}`)).trim() === expected, `${id}: ${expected}`);
  assert.equal(await field('email').inputValue(), 'ann@example.org');
  await field('email').fill(' Bob@Example.org ');
  await field('reply').fill('nobody');
  await field('reply').blur();
  await says('state', 'bob@example.org nobody');
  await until(async () => (await field('email').inputValue()) === 'bob@example.org', 'the value that the page gives back');
  assert.deepEqual(await page.locator('em').allTextContents(), ['', 'an address has an @']);
  assert.equal(await page.locator('[aria-invalid]').count(), 1);
  await page.getByRole('button', { name: 'send' }).click();
  await says('sent', 'bob@example.org nobody');
  await page.getByRole('button', { name: 'clear' }).click();
  await until(async () => (await field('email').inputValue()) === '', 'the cleared field');
  await until(async () => (await page.locator('[aria-invalid]').count()) === 2, 'both are marked');
  quiet(page);
  await page.context().close();
});
