// What shows while an event is under way: locks, pending forms, loading. Every handler waits until it is let go on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const begin = async (options) => {
  const page = await open(browser, `${server.url}/feedback`, options);
  await connected(page);
  return page;
};

/** Lets so many handlers go on. */
const allow = async (count = 1) => {
  for (let done = 0; done < count; done += 1) await fetch(`${server.url}/feedback/allow`);
};

/** The events that the page sent. */
const events = (page) =>
  page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text).slice(3));

const sent = (page, count) => until(() => events(page).length >= count, `${count} events`);

/** An element's markup; marks left out. */
const html = (page, selector) =>
  page.$eval(selector, (element) => element.outerHTML.replaceAll('<!---->', '').replaceAll(' dj=""', '').replace(/<!--.*?-->/g, ''));

/** Waits until the elements' markup is as it was. */
const back = async (page, before) => {
  for (const [selector, markup] of Object.entries(before)) {
    await until(async () => (await html(page, selector)) === markup, `${selector} as it was: ${markup}`);
  }
};

const remember = async (page, ...selectors) => {
  const entries = selectors.map(async (selector) => [selector, await html(page, selector)]);
  return Object.fromEntries(await Promise.all(entries));
};

const count = (page, value) => until(async () => (await page.textContent('h1')) === `Count: ${value}`, `count ${value}`);

test('LO-02, G31: dj-disable-with on a click button shows its text, and the exact child nodes come back', async () => {
  const page = await begin();
  const was = await remember(page, '#save');
  await page.$eval('#save', (button) => (window.nodes = [...button.childNodes]));
  await page.click('#save');
  const { text, disabled, original } = await page.$eval('#save', (button) => ({
    text: button.textContent,
    disabled: button.disabled,
    original: button.dataset.djustOriginalText,
  }));
  assert.deepEqual([text, disabled, original], ['Saving...', true, '+ Save']);
  await allow();
  await count(page, 1);
  await back(page, was);
  assert.ok(await page.$eval('#save', (button) => window.nodes.every((node, at) => node === button.childNodes[at])));
  quiet(page);
  await page.context().close();
});

test('LO-01, LO-06: dj-disable-with and dj-lock on submit buttons, buttons and inputs', async () => {
  const page = await begin();
  const was = await remember(page, '#submit', '#send', '#form');
  await page.press('#form [name=title]', 'Enter');
  const found = await page.evaluate(() =>
    ['#submit', '#send'].map((selector) => {
      const button = document.querySelector(selector);
      return [button.disabled, button.value || button.textContent, button.hasAttribute('data-djust-locked')];
    }),
  );
  assert.deepEqual(found, [[true, 'Saving...', true], [true, 'Sending...', false]]);
  // A script does not get a second submit through either.
  await page.$eval('#form', (form) => form.requestSubmit());
  await allow();
  await count(page, 1);
  await back(page, was);
  await page.$eval('#form', (form) => form.requestSubmit());
  await sent(page, 2);
  assert.deepEqual(events(page), [['save', { title: 't', _target: 'submit' }], ['save', { title: 't', _target: null }]]);
  await allow();
  await count(page, 2);
  quiet(page);
  await page.context().close();
});

test('LO-03, LO-04: a second trigger of what is locked sends nothing; what is no control has a class', async () => {
  const page = await begin();
  const was = await remember(page, '#area', '#field', '#noop');
  await page.click('#area');
  assert.deepEqual(await page.$eval('#area', ({ classList }) => [...classList].sort()), ['a', 'b', 'djust-loading', 'djust-locked']);
  assert.equal(await page.getAttribute('#area', 'data-djust-locked'), '');
  await page.evaluate(() => document.querySelector('#area').click());
  await page.click('#area');
  await allow();
  await count(page, 1);
  await back(page, was);
  assert.equal(events(page).length, 1);
  await page.click('#area');
  await sent(page, 2);
  await allow();
  await count(page, 2);
  await page.fill('#field', 'x');
  await page.press('#field', 'Tab');
  await sent(page, 3);
  assert.ok(await page.$eval('#field', ({ disabled }) => disabled));
  await allow();
  await until(() => page.$eval('#field', ({ disabled }) => !disabled), 'the field free');
  quiet(page);
  await page.context().close();
});

