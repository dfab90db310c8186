// Firefox and WebKit on the shipped client: what browsers do each in their way. Chromium has the other tests.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { until } from './lib/browser.mjs';
import { found } from './lib/engines/find.mjs';
import { firefox } from './lib/engines/firefox.mjs';
import { PAGES } from './lib/engines/pages.mjs';
import { webkit } from './lib/engines/webkit.mjs';
import { Server } from './lib/server.mjs';

const paths = found();
const ENGINES = [
  ['Firefox', paths.firefox, () => firefox(paths.firefox)],
  ['WebKit', paths.driver && paths.browser, () => webkit(paths.driver, paths.browser)],
];

let server;
before(async () => (server = await Server.start('lab')));
after(() => server?.stop());

/** A family, what a user does, and what the handlers then took, whole and in order. */
const CASES = [
  [
    'keys: EV-09, EV-10, EV-11: each name its own, and no other',
    async (browser) => {
      await browser.click('#key');
      await browser.press('a', 'Enter', 'Escape');
    },
    [
      { kind: 'key', key: 'Enter', code: 'Enter', value: 'va', field: 'q' },
      { kind: 'key', key: 'Escape', code: 'Escape', value: 'va', field: 'q' },
    ],
  ],
  [
    'keys: EV-12: every key that is let go',
    async (browser) => {
      await browser.click('#up');
      await browser.press('b', 'Backspace');
    },
    [
      { kind: 'up', key: 'b', code: 'KeyB', value: 'b', field: 'up' },
      { kind: 'up', key: 'Backspace', code: 'Backspace', value: '', field: 'up' },
    ],
  ],
  [
    'keys: EV-13, EV-14, EV-19, EV-25, EV-28: shortcuts, and keys of the window and the document',
    async (browser) => {
      await browser.click('h1, #reverse ~ output');
      await browser.press('Control+k', 'F2');
    },
    [
      { kind: 'shortcut', key: 'k', code: 'KeyK', shortcut: 'ctrl+k' },
      { kind: 'shortcut', key: 'F2', code: 'F2' },
      { kind: 'shortcut', key: 'F2', code: 'F2' },
    ],
  ],
  [
    'pointer: EV-34: once for each crossing, and not for what is in it',
    async (browser) => {
      await browser.hover('#count');
      await browser.hover('#pointer');
      await browser.hover('#inner');
      await browser.hover('#count');
    },
    [{ kind: 'pointer' }, { kind: 'pointer' }],
  ],
  ['pointer: EV-01, PA-05: a click on what is in a button', (browser) => browser.click('#click i'), [{ item_id: 5 }]],
  [
    'pointer: EV-05: a click on a label counts once, and ticks its box once',
    (browser) => browser.click('#label span'),
    [{ kind: 'label' }, { value: true, field: 'box' }],
  ],
  [
    'focus: EV-36: got and lost, with the name and the value',
    async (browser) => {
      await browser.click('#focus');
      await browser.press('Tab');
    },
    [
      { kind: 'focus', value: 'v', field: 'f' },
      { kind: 'focus', value: 'v', field: 'f' },
    ],
  ],
  [
    'clipboard: CP-01, CP-05: a click copies, and the handler hears of it',
    (browser) => browser.click('#copy'),
    [{ kind: 'copied', text: 'the text' }],
  ],
  [
    'clipboard: what is pasted goes to the handler and into the field',
    async (browser) => {
      await browser.click('#paste');
      await browser.press('Control+v');
    },
    [{ kind: 'paste', text: 'the text', html: '', has_files: false, files: [] }],
  ],
  [
    'clipboard: what is pasted goes to the handler alone, if the field says so',
    async (browser) => {
      await browser.click('#suppress');
      await browser.press('Control+v');
      assert.equal(await browser.evaluate(() => document.querySelector('#suppress').value), '');
    },
    [{ kind: 'suppress', text: 'the text', html: '', has_files: false, files: [] }],
  ],
  [
    'form events: RL-03: what was typed, once the field is left',
    async (browser) => {
      await browser.click('#left');
      await browser.press('a', 'b');
      await browser.click('#rest');
    },
    [{ kind: 'left', value: 'ab', field: 'left' }],
  ],
  [
    'form events: EV-05: another choice by its first letter',
    async (browser) => {
      await browser.evaluate(() => document.querySelector('#select').focus());
      await browser.press('t', 'Enter');
    },
    [{ value: 'two', field: 'select' }],
  ],
  [
    'scrolling: EV-35: how far an element is',
    (browser) => browser.evaluate(() => void (document.querySelector('#scroller').scrollTop = 10)),
    [{ kind: 'scroll', scrollX: 0, scrollY: 10 }],
  ],
  [
    'form events: EV-03, EV-04, EV-06, PA-26: each letter, the end of the edit, and the form with its button',
    async (browser) => {
      await browser.click('#title');
      await browser.press('h', 'i', 'Enter');
    },
    [
      { value: 'h', field: 'title' },
      { value: 'hi', field: 'title' },
      { value: 'hi', field: 'title' },
      { title: 'hi', range: '5', how: 'button' },
    ],
  ],
  [
    'form events: EV-05: a step of a slider',
    async (browser) => {
      await browser.evaluate(() => document.querySelector('#range').focus());
      await browser.press('ArrowRight');
    },
    [{ value: '6', field: 'range' }],
  ],
];

