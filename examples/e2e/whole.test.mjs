// dj-input and dj-change on a form.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

test('dj-input and dj-change on a form carry the whole form, and the field that was edited', async () => {
  const page = await open(browser, `${server.url}/whole`);
  await connected(page);
  const said = async (...lines) => {
    const log = () => page.locator('ol > li').allTextContents();
    await until(async () => JSON.stringify(await log()) === JSON.stringify(lines), JSON.stringify(lines)).catch(async (error) => {
      throw new Error(`${error.message}; there is ${JSON.stringify(await log())}`);
    });
  };
  const lines = ['edited name: J - -', 'edited name: Jo - -', 'finished name: Jo - -'].map((line) => line.replace('- -', ' -'));
  await page.getByLabel('Name').pressSequentially('Jo');
  await page.getByLabel('Guests').focus();
  await said(...lines);
  await page.getByLabel('Guests').pressSequentially('x');
  await said(...lines, 'edited guests: Jo x -');
  assert.equal(await page.locator('#guests-error').textContent(), 'Must be a number.');
  assert.equal(await page.locator('#name-error').textContent(), '');
  await page.getByLabel('Dogs').check();
  await said(...lines, 'edited guests: Jo x -', 'finished guests: Jo x -', 'edited dogs: Jo x on', 'finished dogs: Jo x on');
  assert.deepEqual(
    [await page.getByLabel('Name').inputValue(), await page.getByLabel('Guests').inputValue()],
    ['Jo', 'x'],
  );
  quiet(page);
  await page.context().close();
});
