// Commands, transitions and hooks while answers take 0, 100 and 400 ms: what the browser does by itself does not wait, and
// what comes late does not take it back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, press, quiet, until } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Clicks buttons in one task, and gives what `look` finds right behind that: no answer has come by then. */
const clicks = (page, names, look = () => null) =>
  page.evaluate(
    ([names, look]) => {
      const named = (name) => [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === name);
      for (const name of names) named(name).click();
      return eval(look)();
    },
    [names, String(look)],
  );

/** What an element has, with its classes in order and without the client's own marks. */
const box = () => {
  const element = document.querySelector('#box');
  const told = ['hidden', 'aria-expanded', 'data-on', 'title', 'data-count'].map((name) => [name, element.getAttribute(name)]);
  return [[...element.classList].sort().join(' '), Object.fromEntries(told.filter(([, value]) => value !== null)), element.textContent];
};

const COMMANDS = [
  [
    'what commands set stays through the patch of an event that was sent before them',
    async (page) => {
      const set = { hidden: '', 'aria-expanded': 'true', 'data-on': '' };
      assert.deepEqual(await clicks(page, ['add', 'mark box', 'strip box', 'toggle box'], box), ['a b c0 mine', set, '0']);
      await page.answered();
      assert.deepEqual(await page.evaluate(box), ['a b c1 mine', set, '1']);
      // And what the next ones take away stays away.
      const left = ['c1 mine', { 'aria-expanded': 'false' }, '1'];
      assert.deepEqual(await clicks(page, ['add', 'mark box', 'toggle box'], box), left);
      await page.answered();
      assert.deepEqual(await page.evaluate(box), ['c2 mine', { 'aria-expanded': 'false' }, '2']);
    },
  ],
  [
    'push within a chain shows its loading state until its own answer',
    async (page) => {
      await page.evaluate(() => {
        const slow = document.querySelector('#slow');
        window.seen = [];
        const note = () => window.seen.push([slow.classList.contains('djust-loading'), document.querySelector('#box').textContent]);
        new MutationObserver(note).observe(slow, { attributeFilter: ['class'] });
      });
      await clicks(page, ['slow']);
      await page.answered();
      // It comes while the handler runs, and goes with what that changed. A patch lifts it meanwhile, and lays it again.
      const seen = await page.evaluate(() => window.seen);
      assert.deepEqual([seen[0], seen.at(-1)], [[true, '2'], [false, '3']]);
      const pressed = () => document.querySelector('#push').classList.contains('pressed');
      assert.equal(await clicks(page, ['push'], pressed), true, 'what stands before it in the chain does not wait');
      await page.answered();
      assert.deepEqual([await page.evaluate(pressed), await page.textContent('#said')], [true, 'pushed  7']);
    },
  ],
  [
    'what stands behind a push in the chain does not wait for its answer',
    async (page) => {
      const menu = () => [document.querySelector('#menu').hidden, document.querySelector('#open').ariaExpanded];
      assert.deepEqual(await clicks(page, ['open menu'], menu), [false, 'true']);
      assert.deepEqual(await clicks(page, ['choose'], menu), [true, null]);
      await page.answered();
      assert.deepEqual([await page.evaluate(menu), await page.textContent('#said')], [[true, null], 'chosen  0']);
    },
  ],
  [
    'the server\'s commands come behind their patches, in order',
    async (page) => {
      const count = Number(await page.textContent('#box'));
      await clicks(page, ['command', 'command', 'command']);
      await page.answered();
      const [classes, { 'data-count': told }, text] = await page.evaluate(box);
      assert.match(classes, /told/);
      assert.deepEqual([told, text], [String(count + 3), String(count + 3)]);
    },
  ],
];

