// Each family of events, on an element that a patch brought, changed or moved, in a component, under a shadow root and on the page's
// root: heard once, and no more once its attribute is gone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** What an element hears itself: the events' names, and what brings one about. Each runs in the page. */
const OWN = {
  // At the start, so that the focus scrolls to nothing.
  input: (element) => (element.setRangeText('x', 0, 0, 'start'), element.dispatchEvent(new InputEvent('input', { bubbles: true }))),
  change: (element) => element.dispatchEvent(new Event('change', { bubbles: true })),
  focus: (element) => element.focus({ preventScroll: true }),
  blur: (element) => element.blur(),
  mouseenter: (element) => element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, relatedTarget: document.documentElement })),
  mouseleave: (element) => element.dispatchEvent(new PointerEvent('pointerout', { bubbles: true, relatedTarget: document.documentElement })),
  scroll: (element) => element.scrollTo({ top: element.scrollTop ? 0 : 10, behavior: 'instant' }),
  paste: (element) => element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: new DataTransfer(), bubbles: true })),
  keydown: (element) => element.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', code: 'F2', bubbles: true })),
  keyup: (element) => element.dispatchEvent(new KeyboardEvent('keyup', { key: 'F2', code: 'F2', bubbles: true })),
  click: (element) => element.click(),
};

/** What all elements hear of an event anywhere. */
const ANYWHERE = { keydown: ['window-keydown'], keyup: ['document-keyup'], click: ['window-click', 'document-click'] };

const begin = async (path) => {
  const page = await open(browser, server.url + path, { permissions: ['clipboard-read', 'clipboard-write'] });
  await connected(page);
  return page;
};

const cause = (page, id, name) => page.$eval(`#${id}`, new Function('element', `(${OWN[name]})(element)`));

/** What was heard, once it is as much as expected. */
const heard = async (page, expected, what) => {
  await until(async () => (await page.evaluate(() => heard.length)) >= expected.length, `${what}: ${expected}`).catch(async (error) => {
    error.message += `; heard: ${await page.evaluate(() => heard)}`;
    throw error;
  });
  assert.deepEqual((await page.evaluate(() => heard.splice(0))).sort(), expected.sort(), what);
};

/** Tries all events of an element, beside the others that stand on the page and hear what happens anywhere. */
const tryAll = async (page, id, others, { copies = true, prefixes = {} } = {}) => {
  const all = [id, ...others];
  const say = (one, name) => `${prefixes[one] ?? ''}${one} ${name}`;
  for (const name of Object.keys(OWN)) {
    await cause(page, id, name);
    const expected = [say(id, name), ...(ANYWHERE[name] ?? []).flatMap((event) => all.map((one) => say(one, event)))];
    if (name === 'click') expected.push(...others.map((one) => say(one, 'click-away')), ...(copies ? [say(id, 'copy-event')] : []));
    await heard(page, expected, `${name} on ${id}`);
  }
};

/** Brings the page into another state. */
const go = async (page, bits) => {
  await page.evaluate((value) => {
    const state = document.querySelector('#state');
    state.value = value;
    state.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, String(bits));
  await until(async () => (await page.textContent('#seen')) === String(bits), `state ${bits}`);
};

const STANDING = ['fixed', 'changed', 'row', 'component', 'light'];

test('EV-37: an element that stands, and one that a patch inserted; a submit button, too', async () => {
  const page = await begin('/positions');
  await tryAll(page, 'fixed', STANDING.slice(1));
  await go(page, 1);
  await heard(page, ['inserted mounted'], 'it came');
  await tryAll(page, 'inserted', STANDING);
  await page.$eval('#send', (button) => button.form.requestSubmit(button));
  await heard(page, ['form submit'], 'a form whose button a patch brought');
  await go(page, 0);
  await go(page, 1);
  await heard(page, ['inserted mounted'], 'another one');
  await tryAll(page, 'inserted', STANDING);
  await page.context().close();
});

test('EV-21, EV-37: attributes that a patch changed call another handler; removed, none', async () => {
  const page = await begin('/positions');
  const others = STANDING.filter((one) => one !== 'changed');
  await tryAll(page, 'changed', others, { copies: false });
  await go(page, 2);
  await tryAll(page, 'changed', others, { copies: false, prefixes: { changed: 'other ' } });
  await go(page, 4);
  await tryAll(page, 'fixed', others.slice(1));
  for (const name of ['input', 'change', 'focus', 'blur', 'mouseenter', 'mouseleave', 'scroll', 'paste']) await cause(page, 'changed', name);
  await go(page, 0);
  await tryAll(page, 'changed', others, { copies: false });
  await page.context().close();
});

test('EV-37, UI-01: an element in a keyed row that moved', async () => {
  const page = await begin('/positions');
  const others = STANDING.filter((one) => one !== 'row');
  for (const bits of [8, 0]) {
    await go(page, bits);
    await tryAll(page, 'row', others);
  }
  await page.context().close();
});

test('EV-20, EV-37, PA-28: the root element of a component, before and after its patches', async () => {
  const page = await begin('/positions');
  const others = STANDING.filter((one) => one !== 'component');
  await tryAll(page, 'component', others);
  assert.ok(Number(await page.getAttribute('#component', 'data-count')) > 10, 'the component was called');
  await tryAll(page, 'component', others);
  await page.context().close();
});

test('EV-22, EV-37: an element that stands in a shadow root by its slot', async () => {
  const page = await begin('/positions');
  await page.$eval('#host', (host) => host.attachShadow({ mode: 'open' }).append(document.createElement('slot')));
  await tryAll(page, 'light', STANDING.slice(0, -1));
  await page.context().close();
});

test('EV-21, EV-37: the root of the page itself', async () => {
  const page = await begin('/positions/root');
  for (const [id, names] of [['inside', ['input', 'change', 'focus', 'blur', 'paste', 'keydown', 'keyup', 'click']], ['root', ['mouseenter', 'mouseleave']]]) {
    for (const name of names) {
      await cause(page, id, name);
      await heard(page, [name, ...(ANYWHERE[name] ?? [])].map((event) => `root ${event}`), `${name} in the root`);
    }
  }
  await page.context().close();
});
