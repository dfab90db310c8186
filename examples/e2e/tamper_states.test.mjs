// I7, in every state of the lab's pages: whatever was done to the page before, patches bring it to what the server renders.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { connected, launch, open, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';
import { same, snapshot } from './lib/snapshot.mjs';
import { tampering } from './lib/tampering.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Brings a live page to a state. */
const go = async (page, state) => {
  const start = page.wire.length;
  await page.locator('input[dj-input]').evaluate((input, value) => {
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, String(state));
  const since = () => page.wire.slice(start);
  const down = (kind) => since().filter(([way, text]) => way === 'down' && text.startsWith(`["${kind}"`)).length;
  const asked = () => since().filter(([way, text]) => way === 'up' && text.startsWith('["r"')).length;
  await until(() => down('p') + down('a') + down('x') > 0, `the answer to ${state}`);
  // What a patch could not be applied to was asked for.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await until(() => down('f') >= asked(), `the values of ${state}`);
  await page.evaluate(() => new Promise(requestAnimationFrame));
};

/** Takes away what is the tamperer's own. */
const clean = () => {
  for (const stranger of document.querySelectorAll('.stranger')) stranger.remove();
  for (const font of document.querySelectorAll('font')) font.replaceWith(...font.childNodes);
};

const pages = {
  '/branches?bits=': [0, 63, 21, 42, 5, 63, 0, 48],
  '/tables?seed=4&step=': [0, 1, 2, 3, 4, 5, 6, 7],
};

/** The title and the body: the order of what stands in the head means nothing. */
const look = async (page) => {
  const all = await page.evaluate(snapshot);
  return `${await page.title()}\n${all.slice(all.indexOf(':body '))}`;
};

/** A page that shows what the server renders, and no more. */
const still = async () => {
  const page = await open(browser, null);
  await page.route('**/djust/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  return page;
};

/** The live page in its state beside one that is rendered in it. */
const compare = async (page, fresh, url, where) => {
  await fresh.goto(url);
  await page.evaluate(clean);
  const [patched, rendered] = await Promise.all([look(page), look(fresh)]);
  same(patched, rendered, where);
};

const errors = (page) => page.problems.filter((problem) => /error/i.test(problem));

for (const [path, states] of Object.entries(pages)) {
  describe(`I7: ${path}`, { concurrency: 2 }, () => {
    for (const [what, tamper] of Object.entries(tampering)) {
      test(what, async () => {
        const [page, fresh] = await Promise.all([open(browser, server.url + path + states[0]), still()]);
        await connected(page);
        for (const [index, state] of states.slice(1).entries()) {
          await page.evaluate(tamper);
          await go(page, state);
          await compare(page, fresh, server.url + path + state, `${state}, coming from ${states[index]}`);
        }
        assert.deepEqual(errors(page), []);
        await Promise.all([page.context().close(), fresh.context().close()]);
      });
    }
  });
}
