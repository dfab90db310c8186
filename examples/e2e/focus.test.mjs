// Fields that tell of their focus.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Opens the page; `log` waits until the handlers said these lines. */
const start = async () => {
  const page = await open(browser, `${server.url}/focus`);
  await connected(page);
  const said = () => page.locator('#log li').allTextContents();
  const log = async (...lines) => {
    await until(async () => (await said()).length >= lines.length, `${lines.length} lines`);
    assert.deepEqual(await said(), lines);
  };
  return { page, log };
};

test('EV-36: dj-focus and dj-blur tell of a field, with its name and value, once each', async () => {
  const { page, log } = await start();
  await page.getByLabel('Name').focus();
  await log('focus name= 1');
  await page.keyboard.type('Ada');
  await page.getByRole('button', { name: 'Quiet' }).focus();
  await log('focus name= 1', 'blur name=Ada name');
  assert.deepEqual(
    page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text).slice(3)),
    [
      ['focused', { value: '', field: 'name', _target: 'name', row: 1 }],
      ['blurred', { value: 'Ada', field: 'name', _target: 'name' }],
    ],
  );
  quiet(page);
  await page.context().close();
});

test('EV-36: an element around fields hears of each of them', async () => {
  const { page, log } = await start();
  await page.getByLabel('Street').focus();
  await page.getByLabel('Town').focus();
  await log('focus street= 0', 'blur street= street', 'focus town= 0');
  quiet(page);
  await page.context().close();
});

test('EV-36, EV-37: fields that a patch brought tell of their focus, and no more once a patch took the attribute away', async () => {
  const { page, log } = await start();
  await page.getByRole('button', { name: 'Add' }).click();
  const added = page.getByLabel('Added');
  await added.focus();
  await log('focus added=kept 0');
  await page.getByLabel('Name').focus();
  await log('focus added=kept 0', 'blur added=kept added', 'focus name= 1');
  await page.getByRole('button', { name: 'Quiet' }).click();
  await until(async () => (await added.getAttribute('dj-blur')) === null, 'the attribute to go');
  await added.focus();
  await page.getByLabel('Street').focus();
  await log(
    'focus added=kept 0',
    'blur added=kept added',
    'focus name= 1',
    'blur name= name',
    'focus added=kept 0',
    'focus street= 0',
  );
  quiet(page);
  await page.context().close();
});

test('G33: autofocus counts for each element that a patch brings, unless the user is in a field', async () => {
  const { page } = await start();
  const open = page.getByRole('button', { name: 'Open' });
  const active = () => page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.localName);
  for (const n of [1, 2]) {
    await open.click();
    await until(async () => (await active()) === `Opened ${n}`, `the focus in what came ${n}.`);
  }
  await page.evaluate(() => document.activeElement.blur());
  await open.evaluate((button) => button.click());
  await until(async () => (await active()) === 'Opened 3', 'the focus where none was');
  await page.getByLabel('Opener').press('Enter');
  await page.getByLabel('Opened 4').waitFor();
  assert.equal(await active(), 'Opener', 'the user keeps it');
  quiet(page);
  await page.context().close();
});