/** Without the order in which one task brings two events: a box changes before or after its label hears the click. */
const sorted = (list) => list.map((one) => JSON.stringify(one, Object.keys(one ?? {}).sort())).sort();

for (const [name, path, start] of ENGINES) {
  describe(name, { skip: path ? false : `${name} is not installed` }, () => {
    let browser;
    before(async () => {
      browser = await start();
      console.log(browser.name);
      await browser.goto(`${server.url}/engines`);
    });
    after(() => browser?.stop());

    for (const [title, act, expected] of CASES) {
      test(`${name}, ${title}`, async () => {
        await browser.evaluate(() => void heard.splice(0));
        await act(browser);
        // What clicks elsewhere call stands beside what is looked for.
        const others = async () => (await browser.evaluate(() => heard)).filter((one) => one.kind !== 'away');
        await until(async () => (await others()).length >= expected.length, `${expected.length} events, not ${JSON.stringify(await others())}`);
        assert.deepEqual(sorted(await others()), sorted(expected));
      });
    }

    test(`${name}, pointer: EV-22: a click elsewhere is heard, one inside is not`, async () => {
      const away = () => browser.evaluate(() => heard.filter(({ kind }) => kind === 'away').length);
      await browser.evaluate(() => void heard.splice(0));
      await browser.click('#away');
      await browser.click('#click');
      await until(async () => (await browser.evaluate(() => heard.length)) >= 2, 'both clicks');
      assert.equal(await away(), 1);
    });

    test(`${name}, form events: EV-05: another date by keyboard`, async () => {
      const values = () => browser.evaluate(() => [document.querySelector('#date').value, heard.filter(({ field }) => field === 'date').map(({ value }) => value)]);
      await browser.evaluate(() => (heard.splice(0), document.querySelector('#date').focus()));
      await browser.press('ArrowUp');
      // Some tell of it at once, others once the field is left.
      await browser.click('#rest');
      await until(async () => (await values())[1].length > 0, 'the change');
      const [value, sent] = await values();
      assert.notEqual(value, '2020-01-15');
      assert.deepEqual(sent, [value]);
    });

    test(`${name}, window: EV-18: its size, as it is in the end`, async () => {
      const sizes = () => browser.evaluate(() => heard.filter(({ kind }) => kind === 'resize').map(({ innerWidth, innerHeight }) => [innerWidth, innerHeight]));
      await browser.evaluate(() => void heard.splice(0));
      await browser.resize(700, 600);
      const is = () => browser.evaluate(() => [innerWidth, innerHeight]);
      await until(async () => String((await sizes()).at(-1)) === String(await is()), 'the size');
    });

    test(`${name}, LO-02, LO-03: a button that is locked by keyboard has the focus and its nodes again`, async () => {
      const shown = () =>
        browser.evaluate(() => {
          const button = document.querySelector('#lock');
          return [button.disabled, button.innerHTML, document.activeElement === button, heard.filter(({ kind }) => kind === 'lock').length];
        });
      await browser.evaluate(() => {
        const button = document.querySelector('#lock');
        heard.splice(0);
        button.focus();
        addEventListener('click', () => (globalThis.locked = [button.disabled, button.textContent]), { once: true });
      });
      await browser.press('Enter');
      await until(async () => (await shown())[3] === 1 && !(await shown())[0], 'the answer');
      await until(async () => (await shown())[2], 'the focus');
      assert.deepEqual(await shown(), [false, '<i>lock</i>', true, 1]);
      assert.deepEqual(await browser.evaluate(() => globalThis.locked), [true, 'Wait']);
    });

    test(`${name}, UI-01: rows that move are the same, and the focus and the caret stay`, async () => {
      await browser.click('#row3');
      await browser.press('x');
      await browser.evaluate(() => {
        globalThis.rows = [...document.querySelectorAll('li')];
        document.querySelector('#row3').setSelectionRange(1, 1);
        document.querySelector('#reverse').click();
      });
      await until(() => browser.evaluate(() => document.querySelector('#count').textContent === '1'), 'the rows turned around');
      const kept = await browser.evaluate(() => {
        const [now, field] = [[...document.querySelectorAll('li')], document.querySelector('#row3')];
        return [now.every((row, at) => row === rows[2 - at]), document.activeElement === field, field.value.length, field.selectionStart];
      });
      assert.deepEqual(kept, [true, true, 2, 1]);
    });

    for (const [title, path, run] of PAGES) {
      test(`${name}, ${title}`, async () => {
        await browser.goto(server.url + path);
        await run(browser);
      });
    }
  });
}
