// Fields, forms and pictures named like properties of the form, the document and the window: the page works as if they
// were named otherwise.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, open, until } from './lib/browser.mjs';
import { plug } from './lib/cable.mjs';
import { answered } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Names that mean something to every object: they never become a parameter. */
const UNSAFE = ['__proto__', 'constructor', 'prototype'];

/** All names that the objects of a page have by their prototypes. */
const inherited = async (of) => {
  const page = await browser.newPage();
  const names = await page.evaluate((of) => {
    // A window has most of its properties itself.
    const found = new Set(of === 'Window' ? Object.getOwnPropertyNames(window) : []);
    for (let at = window[of].prototype; at; at = Object.getPrototypeOf(at)) {
      for (const name of Object.getOwnPropertyNames(at)) found.add(name);
    }
    return [...found];
  }, of);
  await page.close();
  return names;
};

/** Asks the page for something of the first element that a selector finds. Playwright's own questions would meet the
 * names, too. */
const ask = (page, selector, question) =>
  page.evaluate(
    ([selector, question]) => {
      const element = Document.prototype.querySelector.call(document, selector);
      const read = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get.call(element);
      switch (question) {
        case 'exists':
          return element !== null;
        case 'click':
        case 'focus':
          return HTMLElement.prototype[question].call(element);
        case 'text':
          return read(Node, 'textContent');
        case 'title':
          return Element.prototype.getAttribute.call(element, 'title');
        case 'lines':
          return Array.from(Element.prototype.querySelectorAll.call(element, 'p[data-key]'), ({ textContent }) => textContent);
        case 'value':
          return element.value;
      }
    },
    [selector, question],
  );

const isThere = (page, selector) => until(() => ask(page, selector, 'exists'), selector);

/** Opens a page over a cable: what Playwright puts between a page and its socket would meet the names, too. */
const start = async (query) => {
  const cable = await plug(server.port);
  const page = await open(browser, `${cable.url}/hard_cases/names?${new URLSearchParams(query)}`);
  page.cable = cable;
  page.answered = () => answered(page, () => page.wire.map(([, text]) => text));
  await isThere(page, 'body.dj-connected');
  return page;
};

const FORM = 'form[aria-label]';

/** The form is submitted, typed in and patched, by its button and by Enter, and the page stays where it is. */
const works = async (page, fields) => {
  const url = page.url();
  const count = (name) => ask(page, `#${name}:not(input, form)`, 'text');
  await ask(page, `${FORM} > button`, 'click');
  await page.answered();
  assert.equal(page.url(), url);
  assert.equal(await count('submits'), '1');
  assert.equal(await count('sent'), String(fields));
  assert.match(await ask(page, FORM, 'text'), /An odd number of times/);
  assert.equal(await ask(page, FORM, 'title'), null);
  assert.deepEqual(await ask(page, FORM, 'lines'), ['Saved 1', 'Saved 0']);
  const field = `${FORM} input`;
  assert.equal(await ask(page, field, 'value'), '1', 'the field is controlled');
  await ask(page, field, 'focus');
  await page.keyboard.type('x');
  await page.answered();
  assert.equal(await count('typed'), '1');
  await page.keyboard.press('Enter');
  await page.answered();
  assert.equal(page.url(), url);
  assert.equal(await count('submits'), '2');
  assert.equal(await ask(page, FORM, 'title'), 'saved an even number of times');
  assert.equal(await ask(page, field, 'value'), '2');
  await ask(page, 'p.actions > button', 'click');
  await page.answered();
  assert.deepEqual(await ask(page, FORM, 'lines'), ['Saved 0', 'Saved 1', 'Saved 2']);
  await ask(page, 'p.actions > button + button', 'click');
  await page.answered();
  assert.deepEqual(await ask(page, FORM, 'lines'), []);
  // A connection that is lost and found again says so on the body, however that is named.
  page.cable.plugged = false;
  page.cable.cut();
  await isThere(page, 'body.dj-disconnected');
  page.cable.plugged = true;
  await isThere(page, 'body.dj-connected');
  await page.context().close();
  page.cable.stop();
};

/** As many names a page as an address takes. */
const chunks = (names, size) => Array.from({ length: Math.ceil(names.length / size) }, (_, at) => names.slice(at * size, (at + 1) * size));

const KINDS = { HTMLFormElement: 'form', HTMLDocument: 'document', Window: 'window' };

describe('one name', { concurrency: 4 }, () => {
  for (const name of ['elements', 'closest', 'getAttribute']) {
    test(`a field named ${name}`, async () => works(await start({ names: name }), 1));
  }
  test('a field whose id is closest', async () => works(await start({ names: 'other', ids: 'closest' }), 1));
  for (const name of ['body', 'djust']) {
    test(`another form named ${name}`, async () => works(await start({ names: 'other', forms: name }), 1));
  }
});

for (const [of, what] of Object.entries(KINDS)) {
  describe(`every name of a ${what}`, { concurrency: 4 }, () => {
    test('as names of fields', async () => {
      for (const names of chunks(await inherited(of), 400)) {
        const sent = names.filter((name) => !UNSAFE.includes(name)).length;
        await works(await start({ names: names.join() }), sent);
      }
    });

    test('as ids of fields', async () => {
      for (const ids of chunks(await inherited(of), 400)) await works(await start({ names: 'other', ids: ids.join() }), 1);
    });

    test('as names and ids of other forms', async () => {
      for (const forms of chunks(await inherited(of), 400)) await works(await start({ names: 'other', forms: forms.join() }), 1);
    });
  });
}
