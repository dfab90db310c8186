// Bound fields with every modifier and beside a rate, on the real server; the page's clock is the test's.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const start = async () => {
  const page = await open(browser, null);
  await page.clock.install();
  await page.goto(`${server.url}/model_rates`);
  await connected(page);
  await page.clock.pauseAt(Date.now() + 3_600_000);
  const updates = () =>
    page.wire.flatMap(([way, text]) => {
      if (way !== 'up' || !text.startsWith('["e"')) return [];
      const [, , , name, params] = JSON.parse(text);
      return [name === 'update_model' ? `${params.field}=${params.value}` : name];
    });
  /** Waits until these left, and no others did. */
  const sent = (...wanted) =>
    until(() => updates().join() === wanted.join(), wanted.join()).catch((error) => {
      throw new Error(`${error.message}; there were ${updates().join()}`);
    });
  const pass = (ms) => page.clock.runFor(ms);
  return { page, sent, pass, field: (label) => page.getByLabel(label, { exact: true }) };
};

test('MB-03, MB-04: debounce waits for a pause of 300 ms, trim for nothing', async () => {
  const { page, sent, pass, field } = await start();
  await field('Trim').fill('  a ');
  await sent('trim=a');
  await field('Debounce').pressSequentially('ab');
  await pass(299);
  await field('Debounce').pressSequentially('c');
  await pass(299);
  await sent('trim=a');
  await pass(1);
  await sent('trim=a', 'debounce=abc');
  quiet(page);
  await page.context().close();
});

test('MB-02, MB-03, MB-04: lazy.debounce, and all three, wait from the end of the edit', async () => {
  const { page, sent, pass, field } = await start();
  await field('Both').pressSequentially('ab');
  await pass(1000);
  await sent();
  // Enter finishes an edit, and the user is still there.
  await page.keyboard.press('Enter');
  await pass(299);
  await sent();
  await pass(1);
  await sent('both=ab');
  await field('All').pressSequentially('  cd ');
  await page.keyboard.press('Enter');
  assert.equal(await field('All').inputValue(), 'cd', 'it shows what is sent');
  await pass(499);
  await sent('both=ab');
  await pass(1);
  await sent('both=ab', 'all=cd');
  quiet(page);
  await page.context().close();
});

test('MB-03: an edit that waits stays when its field is left', async () => {
  const { page, sent, pass, field } = await start();
  const answers = () => page.wire.filter(([way, text]) => way === 'down' && /^\["[pa]"/.test(text)).length;
  await field('All').pressSequentially('ab');
  await page.keyboard.press('Enter');
  await pass(500);
  await sent('all=ab');
  await until(() => answers() === 1, 'the answer');
  await field('All').pressSequentially('c');
  await field('Both').focus();
  assert.equal(await field('All').inputValue(), 'abc');
  await pass(500);
  await sent('all=ab', 'all=abc');
  await until(() => answers() === 2, 'its answer');
  assert.equal(await field('All').inputValue(), 'abc');
  quiet(page);
  await page.context().close();
});

test('MB-03: dj-debounce and dj-throttle beside it count in its place', async () => {
  const { page, sent, pass, field } = await start();
  await field('Debounced').pressSequentially('ab');
  await pass(699);
  await sent();
  await pass(1);
  await sent('debounced=ab');
  await field('Throttled').pressSequentially('a');
  await sent('debounced=ab', 'throttled=a');
  await field('Throttled').pressSequentially('bc');
  await pass(399);
  await sent('debounced=ab', 'throttled=a');
  await pass(1);
  await sent('debounced=ab', 'throttled=a', 'throttled=abc');
  quiet(page);
  await page.context().close();
});

test('MB-03: a submit sends what waits in its form first', async () => {
  const { page, sent, field } = await start();
  await field('Debounced').fill('x');
  await field('Debounce').fill('y');
  await page.keyboard.press('Enter');
  await page.getByText('sent y|x').waitFor();
  await sent('debounced=x', 'debounce=y', 'send');
  quiet(page);
  await page.context().close();
});
