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

/** What happens to the window, for every element that hears of it. */
const WINDOWS = {
  'window-scroll': () => dispatchEvent(new Event('scroll')),
  'window-resize': () => dispatchEvent(new Event('resize')),
};

/** What all elements hear of an event anywhere. */
const ANYWHERE = {
  keydown: ['window-keydown', 'document-keydown'],
  keyup: ['window-keyup', 'document-keyup'],
  click: ['window-click', 'document-click'],
};

const CAUSES = { ...OWN, ...WINDOWS };

const begin = async (path) => {
  const page = await open(browser, server.url + path, { permissions: ['clipboard-read', 'clipboard-write'] });
  await connected(page);
  return page;
};

const cause = (page, id, name) => page.$eval(`#${id}`, new Function('element', `(${CAUSES[name]})(element)`));

/** What was heard, once it is as much as expected. */
const heard = async (page, expected, what) => {
  await until(async () => (await page.evaluate(() => heard.length)) >= expected.length, `${what}: ${expected}`).catch(async (error) => {
    error.message += `; heard: ${await page.evaluate(() => heard)}`;
    throw error;
  });
  assert.deepEqual((await page.evaluate(() => heard.splice(0))).sort(), expected.sort(), what);
};

/** Brings about one event after the other, each once as much was heard of the one before as expected. Gives what was heard of each. */
const causeAll = (page, id, rows) => {
  const causes = Object.entries(CAUSES).map(([name, cause]) => `'${name}': ${cause}`);
  const run = async (causes, id, rows) => {
    const found = [];
    for (const [name, count] of rows) {
      causes[name](document.getElementById(id));
      for (const end = Date.now() + 10_000; heard.length < count && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 1));
      found.push([name, heard.splice(0).sort()]);
    }
    return found;
  };
  return page.evaluate(`(${run})({ ${causes} }, ${JSON.stringify(id)}, ${JSON.stringify(rows)})`);
};

/** Tries all events of an element, beside the others that stand on the page and hear what happens anywhere. */
const tryAll = async (page, id, others, { copies = true, prefixes = {} } = {}) => {
  const all = [id, ...others];
  const say = (one, name) => `${prefixes[one] ?? ''}${one} ${name}`;
  const expected = (name) => {
    const anywhere = [...(ANYWHERE[name] ?? []), ...(name in WINDOWS ? [name] : [])];
    const of = all.flatMap((one) => anywhere.map((event) => say(one, event)));
    if (name in OWN) of.push(say(id, name));
    if (name === 'click') of.push(...others.map((one) => say(one, 'click-away')), ...(copies ? [say(id, 'copy-event')] : []));
    return of.sort();
  };
  const rows = Object.keys(CAUSES).map((name) => [name, expected(name)]);
  const found = await causeAll(page, id, rows.map(([name, { length }]) => [name, length]));
  assert.deepEqual(found, rows, `on ${id}`);
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
  await page.$eval('#coming', (form) => form.requestSubmit());
  await heard(page, ['coming submit'], 'a form that a patch brought');
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
  const submit = () => page.$eval('#changing', (form) => form.requestSubmit());
  await page.evaluate(() => addEventListener('submit', (event) => event.preventDefault()));
  await submit();
  await heard(page, ['changing submit'], 'the form');
  await go(page, 2);
  await submit();
  await heard(page, ['other changing submit'], 'the form changed');
  await tryAll(page, 'changed', others, { copies: false, prefixes: { changed: 'other ' } });
  await go(page, 4);
  await submit();
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
  // Else it is the window that scrolls.
  await page.evaluate(() => {
    document.documentElement.style.overflow = 'hidden';
    Object.assign(document.body.style, { overflow: 'auto', height: '50px' });
    document.body.append(Object.assign(document.createElement('div'), { style: 'height: 1000px' }));
  });
  for (const [id, names] of [['inside', ['input', 'change', 'focus', 'blur', 'paste', 'keydown', 'keyup', 'click']], ['root', ['mouseenter', 'mouseleave', 'scroll', ...Object.keys(WINDOWS)]]]) {
    for (const name of names) {
      await cause(page, id, name);
      await heard(page, [name, ...(ANYWHERE[name] ?? [])].map((event) => `root ${event}`), `${name} in the root`);
    }
  }
  await page.evaluate(() => document.documentElement.click());
  await heard(page, ['click-away', 'window-click', 'document-click'].map((event) => `root ${event}`), 'a click beside the root');
  await page.$eval('#form', (form) => form.requestSubmit());
  await heard(page, ['root submit'], 'a form in the root');
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F3', code: 'F3', bubbles: true })));
  await heard(page, ['root keydown', 'root shortcut'], 'a shortcut of the root');
  await page.context().close();
});

