// What is pasted.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './lib/browser.mjs';
import { SHOWN, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Pastes into an element, as a browser would that has the clipboard's content. */
const paste = (page, selector, { text = '', html = '', files = [] }) =>
  page.evaluate(
    ([selector, text, html, files]) => {
      const clipboardData = new DataTransfer();
      if (text) clipboardData.setData('text/plain', text);
      if (html) clipboardData.setData('text/html', html);
      for (const [name, type, content] of files) clipboardData.items.add(new File([content], name, { type }));
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true });
      return document.querySelector(selector).dispatchEvent(event);
    },
    [selector, text, html, files],
  );
const pasted = (own) => ['pasted', { text: '', html: '', has_files: false, files: [], ...own }];

test('dj-paste: text, markup and files come with the values of the element', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'paste');
  assert.equal(await paste(page, '#fixed', { text: 'a', html: '<b>a</b>' }), true, 'the browser pastes as well');
  await paste(page, '#fixed', { files: [['x.png', 'image/png', 'abc'], ['y.txt', 'text/plain', '']] });
  await paste(page, '#inner', { text: 'b' });
  const files = [{ name: 'x.png', type: 'image/png', size: 3 }, { name: 'y.txt', type: 'text/plain', size: 0 }];
  assert.deepEqual(await sent(), [
    pasted({ kind: 'fixed', text: 'a', html: '<b>a</b>' }),
    pasted({ kind: 'fixed', has_files: true, files }),
    pasted({ kind: 'around', text: 'b' }),
  ]);
  assert.equal(await page.locator('#at').textContent(), 'b||false||around');
  await go(SHOWN);
  await paste(page, '#shown', { text: 'c' });
  assert.deepEqual(await sent(), [pasted({ kind: 'shown', text: 'c' })]);
  await done();
});

test('dj-paste: with dj-paste-suppress the field stays as it is', async () => {
  const { page, sent, done } = await gestures(server, browser, 'paste');
  assert.equal(await paste(page, '#only', { text: 'a' }), false);
  assert.deepEqual(await sent(), [pasted({ text: 'a' })]);
  assert.equal(await page.locator('#only').inputValue(), '');
  await done();
});
