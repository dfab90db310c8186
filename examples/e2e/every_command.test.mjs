// Each command, by each of the ways in which it can be given, and commands in each attribute that takes them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/**
 * The commands by name: what a script says for it, and what is true once it was carried out, and not before. Both are functions of the
 * page. `at` is the element's selector, `note` what was heard and which classes elements had on their way.
 */
const COMMANDS = {
  show: [(js, at) => js.show(at), (at, note) => note.shown(at) && note.heard.includes(`djust:show ${at}`)],
  show_fading: [(js, at) => js.show(at, 'fade'), (at, note) => note.shown(at) && note.had(at, 'fade-enter-to')],
  hide: [(js, at) => js.hide(at), (at, note) => !note.shown(at) && note.heard.includes(`djust:hide ${at}`)],
  toggle: [(js, at) => js.toggle(at), (at, note) => note.shown(at)],
  transition: [(js, at) => js.transition(at, 'fade'), (at, note) => note.had(at, 'fade-enter-to')],
  transition_pair: [(js, at) => js.transition(at, ['pair-from', 'pair-to']), (at, note) => note.had(at, 'pair-from') && note.had(at, 'pair-to')],
  transition_three: [
    (js, at) => js.transition(at, ['three-start', 'three-active', 'three-end']),
    (at, note) => note.had(at, 'three-start') && note.had(at, 'three-active') && note.classes(at) === 'three-end',
  ],
  add_class: [(js, at) => js.addClass(at, 'a b'), (at, note) => note.classes(at) === 'a b'],
  remove_class: [(js, at) => js.removeClass(at, 'old older'), (at, note) => note.classes(at) === ''],
  toggle_class: [(js, at) => js.toggleClass(at, 'old new'), (at, note) => note.classes(at) === 'new'],
  set_attr: [(js, at) => js.setAttr(at, 'title', '5'), (at, note) => note.attribute(at, 'title') === '5'],
  remove_attr: [(js, at) => js.removeAttr(at, 'title'), (at, note) => note.attribute(at, 'title') === null],
  toggle_attr: [(js, at) => js.toggleAttr(at, 'open', ['']), (at, note) => note.attribute(at, 'open') === ''],
  toggle_attr_values: [(js, at) => js.toggleAttr(at, 'title', ['old', 'new']), (at, note) => note.attribute(at, 'title') === 'new'],
  closest: [(js) => js.addClass(['closest', 'li, html'], 'near'), () => document.querySelector('.near') !== null],
  inner: [(js) => js.addClass(['inner', 'b'], 'within'), () => document.querySelector('b.within') !== null],
  this: [(js) => js.addClass(null, 'itself'), () => document.querySelector('.itself') !== null],
  dispatch: [(js, at) => js.dispatch(at, 'note', [1, 2]), (at, note) => note.heard.includes(`note ${at} [1,2]`)],
  exec: [(js, at) => js.exec(at), (at, note) => note.classes(at) === 'carried'],
  then: [(js, at) => js.addClass(at, 'first').addClass(at, 'second'), (at, note) => note.classes(at) === 'first second'],
  push: [(js) => js.push('say', { text: 'pushed' }), () => document.querySelector('#said').textContent.includes('pushed ')],
  push_none: [(js) => js.push('say'), () => document.querySelector('#said').textContent.includes('nothing ')],
  focus: [(js, at) => js.focus(at), (at, note) => note.focused() === at],
  focus_first: [(js, at) => js.focusFirst(at), (at, note) => note.focused() === '#first'],
  trap_focus: [(js, at) => js.trapFocus(at).focusFirst(at), (at, note) => note.focused() === '#only'],
  push_focus: [(js, at) => js.focus('#before').pushFocus().focus(at), (at, note) => note.focused() === at],
  pop_focus: [(js) => js.popFocus(), (at, note) => note.focused() === '#before'],
  on: [
    (js, at) => js.addClass(at, 'one').addClass('#also', 'other'),
    (at, note) => note.classes(at) === 'one' && note.classes('#also') === 'other',
  ],
  patch: [(js) => js.patch('?page=2'), () => location.search === '?page=2' && document.querySelector('#page').textContent === '2'],
  navigate: [(js) => js.navigate('/every/place'), () => location.pathname === '/every/place' && document.querySelector('#marks') !== null],
};

