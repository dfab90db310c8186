// Nothing happens when the client takes a page over.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { bytes, connected, launch, open, quiet } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Watches the whole document from the end of parsing on, before any deferred script. */
const watch = (page) =>
  page.addInitScript(() => {
    window.__seen = [];
    const observer = new MutationObserver((records) => {
      for (const { type, target, attributeName } of records) {
        window.__seen.push(`${type} ${target.nodeName.toLowerCase()} ${attributeName ?? ''}`.trim());
      }
    });
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  });

for (const path of ['/counter/', '/todo/', '/table/table', '/table/search', '/login/']) {
  test(`I8, LV-07: adopting ${path} changes nothing but a class on body`, async () => {
    const page = await open(browser, server.url + path, { before: watch });
    await connected(page);
    await page.waitForTimeout(200);
    assert.deepEqual(await page.evaluate(() => window.__seen), ['attributes body class']);
    quiet(page);
    await page.context().close();
  });
}

test("the answer to the 1,000-row table's join is at most 200 bytes", async () => {
  const page = await open(browser, `${server.url}/table/table`);
  await connected(page);
  const down = page.wire.filter(([way]) => way === 'down').map(([, text]) => text);
  const total = down.reduce((sum, text) => sum + bytes(text), 0);
  assert.ok(total <= 200, `${total} bytes: ${down}`);
  await page.context().close();
});

test('the page of 1,000 rows is at most 1.12 times its bytes without marks', async () => {
  const html = await (await fetch(`${server.url}/table/table`)).text();
  const [, tag] = html.match(/"m":"(\w{3})"/);
  const plain = html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(new RegExp(`<!--/?${tag}\\d*-->`, 'g'), '')
    .replace(/<([\w-]+) dj(?=[\s>])/g, '<$1');
  const ratio = bytes(html) / bytes(plain);
  assert.ok(ratio <= 1.12, `${bytes(html)} / ${bytes(plain)} = ${ratio.toFixed(3)}`);
});