const TRANSITIONS = [
  [
    'DR-10: rows that leave, move and come while the patches of each are under way',
    async (page) => {
      const rows = () => page.$$eval('#rows li:not([data-djust-leaving])', (all) => all.map(({ id }) => id));
      await clicks(page, ['remove 2', 'add', 'reverse']);
      await page.answered();
      assert.deepEqual(await rows(), ['row4', 'row3', 'row1']);
      await clicks(page, ['put back', 'remove 3', 'put back', 'reverse']);
      await page.answered();
      assert.deepEqual(await rows(), ['row4', 'row3', 'row2', 'row1']);
      await page.settled();
      assert.equal(await page.locator('#rows li').count(), 4);
    },
  ],
  [
    'DR-10, DR-13: what goes before it has come, and comes before it has gone, ends as the server says',
    async (page) => {
      for (const shown of [8, 0, 8, 0]) {
        await press(page, 'flag');
        await until(async () => (await page.locator('section > :not([data-djust-leaving])').count()) === shown, `${shown} elements`);
      }
      await clicks(page, ['flag', 'flag', 'flag']);
      await page.answered();
      await page.settled();
      assert.equal(await page.locator('section > *').count(), 8);
      await until(() => page.$eval('#own', (element) => !element.className), 'the classes to go');
    },
  ],
  [
    'a dialog opens, stays through patches, closes and gives the focus back',
    async (page) => {
      const isOpen = () => page.$eval('#dialog', (dialog) => dialog.matches(':modal'));
      await page.getByRole('button', { name: 'dialog' }).focus();
      await clicks(page, ['dialog', 'add']);
      await page.answered();
      assert.equal(await isOpen(), true);
      await page.keyboard.press('Escape');
      await page.answered();
      assert.equal(await page.$eval('#dialog', ({ open }) => open), false);
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'dialog');
      await until(async () => (await page.locator('#log li').count()) === 1, 'the server to have heard of it');
    },
  ],
];

const noted = (page) => page.evaluate(() => globalThis.log.splice(0));
const HOOKS = [
  [
    'DR-08: a hook is told before and after its element changes, when it comes and when it goes',
    async (page) => {
      await noted(page);
      const told = {
        add: ['fixed beforeUpdate Count 0', 'fixed updated Count 1 [1]'],
        show: ['shown mounted Hooks {}'],
        more: ['list beforeUpdate 12', 'row3 mounted Hooks {}', 'list updated 123 '],
        reverse: [],
      };
      for (const [name, expected] of Object.entries(told)) {
        await press(page, name);
        await page.answered();
        assert.deepEqual(await noted(page), expected, name);
      }
    },
  ],
  [
    'DR-08: pushEvent tells what became of each, in order',
    async (page) => {
      await page.click('#push');
      const outcomes = async () => (await page.evaluate(() => globalThis.log)).filter((line) => line.startsWith('push'));
      await until(async () => (await outcomes()).length === 3, 'three answers');
      assert.deepEqual(await outcomes(), ['push patched', 'push refused', 'push unchanged']);
      await noted(page);
    },
  ],
  [
    'I5, DR-08: an update whose answer is cut off is told once, between the loss and what follows',
    async (page) => {
      let cut = false;
      const { pass } = page.line;
      page.line.pass = (way, text) => {
        if (cut || way !== 'down' || !text.startsWith('["p"')) return pass(way, text);
        cut = true;
        page.line.cut();
        return false;
      };
      const count = Number(await page.textContent('#fixed b'));
      await press(page, 'add');
      await until(async () => (await page.textContent('#fixed b')) === String(count + 1), 'the update');
      await connected(page);
      page.line.pass = pass;
      const told = (await noted(page)).filter((line) => line.startsWith('fixed'));
      const updates = told.filter((line) => /pdate/.test(line));
      assert.deepEqual(updates, [`fixed beforeUpdate Count ${count}`, `fixed updated Count ${count + 1} [${count + 1}]`]);
      assert.deepEqual([told[0], told.includes('fixed reconnected')], ['fixed disconnected', true]);
      assert.ok(!told.some((line) => /mounted|destroyed/.test(line)));
    },
  ],
];

const PAGES = [
  ['IP-09', '/commands', COMMANDS, quiet],
  ['transitions', '/transitions', TRANSITIONS, quiet],
  // Its hooks complain on purpose, and an event is refused.
  ['hooks', '/hooks', HOOKS, () => {}],
];

for (const [family, path, cases, check] of PAGES) {
  for (const delay of DELAYS) {
    test(`${family}: ${cases.length} cases while answers take ${2 * delay} ms`, async (t) => {
      const page = await visit(browser, server.url + path, delay);
      page.settled = () => until(async () => (await page.$$('[data-djust-leaving]')).length === 0, 'all to have left');
      for (const [title, run] of cases) await t.test(`${title} (${delay} ms)`, () => run(page));
      check(page);
      await page.context().close();
    });
  }
}
