// What pages do in any browser besides the events of one element: commands, transitions, hooks, the URL. Each case has a
// title, the page that it begins on, and what is done and looked for there.

import assert from 'node:assert/strict';

import { until } from '../browser.mjs';

/** Clicks the button of this name. */
const press = (browser, name) =>
  browser.evaluate((name) => {
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === name).click();
  }, name);

/** Waits until the page gives this. */
const gives = async (browser, expected, look, ...args) => {
  let found;
  await until(async () => {
    found = JSON.stringify(await browser.evaluate(look, ...args));
    return found === JSON.stringify(expected);
  }, JSON.stringify(expected)).catch((error) => {
    error.message += `, found ${found}`;
    throw error;
  });
};

const shows = (browser, at, path) =>
  gives(browser, [at, path], () => [
    document.querySelector('#at')?.textContent.trim().replace(/\s+/g, ' '),
    location.pathname + location.search,
  ]);
const back = (browser) => browser.evaluate(() => history.back());
const scrollTo = (browser, top) => browser.evaluate((top) => window.scrollTo(0, top), top);
const isAt = (browser, top) => gives(browser, top, () => Math.round(window.scrollY));

export const PAGES = [
  [
    'commands: IP-09: a menu opens and takes the focus without the server, and what is set stays through patches',
    '/commands',
    async (browser) => {
      await browser.click('#open');
      const menu = () => [document.querySelector('#menu').hidden, document.activeElement.id, document.querySelector('#open').ariaExpanded];
      assert.deepEqual(await browser.evaluate(menu), [false, 'first', 'true']);
      await press(browser, 'mark box');
      await press(browser, 'add');
      await gives(browser, '1', () => document.querySelector('#box').textContent);
      const box = () => [[...document.querySelector('#box').classList].sort().join(' '), document.querySelector('#box').ariaExpanded];
      assert.deepEqual(await browser.evaluate(box), ['a b base c1', 'true']);
      await press(browser, 'exec');
      assert.deepEqual((await browser.evaluate(menu))[0], true);
      await press(browser, 'push');
      await gives(browser, 'pushed  7', () => document.querySelector('#said').textContent);
      await browser.click('#field');
      await press(browser, 'trap');
      await browser.press('Tab', 'Tab');
      assert.equal(await browser.evaluate(() => document.activeElement.textContent), 'one');
    },
  ],
  [
    'transitions: DR-10, DR-11, DR-13: what comes and goes has its classes, and is gone in the end',
    '/transitions',
    async (browser) => {
      await browser.evaluate(() => {
        window.seen = { leaving: new Set(), classes: new Set() };
        new MutationObserver((records) => {
          for (const { target, attributeName, oldValue } of records) {
            if (attributeName === 'class') for (const name of `${oldValue} ${target.className}`.split(' ')) window.seen.classes.add(name);
            if (target.matches('[data-djust-leaving]')) window.seen.leaving.add(target.tagName);
          }
        }).observe(document, { subtree: true, attributeOldValue: true, attributeFilter: ['class', 'data-djust-leaving'] });
      });
      const elements = () => document.querySelectorAll('section > *').length;
      await press(browser, 'flag');
      await gives(browser, [8, false], () => [
        document.querySelectorAll('section > *').length,
        [...document.querySelectorAll('section > *')].some((one) => /enter/.test(one.className)),
      ]);
      await press(browser, 'flag');
      await gives(browser, 0, elements);
      const seen = await browser.evaluate(() => [[...window.seen.leaving].sort(), ['own-enter-from', 'own-enter-to', 'own-leave-to'].filter((name) => window.seen.classes.has(name))]);
      assert.deepEqual(seen, [['B', 'P'], ['own-enter-from', 'own-enter-to', 'own-leave-to']]);
      // Rows that leave are none of the list, whatever follows at once.
      for (const name of ['remove 2', 'add', 'reverse']) await press(browser, name);
      await gives(browser, ['row4', 'row3', 'row1'], () => [...document.querySelectorAll('#rows li')].map(({ id }) => id));
    },
  ],
  [
    'dialogs: one opens by a flag, stays through patches, and its own closing is told',
    '/transitions',
    async (browser) => {
      await browser.evaluate(() => [...document.querySelectorAll('button')].find((one) => one.textContent === 'dialog').focus());
      await browser.press('Enter');
      const isModal = () => document.querySelector('#dialog').matches(':modal');
      await gives(browser, true, isModal);
      await press(browser, 'add');
      await gives(browser, '1', () => document.querySelector('#count').textContent);
      assert.equal(await browser.evaluate(isModal), true);
      await browser.press('Escape');
      await gives(browser, [false, 1], () => [document.querySelector('#dialog').open, document.querySelectorAll('#log li').length]);
      assert.equal(await browser.evaluate(() => document.activeElement.textContent), 'dialog');
    },
  ],
  [
    'hooks: DR-08: told when their element is there, changes, moves and goes',
    '/hooks',
    async (browser) => {
      const told = async (name, expected) => {
        await browser.evaluate(() => void globalThis.log.splice(0));
        await press(browser, name);
        await gives(browser, expected, () => globalThis.log);
      };
      await gives(browser, 6, () => globalThis.log.length);
      await told('add', ['fixed beforeUpdate Count 0', 'fixed updated Count 1 [1]']);
      await told('show', ['shown mounted Hooks {}']);
      await told('show', ['shown destroyed after 1']);
      await told('more', ['list beforeUpdate 12', 'row3 mounted Hooks {}', 'list updated 123 ']);
      await press(browser, 'reverse');
      await gives(browser, '321', () => document.querySelector('#list').textContent);
      assert.equal((await browser.evaluate(() => globalThis.log)).length, 3, 'an element that moves is the same');
    },
  ],
  [
    'the URL: NV-07, NV-09, NV-16: links patch it, and Back and Forward bring the view and where the window was',
    '/shelf/first',
    async (browser) => {
      await browser.evaluate(() => {
        window.same = true;
        document.querySelector('#bottom').style.marginTop = '3000px';
      });
      await browser.click('#own');
      await shows(browser, 'first 3', '/shelf/first?page=3');
      await scrollTo(browser, 700);
      await press(browser, 'Turn to 2');
      await shows(browser, 'first 2', '/shelf/first?page=2');
      await scrollTo(browser, 50);
      await back(browser);
      await shows(browser, 'first 3', '/shelf/first?page=3');
      await isAt(browser, 700);
      await browser.evaluate(() => history.forward());
      await shows(browser, 'first 2', '/shelf/first?page=2');
      await isAt(browser, 50);
      // Ten at once end on the last.
      await browser.evaluate(() => document.querySelectorAll('.quick').forEach((link) => link.click()));
      await shows(browser, 'first 30', '/shelf/first?page=30');
      assert.equal(await browser.evaluate(() => window.same), true);
    },
  ],
  [
    'other views: NV-05, NV-07: a link leads there without a load, and Back is where it began',
    '/library/hall',
    async (browser) => {
      await browser.evaluate(() => void (window.same = true));
      await browser.click('#two');
      await shows(browser, 'book 2', '/library/book/2');
      await back(browser);
      await shows(browser, 'hall 1', '/library/hall');
      await press(browser, 'Click');
      await gives(browser, '1', () => document.querySelector('#clicks').textContent);
      assert.equal(await browser.evaluate(() => window.same), true);
    },
  ],
  [
    'view transitions: they show the way to another view where the browser has them, and are missed nowhere else',
    '/swap/one',
    async (browser) => {
      // MiniBrowser ends with any transition, ours or not, on a screen without compositing: it shows how it is without.
      const has = await browser.evaluate((crashes) => {
        if (crashes) delete Document.prototype.startViewTransition;
        window.transitions = 0;
        const start = Document.prototype.startViewTransition;
        if (start) {
          Document.prototype.startViewTransition = function (change) {
            window.transitions += 1;
            return start.call(this, change);
          };
        }
        return !!start;
      }, browser.name.startsWith('WebKit'));
      await browser.evaluate(() => document.querySelector('#two').click());
      await shows(browser, 'two', '/swap/two');
      assert.equal(await browser.evaluate(() => window.transitions), has ? 1 : 0);
      await browser.evaluate(() => {
        for (const id of ['three', 'two', 'three']) document.querySelector(`#${id}`).click();
      });
      await shows(browser, 'three', '/swap/three');
    },
  ],
];