/** What the table asks a page for. */
const notes = () => {
  const seen = new Map();
  window.note = {
    heard: [],
    shown: (at) => document.querySelector(at).getClientRects().length > 0,
    had: (at, name) => (seen.get(at) ?? '').split(' ').includes(name),
    classes: (at) => [...document.querySelector(at).classList].toSorted().join(' '),
    attribute: (at, name) => document.querySelector(at).getAttribute(name),
    focused: () => `#${document.activeElement.id}`,
  };
  for (const name of ['note', 'djust:show', 'djust:hide']) {
    document.addEventListener(name, ({ type, target, detail }) =>
      window.note.heard.push(`${type} #${target.id}${detail === null ? '' : ` ${JSON.stringify(detail)}`}`));
  }
  const keep = ({ id, className }) => id && seen.set(`#${id}`, `${seen.get(`#${id}`) ?? ''} ${className}`);
  // Each class that was written is seen, also one that is there for a moment.
  const owners = new WeakMap();
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, 'classList');
  Object.defineProperty(Element.prototype, 'classList', {
    configurable: true,
    get() {
      const list = get.call(this);
      owners.set(list, this);
      return list;
    },
  });
  for (const method of ['add', 'remove', 'toggle']) {
    const plain = DOMTokenList.prototype[method];
    DOMTokenList.prototype[method] = function (...names) {
      const result = plain.apply(this, names);
      const owner = owners.get(this);
      if (owner) keep(owner);
      return result;
    };
  }
  window.DjustHooks = {
    Giver: {
      mounted() {
        window.giver = this;
      },
    },
  };
  window.elementOf = (name) => document.querySelector(`#template [data-name="${name}"]`);
};

/** The ways in which a command can be given, each a function of its name and what a script says. */
const WAYS = {
  'a template': (page, name) => page.evaluate((name) => window.elementOf(name).click(), name),
  'a handler': (page, name) => page.evaluate((name) => document.querySelector(`#server [data-name="${name}"]`).click(), name),
  'djust.js': (page, name, says) => page.evaluate(`(${says})(djust.js(elementOf("${name}")), "#${name}")`).then(() => undefined),
  'a hook': (page, name, says) => page.evaluate(`(${says})(giver.js(), "#${name}")`).then(() => undefined),
  'djust.js().run': (page, name) =>
    page.evaluate((name) => {
      const element = window.elementOf(name);
      window.djust.js(element).run(JSON.parse(element.getAttribute('dj-click')));
    }, name),
};

for (const [way, give] of Object.entries(WAYS)) {
  test(`IP-09: each command by ${way}`, async () => {
    const page = await open(browser, null);
    await page.addInitScript(notes);
    await page.goto(`${server.url}/every/command`);
    await connected(page);
    const names = await page.$$eval('#template button', (buttons) => buttons.map(({ dataset }) => dataset.name));
    assert.deepEqual(names, Object.keys(COMMANDS), 'the page has those of the table');
    for (const [name, [says, holds]] of Object.entries(COMMANDS)) {
      // The server's commands are about the page's root, within which much is.
      const is = () => page.evaluate(`(${holds})("#${name}", note)`).catch(() => false);
      assert.equal(await is(), false, `${name} was not carried out yet`);
      await give(page, name, `(js, at) => void (${says})(js, at)`);
      await until(is, `${name} by ${way}`);
      if (name === 'trap_focus') {
        await page.keyboard.press('Tab');
        assert.equal(await is(), true, 'the focus is kept');
        await page.$eval('#trap_focus', (element) => element.remove());
      }
    }
    quiet(page);
    await page.context().close();
  });
}

