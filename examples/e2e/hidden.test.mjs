// A page that nobody sees, because its window is minimised, another tab is in front, or the browser froze it: what the
// user did before runs once, what the server says meanwhile is shown in the end, and the page is never loaded again.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { connected, press, until } from './lib/browser.mjs';
import { plug } from './lib/cable.mjs';
import { Server } from './lib/server.mjs';
import { launchWindows, ways } from './lib/window.mjs';

let lab, windows;
before(async () => {
  [lab, windows] = await Promise.all([Server.start('lab'), launchWindows()]);
});
after(() => Promise.all([windows?.stop(), lab?.stop()]));

/** The server's clock, by a way that no live page takes. */
const ticks = async () => Number(await (await fetch(`${lab.url}/clock/ticks`)).text());

/** Waits until the clock, which no page asks, has gone on for so many ticks of 20 ms. */
const pass = async (count) => {
  const end = (await ticks()) + count;
  await until(async () => (await ticks()) >= end, `${count} ticks`);
};

/** A page with a clock at the end of a cable. It notes what becomes of it. */
const open = async () => {
  const cable = await plug(lab.port);
  const page = await windows.context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(`${cable.url}/clock`);
  await page.evaluate(() => {
    window.__seen = { states: [], lost: [], backwards: [] };
    const { states, lost, backwards } = window.__seen;
    for (const name of ['visibilitychange', 'freeze', 'resume']) {
      document.addEventListener(name, () => states.push(name === 'visibilitychange' ? document.visibilityState : name));
    }
    document.addEventListener('djust:event-lost', ({ detail }) => lost.push(detail.name));
    const output = document.querySelector('output');
    let last = 0;
    new MutationObserver(() => {
      const now = Number(output.textContent);
      if (now < last) backwards.push([last, now]);
      last = now;
    }).observe(output, { characterData: true, childList: true, subtree: true });
  });
  await connected(page);
  const close = async () => {
    assert.deepEqual(problems, []);
    await page.close();
    cable.stop();
  };
  return { page, cable, close };
};

const counts = (page, expected) => {
  const shown = () => page.evaluate(() => document.querySelector('h1').textContent);
  return until(async () => (await shown()) === `Count: ${expected}`, `a count of ${expected}`, 20_000);
};

/** Waits until the page shows a time no earlier than now. */
const upToDate = async (page) => {
  const now = await ticks();
  const shown = () => page.evaluate(() => Number(document.querySelector('output').textContent));
  await until(async () => (await shown()) >= now, `${now} ticks`, 20_000);
};

const lines = {
  'the line stays': { cut: () => {}, mend: () => {} },
  'the line breaks': { cut: (cable) => cable.cut(), mend: () => {} },
  'the line breaks and is back only when the page is': {
    cut(cable) {
      cable.plugged = false;
      cable.cut();
    },
    mend(cable) {
      cable.plugged = true;
    },
  },
};

for (const [way, hide] of Object.entries(ways)) {
  const frozen = way.includes('frozen');
  describe(`I5: hidden, ${way}`, () => {
    for (const [what, { cut, mend }] of Object.entries(lines)) {
      test(`${what}: each event runs once, and the page is up to date again`, async () => {
        const { page, cable, close } = await open();
        await press(page, 'inc');
        await counts(page, 1);
        await upToDate(page);
        // Under way while the page goes away.
        await press(page, 'inc');
        const show = await hide(page);
        await until(() => page.evaluate(() => document.visibilityState === 'hidden'), 'a hidden page');
        cut(cable);
        // A frozen page runs no scripts, so nothing can be clicked there.
        if (!frozen) await press(page, 'inc');
        await pass(50);
        mend(cable);
        await show();
        await until(() => page.evaluate(() => document.visibilityState === 'visible'), 'a page that is seen');
        await press(page, 'inc');
        await counts(page, frozen ? 3 : 4);
        await upToDate(page);
        await connected(page);
        assert.deepEqual(await page.evaluate(() => window.__seen), {
          states: frozen ? ['hidden', 'freeze', 'resume', 'visible'] : ['hidden', 'visible'],
          lost: [],
          backwards: [],
        });
        await close();
      });
    }
  });
}
