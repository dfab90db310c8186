// The clipboard: what a click copies, and how the element says so.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { calls } from './lib/calls.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const READ = ['clipboard-read', 'clipboard-write'];

/** Opens the page with a clock that stands still. */
const begin = async ({ permissions = READ, before } = {}) => {
  const context = await browser.newContext({ permissions });
  const page = await open(browser, null, { context });
  await page.clock.install();
  if (before) await page.addInitScript(before);
  await page.goto(`${server.url}/feedback`);
  await connected(page);
  await page.clock.pauseAt(Date.now() + 60_000);
  return page;
};

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const says = (page, id, text) => until(async () => (await page.textContent(id)) === text, `${id} that says ${text}`);
const events = (page) =>
  page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text).slice(3));

test('CP-01, CP-03, CP-04, G16: a literal is copied, said for 2 s, and the exact child nodes come back', async () => {
  const page = await begin();
  const was = await page.$eval('#copy', (button) => {
    window.nodes = [...button.childNodes];
    return button.outerHTML;
  });
  await page.click('#copy');
  await says(page, '#copy', 'Copied!');
  assert.equal(await page.getAttribute('#copy', 'class'), 'dj-copied');
  assert.equal(await clipboard(page), 'some text');
  await page.clock.runFor(1500);
  // Said anew, for 2 s from now on.
  await page.click('#copy');
  await until(() => events(page).length === 2, 'the second event');
  await page.clock.runFor(1900);
  assert.equal(await page.textContent('#copy'), 'Copied!');
  await page.clock.runFor(100);
  await says(page, '#copy', '* Copy');
  assert.equal(await page.$eval('#copy', ({ outerHTML }) => outerHTML), was);
  assert.ok(await page.$eval('#copy', (button) => window.nodes.every((node, at) => node === button.childNodes[at])));
  quiet(page);
  await page.context().close();
});

test('CP-05, G16: the event carries the text and dj-value-*', async () => {
  const page = await begin();
  await page.click('#copy');
  await says(page, '#copied', 'some text 7');
  assert.deepEqual(events(page), [['copied', { text: 'some text', id: 7 }]]);
  quiet(page);
  await page.context().close();
});

test('CP-02, CP-03, CP-04: the text of what a selector finds, with words and a class of its own', async () => {
  const page = await begin();
  await page.click('#copy-of');
  await says(page, '#copy-of', 'Done!');
  assert.equal(await page.getAttribute('#copy-of', 'class'), 'done');
  assert.equal(await clipboard(page), 'what is there');
  assert.deepEqual(events(page), [], 'no server is asked');
  await page.clock.runFor(2000);
  await says(page, '#copy-of', 'Copy it');
  assert.equal(await page.getAttribute('#copy-of', 'class'), null);
  quiet(page);
  await page.context().close();
});

test('CP-02, CP-06: a selector that is none is copied as it is, and dj-click on the element works', async () => {
  const page = await begin();
  await page.click('#copy-literal');
  await says(page, '#copy-literal', 'Copied!');
  assert.equal(await clipboard(page), '#nothing[');
  assert.deepEqual(events(page), [['plain']]);
  quiet(page);
  await page.context().close();
});

test('CP-06: without a permission for the clipboard the old command copies', async () => {
  const before = () => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  };
  const page = await begin({ before });
  await page.click('#copy');
  await says(page, '#copied', 'some text 7');
  assert.equal(await clipboard(page), 'some text');
  quiet(page);
  await page.context().close();
});

test('CP-02: what a class or an attribute selects, and the value of a field; what selects nothing is the text itself', async () => {
  const { page, write, done } = await calls(server, browser, { permissions: READ });
  const cases = [
    ['.what', 'by class'],
    ['[data-what]', 'by attribute'],
    ['#field', 'by value'],
    ['.nothing', '.nothing'],
    ['[nothing]', '[nothing]'],
    ['#nothing', '#nothing'],
    ['.', '.'],
  ];
  await write('<p class="what">by <b>class</b></p><p data-what="x">by attribute</p><input id="field" value="by value"><button id="a">a</button>');
  for (const [value, expected] of cases) {
    await page.$eval('#a', (button, value) => button.setAttribute('dj-copy', value), value);
    await page.click('#a');
    await until(async () => (await clipboard(page)) === expected, `${value} copied as ${expected}`);
  }
  await done();
});
