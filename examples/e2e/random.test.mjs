// I2 in a real browser: a page that was patched into a state is the page that the server renders in that state.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';
import { same, snapshot } from './lib/snapshot.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const STEPS = Number(process.env.STEPS ?? 100);

/** Walks a live page through the states and compares each with a page rendered in it. */
const compare = async (path, states, parameter) => {
  const page = await open(browser, server.url + path(states[0]));
  const fresh = await open(browser, null);
  await fresh.route('**/djust/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await connected(page);
  /** What was rendered, by path: a state that comes again is rendered the same. */
  const known = new Map();
  const render = async (url) => {
    await fresh.goto(url, { waitUntil: 'domcontentloaded' });
    return fresh.evaluate(snapshot);
  };
  for (const [index, state] of states.entries()) {
    if (index > 0) {
      const start = page.wire.length;
      await page.locator('input[dj-input]').evaluate((input, value) => {
        input.value = value;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, String(state));
      const answered = () => page.wire.slice(start).some(([way, text]) => way === 'down' && /^\["[pax]"/.test(text));
      await until(answered, `the answer to ${parameter} ${state}`);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    const url = server.url + path(state);
    if (!known.has(url)) known.set(url, await render(url));
    same(await page.evaluate(snapshot), known.get(url), `${parameter} ${state}, coming from ${states[index - 1]}`);
  }
  quiet(page);
  assert.deepEqual(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["r"')), [], 'no resync');
  await Promise.all([page.context().close(), fresh.context().close()]);
};

test('six adjacent and nested branches through all 64 states, and back at random', async () => {
  const all = [...Array(64).keys()];
  const gray = all.map((n) => n ^ (n >> 1));
  const mixed = all.map((n) => (n * 37 + 11) % 64);
  await compare((bits) => `/branches?bits=${bits}`, [...all, ...gray, ...mixed], 'bits');
});

for (const seed of [1, 2, 3]) {
  test(`nested lists through ${STEPS} random states, seed ${seed} (UI-01, UI-02)`, async () => {
    const steps = [...Array(STEPS).keys()];
    await compare((step) => `/tables?seed=${seed}&step=${step}`, steps, 'step');
  });
}