test('EV-02: copied, then held by its lock, then asked, then disabled and shown ahead, then sent', async () => {
  const page = await begin();
  await page.evaluate(() => {
    globalThis.steps = [];
    const button = document.querySelector('#order');
    const state = () => `${button.disabled ? 'disabled' : 'free'}, ${document.querySelector('h1').textContent}`;
    const writeText = async (text) => void steps.push(`copied ${text}: ${state()}`);
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    globalThis.answer = false;
    globalThis.confirm = (question) => (steps.push(`asked ${question}: ${state()}`), answer);
    globalThis.press = () => (button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })), [...steps.splice(0), state()]);
  });
  const press = () => page.evaluate(() => globalThis.press());
  const [copied, asked] = ['copied the text: free, Count: 0', 'asked Sure?: free, Count: 0'];
  assert.deepEqual(await press(), [copied, asked, 'free, Count: 0'], 'declined: nothing of the event was shown');
  await page.evaluate(() => (globalThis.answer = true));
  assert.deepEqual(await press(), [copied, asked, 'disabled, Count: 1']);
  assert.deepEqual(await press(), ['copied the text: disabled, Count: 1', 'disabled, Count: 1'], 'locked: not asked');
  await sent(page, 1);
  await allow();
  await until(() => page.$eval('#order', ({ disabled }) => !disabled), 'the button free');
  await count(page, 1);
  assert.deepEqual(events(page), [['save', {}]].map(([name]) => [name]), 'one event');
  await page.context().close();
});

test('LO-05, G27: locks are released by a reply that changes nothing, and by an error', async () => {
  const page = await begin();
  const was = await remember(page, '#noop', '#fail');
  await page.click('#noop');
  assert.equal(await page.textContent('#noop'), 'Waiting...');
  await allow();
  await back(page, was);
  await page.click('#fail');
  assert.equal(await page.textContent('#fail'), 'Failing...');
  await allow();
  await back(page, was);
  await page.context().close();
});

test('LO-05, FP-07: locks and pending forms are released on disconnect, and by the answer after it', async () => {
  const page = await open(browser, null);
  const line = await intercept(page);
  await page.goto(`${server.url}/feedback`);
  await connected(page);
  const was = await remember(page, '#save', '#form');
  await page.click('#save');
  await page.$eval('#form', (form) => form.requestSubmit());
  assert.equal(await page.textContent('#save'), 'Saving...');
  line.open = false;
  line.cut();
  await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
  assert.deepEqual(await remember(page, '#save', '#form'), was);
  await allow(2);
  line.open = true;
  await count(page, 2);
  await back(page, was);
  await page.context().close();
});

test('LO-02: a button that a patch put in place of a locked one is free, one that a patch moved is freed', async () => {
  const page = await begin();
  await page.click('#replace');
  assert.equal(await page.textContent('#replace'), 'Replacing...');
  await allow();
  await page.getByText('Other', { exact: true }).waitFor();
  assert.ok(await page.$eval('#replace', ({ disabled, dataset }) => !disabled && !('djustOriginalText' in dataset)));
  // The inserted one works, too.
  await page.click('#replace');
  assert.equal(await page.textContent('#replace'), 'Replacing...');
  await allow();
  await page.getByText('One', { exact: true }).waitFor();
  const was = await remember(page, '#row1', '#row3');
  await page.click('#row1');
  assert.equal(await page.textContent('#row1'), 'Moving...');
  await allow();
  await until(() => page.$eval('li', ({ textContent }) => textContent === 'Row 3'), 'the rows reversed');
  await back(page, was);
  assert.equal(events(page).length, 3);
  quiet(page);
  await page.context().close();
});

test('LO-03: a lock that a patch takes away locks no more, and locks again once it is back', async () => {
  const page = await begin();
  const locked = () => page.$eval('#changed', ({ disabled, textContent }) => [disabled, textContent]);
  await page.click('#plain');
  await until(() => page.$eval('#changed', (button) => !button.hasAttribute('dj-lock')), 'the attributes gone');
  await page.click('#changed');
  assert.deepEqual(await locked(), [false, 'Changed']);
  await allow();
  await count(page, 1);
  await page.click('#plain');
  await until(() => page.$eval('#changed', (button) => button.hasAttribute('dj-lock')), 'the attributes back');
  await page.click('#changed');
  assert.deepEqual(await locked(), [true, 'Changed...']);
  await allow();
  await count(page, 2);
  await until(async () => (await locked())[0] === false, 'the button free');
  quiet(page);
  await page.context().close();
});

test('LO-02: a button that had the focus when it was disabled has it again', async () => {
  const page = await begin();
  await page.focus('#save');
  await page.keyboard.press('Enter');
  await until(() => page.evaluate(() => document.activeElement === document.body), 'the focus lost');
  await allow();
  await count(page, 1);
  await until(() => page.evaluate(() => document.activeElement.id === 'save'), 'the focus back');
  await page.context().close();
});

