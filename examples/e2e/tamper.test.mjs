// Translators, extensions and minifiers change the page: the next patches still end in the right one.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';
import { tampering } from './lib/tampering.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const errors = (page) => page.problems.filter((problem) => /error/i.test(problem));

for (const [what, tamper] of Object.entries(tampering)) {
  for (const when of ['before the client starts', 'after it connected']) {
    const visit = async (path) => {
      const early = when === 'before the client starts';
      const source = `document.addEventListener('readystatechange', () => {
        if (document.readyState === 'interactive') (${tamper})();
      })`;
      const page = await open(browser, server.url + path, {
        before: (page) => (early ? page.addInitScript(source) : undefined),
      });
      await connected(page);
      if (!early) await page.evaluate(tamper);
      return page;
    };

    test(`I7: ${what}, ${when}: the counter counts`, async () => {
      const page = await visit('/counter/');
      await press(page, 'one more');
      await press(page, '+10');
      await until(async () => (await page.locator('output').textContent()).trim() === '11', 'the count');
      assert.deepEqual(errors(page), []);
      await page.context().close();
    });

    test(`I7: ${what}, ${when}: rows go where they belong`, async () => {
      const page = await visit('/table/table10');
      for (const name of ['tick', 'swap', 'remove_mid', 'remove_first', 'tick']) await press(page, name);
      // The order of the rows stands one tick before the last state: a cell tells that it came.
      const expected = `8,2,3,4,6,7,1,9 ${((6 * 7919) % 1000) + 1}`;
      const shown = async () => {
        const ids = (await page.locator('td.id').allTextContents()).map((id) => id.trim()).join();
        const n = await page.locator('tr').filter({ hasText: 'row 6 ' }).locator('td.n').textContent();
        return `${ids} ${n.trim()}`;
      };
      await until(async () => (await shown()) === expected, `rows ${expected}`).catch(async (error) => {
        error.message += `, found ${await shown()}`;
        throw error;
      });
      assert.deepEqual(errors(page), []);
      await page.context().close();
    });

    test(`I7: ${what}, ${when}: the list to do stays right`, async () => {
      const page = await visit('/todo/');
      await press(page, 'Move Read the struct up');
      await page.locator('#title').fill('more');
      await page.locator('#title').press('Enter');
      await until(async () => (await page.locator('li').count()) === 4, 'the new row');
      await press(page, 'Delete Read the template');
      const titles = async () =>
        (await page.locator('li label span').allTextContents()).map((title) => title.trim()).join();
      const expected = 'Read the struct,Add something of your own,more';
      await until(async () => (await titles()) === expected, expected).catch(async (error) => {
        error.message += `, found ${await titles()}`;
        throw error;
      });
      assert.deepEqual(errors(page), []);
      await page.context().close();
    });
  }
}
