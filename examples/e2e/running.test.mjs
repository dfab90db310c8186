// What a page shows of a handler that runs, and of a call that may not run.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Opens the page; `window.shown` lists what it showed, `window.errors` what it was told. */
const start = async () => {
  const page = await open(browser, `${server.url}/running`);
  await connected(page);
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const note = () => {
      const save = main.querySelectorAll('button')[1];
      const text = `${main.querySelector('h1').textContent}, ${save.textContent}${save.disabled ? ' (disabled)' : ''}`;
      if (window.shown.at(-1) !== text) window.shown.push(text);
    };
    window.shown = [];
    note();
    new MutationObserver(note).observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
    window.errors = [];
    document.addEventListener('djust:error', ({ detail }) => window.errors.push([detail.event, detail.code, detail.message]));
  });
  return page;
};

const click = (page, name) => page.getByRole('button', { name, exact: true }).click();
const errors = async (page, count) => {
  await until(() => page.evaluate((count) => window.errors.length >= count, count), `${count} errors`);
  return page.evaluate(() => window.errors);
};

test('ST-07: a handler shows its states on the way, and its event is under way until it ends', async () => {
  const page = await start();
  await click(page, 'climb');
  const climb = page.getByRole('button', { name: 'climb' });
  await page.getByText('Step: 2').waitFor();
  assert.ok(await climb.isDisabled());
  await page.getByText('Step: 5').waitFor();
  await until(() => climb.isEnabled(), 'the end of the handler');
  assert.deepEqual(
    await page.evaluate(() => window.shown),
    [0, 1, 2, 3, 4, 5].map((step) => `Step: ${step}, save`),
  );
  quiet(page);
  await page.context().close();
});

test('LD-09: a flag shows that a handler runs, however it ends', async () => {
  const page = await start();
  await click(page, 'save');
  await page.getByText('Step: 1').waitFor();
  await click(page, 'fail');
  await page.getByText('Step: 2').waitFor();
  assert.deepEqual(await page.evaluate(() => window.shown), [
    'Step: 0, save',
    'Step: 0, Saving... (disabled)',
    'Step: 1, save',
    'Step: 1, Saving... (disabled)',
    'Step: 2, save',
  ]);
  assert.deepEqual((await errors(page, 1))[0].slice(1), ['failed', 'The disk is full.']);
  await page.context().close();
});

test('EV-38, IP-03: what is unknown, forbidden or done too often is refused with a reason, and the page lives on', async () => {
  const page = await start();
  for (const name of ['unknown', 'forbidden', 'seldom', 'seldom', 'seldom']) await click(page, name);
  const told = await errors(page, 3);
  assert.deepEqual(
    told.map(([, code]) => code),
    ['unknown_event', 'forbidden', 'rate_limited'],
  );
  assert.match(told[2][2], /try again in \d+ s/);
  await page.getByText('Step: 20').waitFor();
  await click(page, 'reset');
  await page.getByText('Step: 0').waitFor();
  await page.context().close();
});

test('RL-01, MB-01: behind a handler that runs, a newer edit takes the place of one that waits', async () => {
  const page = await start();
  const up = () => page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text));
  const down = (kind) => page.wire.filter(([way, text]) => way === 'down' && text.startsWith(`["${kind}"`)).map(([, text]) => JSON.parse(text));
  const type = async (label, text, count) => {
    await page.getByLabel(label, { exact: true }).fill(text);
    await until(() => up().length === count, `${count} events`);
  };
  await click(page, 'wait');
  await until(() => up().length === 1, 'the handler');
  await type('typed', 'a', 2);
  await type('typed', 'ab', 3);
  await type('bound', 'x', 4);
  await type('bound', 'xy', 5);
  await type('typed', 'abc', 6);
  await type('at once', 'p', 7);
  await type('at once', 'pq', 8);
  assert.deepEqual(down('s'), [], 'the handler runs still');
  await fetch(`${server.url}/running/allow`);
  await page.getByText('abc p pq', { exact: true }).waitFor();
  assert.equal(await page.locator('#bound').textContent(), 'xy');
  assert.deepEqual(down('s').map(([, ref, how]) => [ref, how]), [2, 4, 3].map((ref) => [ref, 'superseded']));
  await until(() => page.evaluate(() => !document.querySelector('.djust-loading')), 'that nothing is under way');
  quiet(page);
  await page.context().close();
});