const pendingForm = (page, id = 'form') =>
  page.evaluate((id) => {
    const form = document.getElementById(id);
    const shown = (element) => element?.checkVisibility();
    return {
      flag: form.getAttribute('data-djust-form-pending'),
      hide: shown(form.querySelector('[dj-form-pending=hide]')),
      hidden: form.querySelector('[dj-form-pending=hide]').hidden,
      show: shown(form.querySelector('[dj-form-pending=show]')),
      unknown: shown(form.querySelector('#unknown')),
      cancel: form.querySelector('#cancel')?.disabled,
      author: form.querySelector('#author')?.disabled,
    };
  }, id);

const IDLE = { flag: null, hide: true, hidden: false, show: false, unknown: true, cancel: false, author: true };

test('FP-01, FP-02, FP-03, FP-04, FP-05, G26: hide, show and disabled, from before the send to after the reply', async () => {
  const page = await begin();
  const was = await remember(page, '#form');
  assert.deepEqual(await pendingForm(page), IDLE);
  await page.evaluate(() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (text) {
      window.flag ??= document.querySelector('#form').getAttribute('data-djust-form-pending');
      return send.call(this, text);
    };
  });
  await page.click('#submit');
  assert.deepEqual(await pendingForm(page), { flag: 'true', hide: false, hidden: true, show: true, unknown: true, cancel: true, author: true });
  assert.equal(await page.evaluate(() => window.flag), 'true', 'FP-08: before the send');
  assert.equal(await page.getAttribute('#author', 'data-djust-form-pending-was-disabled'), 'true');
  assert.equal(await page.getAttribute('#unknown', 'hidden'), null);
  await allow();
  await count(page, 1);
  await back(page, was);
  assert.deepEqual(await pendingForm(page), IDLE);
  quiet(page);
  await page.context().close();
});

test('FP-06, FP-07, FP-08: two forms do not interfere, and an error ends it', async () => {
  const page = await begin();
  const was = await remember(page, '#form', '#second');
  await page.click('#submit');
  await page.click('#second-submit');
  assert.deepEqual([(await pendingForm(page)).hide, (await pendingForm(page, 'second')).hide], [false, false]);
  await allow();
  await count(page, 1);
  assert.deepEqual(await pendingForm(page), IDLE);
  const { flag, hide } = await pendingForm(page, 'second');
  assert.deepEqual([flag, hide], ['true', false]);
  await allow();
  await back(page, was);
  await page.context().close();
});

test('FP-07: a form that is too large to be sent is not pending', async () => {
  const page = await begin();
  const was = await remember(page, '#form');
  await page.evaluate(() => {
    window.refused = [];
    document.addEventListener('djust:event-refused', ({ detail }) => window.refused.push(detail.reason));
  });
  await page.locator('#form [name=title]').fill('x'.repeat(70_000));
  await page.click('#submit');
  await until(() => page.evaluate(() => window.refused.length === 1), 'the refusal');
  assert.deepEqual(await page.evaluate(() => window.refused), ['too_large']);
  assert.deepEqual(events(page), []);
  assert.deepEqual(await pendingForm(page), IDLE);
  await back(page, was);
  await page.context().close();
});

test('FP-09: a click button in the form does not submit it', async () => {
  const page = await begin();
  await page.click('#cancel');
  await sent(page, 1);
  assert.deepEqual(events(page), [['cancel']]);
  assert.deepEqual(await pendingForm(page), IDLE);
  await allow();
  await count(page, 100);
  quiet(page);
  await page.context().close();
});

/** What shows of the page's elements with `dj-loading`. */
const loading = (page) =>
  page.evaluate(() => {
    const at = (id) => document.getElementById(id);
    const shown = (id) => at(id).checkVisibility();
    return {
      disabled: at('load').disabled,
      classes: at('load').className,
      body: document.body.classList.contains('djust-global-loading'),
      flex: shown('flex') && getComputedStyle(at('flex')).display,
      any: at('any').className,
      shown: ['in-trigger', 'named', 'beside', 'hides', 'removes'].filter(shown),
    };
  });

const AT_REST = { disabled: false, classes: 'primary', body: false, flex: false, any: '', shown: ['hides', 'removes'] };

test('LD-01, LD-02, LD-03, LD-04, LD-06, G10: what shows while an event is under way, and what it was before', async () => {
  const page = await begin();
  const was = await remember(page, 'section', 'aside');
  assert.deepEqual(await loading(page), AT_REST);
  await page.click('#load');
  assert.deepEqual(await loading(page), {
    disabled: true,
    classes: 'primary djust-loading faded wide',
    body: true,
    flex: 'flex',
    any: 'any',
    shown: ['in-trigger'],
  });
  await allow();
  await count(page, 1);
  await until(async () => !(await loading(page)).body, 'the end of it');
  assert.deepEqual(await loading(page), AT_REST);
  await back(page, was);
  quiet(page);
  await page.context().close();
});