/** Opens a page with a clock that stands still, where the answer to every question is yes. */
const held = async (path) => {
  const page = await open(browser, null, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.clock.install();
  await page.addInitScript(() => {
    [globalThis.asked, globalThis.polled] = [0, []];
    globalThis.confirm = () => !!(globalThis.asked += 1);
    document.addEventListener('polled', ({ detail }) => globalThis.polled.push(detail));
  });
  await page.goto(server.url + path);
  await connected(page);
  await page.clock.pauseAt(Date.now() + 60_000);
  return page;
};

/** Tries what shows that an event of a form is under way, and what holds events back. `count` stands in a component or in the page. */
const tryFeedback = async (page, id) => {
  const was = await page.$eval(`#${id}`, ({ outerHTML }) => outerHTML);
  const submitted = await page.$eval(`#${id}`, (form) => {
    const [button, scope] = [form.querySelector('.send'), form.closest('[data-component-id]') ?? document];
    const count = () => Number(scope.querySelector('.count').textContent);
    const [before, questions] = [count(), globalThis.asked];
    // The second one is locked out.
    for (let times = 0; times < 2; times += 1) form.requestSubmit(button);
    globalThis.isBack = (markup) => form.outerHTML === markup && count() === before + 1;
    return {
      asked: globalThis.asked - questions,
      pending: form.querySelector('.pending').checkVisibility(),
      button: [button.disabled, button.textContent],
      classes: ['busy', 'djust-locked'].map((name) => form.classList.contains(name)),
      counted: count() - before,
    };
  });
  assert.deepEqual(submitted, { asked: 1, pending: true, button: [true, 'Saving...'], classes: [true, true], counted: 1 }, id);
  await until(() => page.evaluate((was) => isBack(was), was), `${id} as it was`);

  await page.$eval(`#${id}`, (form) => {
    const field = form.querySelector('.model');
    field.value = form.id;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const name = (form.closest('[data-component-id]') ?? document).querySelector('.name');
    globalThis.isNamed = () => name.textContent === form.id;
    for (const rate of ['throttle', 'debounce', 'throttle', 'debounce']) form.querySelector(`.${rate}`).click();
    // Of several shortcuts that fit, the first that is shown counts.
    const others = [...document.querySelectorAll('form')].filter((other) => other !== form);
    for (const other of others) other.style.display = 'none';
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F3', code: 'F3', bubbles: true }));
    for (const other of others) other.removeAttribute('style');
    form.querySelector('.copy').click();
  });
  await until(() => page.evaluate(() => isNamed()), `${id} to name the field`);
  await until(async () => (await page.textContent(`#${id} .copy`)) === 'Copied!', `${id} to say so`);
  await page.evaluate(() => globalThis.polled.splice(0));
  await page.clock.runFor(100);
  const standing = await page.$$eval('form', (forms) => forms.map(({ id }) => id).sort());
  await until(async () => (await page.evaluate(() => polled.length)) >= standing.length, `the polls of ${standing}`);
  assert.deepEqual((await page.evaluate(() => polled.splice(0))).sort(), standing, 'each polls once');
  await heard(page, ['throttle', 'debounce', 'shortcut'].map((by) => `${id} ${by}`), `rates of ${id}`);
  await page.clock.runFor(2000);
  await until(async () => (await page.textContent(`#${id} .copy`)) === 'copy', `${id} to be quiet`);
};

test('LO-01, LO-03, LD-02, FP-03, RL-01, RL-04, DR-01, DR-05, CP-03: feedback and rates, wherever the element stands', async () => {
  const page = await held('/positions/feedback');
  await page.$eval('#host', (host) => host.attachShadow({ mode: 'open' }).append(document.createElement('slot')));
  for (const id of ['fixed', 'component', 'light']) await tryFeedback(page, id);
  await go(page, 1 | 8);
  for (const id of ['inserted', 'row', 'late']) await tryFeedback(page, id);
  await page.context().close();
});

test('LO-04, LD-02, DR-01, DR-05, CP-04: feedback on the root of the page itself', async () => {
  const page = await held('/positions/locked');
  const shown = () =>
    page.$eval('#root', ({ classList, textContent }) => [['busy', 'djust-locked'].filter((name) => classList.contains(name)), textContent.trim()]);
  await page.evaluate(() => [1, 2].forEach(() => document.querySelector('output').click()));
  assert.deepEqual(await shown(), [['busy', 'djust-locked'], '1']);
  assert.equal(await page.evaluate(() => asked), 1, 'the second click was locked out');
  await page.locator('#root.dj-copied').waitFor({ state: 'attached' });
  await fetch(`${server.url}/positions/allow`);
  await until(async () => (await shown())[0].length === 0, 'the root free');
  assert.deepEqual(await shown(), [[], '1']);
  await page.context().close();
});
