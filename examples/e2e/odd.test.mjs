// I2 for odd markup: sixty-four states of a page with tables, drawings, formulas, templates, line feeds, entities and
// markup that is not balanced, each reached by a patch, and each the page that is loaded in that state.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, quiet } from './lib/browser.mjs';
import { properties } from './lib/properties.mjs';
import { Server } from './lib/server.mjs';
import { same } from './lib/snapshot.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const STATES = 64;

/** Each state as a page shows it that was loaded in it and has no client. */
const loaded = async () => {
  const page = await open(browser, null);
  await page.route('**/djust/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  const states = [];
  for (let state = 0; state < STATES; state += 1) {
    await page.goto(`${server.url}/odd?state=${state}`, { waitUntil: 'domcontentloaded' });
    states.push(await page.evaluate(properties));
  }
  quiet(page);
  await page.context().close();
  return states;
};

/** Brings a live page to a state, as an event does. */
const go = async (page, state) => {
  const send = (value) => {
    const field = document.querySelector('#state');
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  await exchange(page, () => page.evaluate(send, String(state)));
  await page.evaluate(() => new Promise(requestAnimationFrame));
};

test('I2, G33: sixty-four states of odd markup, there and back, are pages loaded in them', async () => {
  const states = await loaded();
  assert.equal(new Set(states).size, STATES, 'no two are the same');
  const page = await open(browser, `${server.url}/odd?state=0`);
  await connected(page);
  const rising = states.map((_, state) => state);
  const mixed = rising.slice(32).map((state) => (state * 37 + 11) % STATES);
  const faults = [];
  let before = 0;
  for (const state of [...rising.slice(1), ...mixed]) {
    await go(page, state);
    try {
      same(await page.evaluate(properties), states[state], `state ${state}, coming from ${before}`);
    } catch (error) {
      faults.push(error.message);
    }
    before = state;
  }
  assert.deepEqual(faults.slice(0, 8), [], `${faults.length} states differ`);
  quiet(page);
  assert.deepEqual(page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["r"')), [], 'no resync');
  await page.context().close();
});