test('LD-05, LD-07, LD-08: by the name of a handler, by the nearest sender, or by any; noop and error end it', async () => {
  const page = await begin();
  await page.click('#neighbour');
  const any = { ...AT_REST, body: true, any: 'any' };
  assert.deepEqual(await loading(page), { ...any, shown: ['named', 'beside', 'hides', 'removes'] });
  await allow();
  await until(async () => !(await loading(page)).body, 'the end of it');
  assert.deepEqual(await loading(page), AT_REST);
  await page.click('#fail');
  assert.deepEqual(await loading(page), any);
  await allow();
  await until(async () => !(await loading(page)).body, 'the end of it');
  assert.deepEqual(await loading(page), AT_REST);
  await page.context().close();
});

test('LD-05: of two events, each ends its own', async () => {
  const page = await begin();
  await page.click('#load');
  await page.click('#cancel');
  assert.deepEqual((await loading(page)).flex, 'flex');
  await allow();
  await count(page, 1);
  const found = await loading(page);
  assert.deepEqual([found.flex, found.disabled, found.shown], ['flex', false, ['hides', 'removes']]);
  await allow();
  await count(page, 101);
  await until(async () => !(await loading(page)).body, 'the end of it');
  assert.deepEqual(await loading(page), AT_REST);
  quiet(page);
  await page.context().close();
});

test('LD-08: what a patch brings while an event is under way shows it at once', async () => {
  const page = await begin();
  await page.click('#grow');
  await page.locator('#grown').waitFor({ state: 'visible' });
  assert.ok(await page.$eval('#grow', ({ classList }) => classList.contains('busy')), 'the patch did not end it');
  await allow();
  await count(page, 1);
  await page.locator('#grown').waitFor({ state: 'hidden' });
  assert.ok(await page.$eval('#grow', ({ classList }) => !classList.contains('busy')));
  quiet(page);
  await page.context().close();
});

/** Clicks, and says which of these show in the same task: no answer comes between. */
const during = (page, selector, ...shown) =>
  page.evaluate(
    ([selector, shown]) => {
      document.querySelector(selector).click();
      return shown.map((one) => document.querySelector(one).checkVisibility());
    },
    [selector, shown],
  );

test('FP-07, LD-08, LO-05: what is shown ends with its own event: superseded, held and then run, refused', async () => {
  const page = await begin();
  const was = await remember(page, '#ends', '#seldom', '#forbidden', '#again', '#waits');
  // Both at once, and the page keeps what shows: the second takes the first one's place before that has run.
  await page.evaluate(() => {
    const shown = ['#ends p', '#waits'].map((one) => document.querySelector(one));
    const note = () => {
      const state = shown.map((one) => one.checkVisibility()).join();
      if (window.states.at(-1) !== state) window.states.push(state);
    };
    window.states = [];
    for (const id of ['#later', '#again']) document.querySelector(id).click();
    note();
    new MutationObserver(note).observe(document, { subtree: true, attributes: true, childList: true });
  });
  await count(page, 1000);
  await back(page, was);
  assert.deepEqual(await page.evaluate(() => window.states), ['true,true', 'false,true', 'false,false'], 'held is not ended');
  const held = page.wire.filter(([way, text]) => way === 'down' && text.startsWith('["d"'));
  assert.equal(held.length, 2, 'both were held');
  await page.$eval('#seldom', (form) => form.requestSubmit());
  await count(page, 1001);
  for (const id of ['#seldom', '#forbidden']) {
    assert.deepEqual(await during(page, `${id} button`, `${id} p`, '#waits'), [true, true], id);
    await back(page, was);
  }
  assert.deepEqual(page.problems.map((problem) => /\((\w+)\)/.exec(problem)[1]), ['rate_limited', 'forbidden']);
  await page.context().close();
});

test('FP-07, LD-08, LO-05: what is shown ends with an event that is lost with its session', async () => {
  const page = await begin();
  const was = await remember(page, '#form', '#save', '#flex');
  await page.evaluate(() => document.addEventListener('djust:event-lost', () => (window.lost = (window.lost ?? 0) + 1)));
  await page.click('#save');
  assert.deepEqual(await during(page, '#submit', '#show', '#flex'), [true, true]);
  await server.stop();
  await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
  await server.start();
  await connected(page);
  await until(() => page.evaluate(() => window.lost === 2), 'both to be told as lost');
  assert.deepEqual(await remember(page, '#form', '#save', '#flex'), was);
  await page.context().close();
});