/** What makes an attribute's event happen; what comes with others is done by then. */
const PLACES = {
  'dj-click': (page) => page.click('#click'),
  'dj-submit': (page) => page.getByRole('button', { name: 'send' }).click(),
  'dj-input': (page) => page.fill('#input', 'a'),
  'dj-change': (page) => page.fill('#change', 'a').then(() => page.locator('#change').blur()),
  'dj-keydown': (page) => page.press('#keydown', 'a'),
  'dj-keydown-enter': (page) => page.press('#keydown-enter', 'Enter'),
  'dj-keyup': (page) => page.press('#keyup', 'a'),
  'dj-focus': (page) => page.focus('#focus'),
  'dj-blur': (page) => page.focus('#blur').then(() => page.focus('#focus')),
  'dj-mouseenter': (page) => page.hover('#mouseenter'),
  'dj-mouseleave': (page) => page.hover('#mouseleave').then(() => page.hover('#mouseenter')),
  'dj-click-away': (page) => page.click('#click'),
  'dj-scroll': (page) => page.$eval('#scroll', (element) => {
    element.style = 'height: 50px; overflow: auto';
    element.scrollTop = 100;
  }),
  'dj-window-keydown': (page) => page.keyboard.press('b'),
  'dj-window-keyup': (page) => page.keyboard.press('b'),
  'dj-window-keydown-escape': (page) => page.keyboard.press('Escape'),
  'dj-window-click': (page) => page.click('#click'),
  'dj-window-scroll': (page) => page.evaluate(() => window.scrollTo(0, 100)),
  'dj-window-resize': (page) => page.setViewportSize({ width: 700, height: 500 }),
  'dj-document-keydown': (page) => page.keyboard.press('b'),
  'dj-document-keyup': (page) => page.keyboard.press('b'),
  'dj-document-click': (page) => page.click('#click'),
  'dj-mounted': (page) => press(page, 'more'),
  'dj-poll': async () => {},
  'dj-paste': (page) => page.$eval('#paste', (field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'a');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }),
  'dj-copy-event': (page) => page.click('#copy'),
  'dj-dialog-close-event': async (page) => {
    await press(page, 'open');
    await page.locator('#dialog[open]').waitFor();
    await page.locator('#dialog input').press('Escape');
  },
  // The last one: the server knows nothing of those before.
  'dj-auto-recover': async (page) => {
    await page.fill('[name=recovered]', 'x');
    await server.stop();
    await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
    await server.start();
    await connected(page);
  },
};

test('IP-09: each attribute that calls a handler takes commands', async () => {
  const guide = readFileSync(new URL('../../docs/attributes.md', import.meta.url), 'utf8').split('## Kept for later')[0];
  const events = [...guide.matchAll(/^\| `(dj-[a-z-]+)`.*\| handler or call \|/gm)].map(([, name]) => name);
  assert.ok(events.length > 20);
  const tried = new Set(Object.keys(PLACES).map((name) => name.replace(/-(enter|escape)$/, '')));
  assert.deepEqual(events.filter((name) => !tried.has(name)), [], 'the table has them all');
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await open(browser, `${server.url}/every/place`, { context });
  await connected(page);
  for (const [name, act] of Object.entries(PLACES)) {
    await page.$eval('#marks', (marks) => marks.removeAttribute('class'));
    await act(page);
    await until(() => page.$eval('#marks', (marks, name) => marks.classList.contains(name), name), `${name} to be heard`);
    await until(async () => (await page.locator('#said li').allTextContents()).includes(name), `${name} to be sent`);
  }
  await context.close();
});

test('IP-09, LO-01, LO-05: dj-lock, dj-disable-with, dj-throttle and dj-debounce hold for commands', async () => {
  const page = await open(browser, `${server.url}/every/place`);
  await connected(page);
  const notes = () => page.evaluate(() => window.notes);
  await page.evaluate(() => {
    window.notes = 0;
    document.querySelector('#marks').addEventListener('note', () => (window.notes += 1));
  });
  const clicks = (id, times) => page.evaluate(([id, times]) => {
    for (let time = 0; time < times; time += 1) document.querySelector(id).click();
    const { disabled, textContent } = document.querySelector(id);
    return [disabled, textContent];
  }, [id, times]);
  const counts = (count) => until(async () => (await page.textContent('#slow-count')) === String(count), `${count} calls`);
  assert.deepEqual(await clicks('#lock', 3), [true, 'lock']);
  assert.equal(await notes(), 1, 'a locked element carries out nothing');
  await counts(1);
  assert.equal(await page.isEnabled('#lock'), true);
  assert.deepEqual(await clicks('#lock-alone', 2), [false, 'lock'], 'nothing is under way');
  assert.equal(await notes(), 3);
  assert.deepEqual(await clicks('#disable', 1), [true, 'One moment']);
  await counts(2);
  assert.equal(await page.textContent('#disable'), 'disable');
  await clicks('#throttle', 3);
  assert.equal(await notes(), 4);
  await clicks('#debounce', 3);
  await until(async () => (await notes()) === 5, 'the last click');
  quiet(page);
  await page.context().close();
});
