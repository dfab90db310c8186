// How often an element sends: dj-debounce, dj-throttle, and what suits a field by itself.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, until } from './lib/browser.mjs';
import { calls } from './lib/calls.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** A page with this markup. No pause in it ends within the test but those that are a few milliseconds long. */
const begin = async (html) => {
  const lab = await calls(server, browser);
  await lab.write(html);
  return lab;
};

const took = (answers) => answers.map(([what, params]) => (assert.equal(what, 'took'), params.id ?? params.value));

test('DR-02, RL-01, RL-02, EV-04: a pause of its own, none, or that of a text field; the latest value counts', async () => {
  const { page, heard, quiet, done } = await begin(
    `<input name="a" dj-input="echo" dj-debounce="60"><input name="b" dj-input="echo" dj-debounce="0"><input name="c" dj-input="echo"><input type="radio" name="q" value="v" dj-input="echo">`,
  );
  await page.evaluate(() => {
    for (const name of ['a', 'b', 'c']) {
      const field = document.querySelector(`#bench [name=${name}]`);
      for (const value of [`${name}1`, `${name}2`]) {
        field.value = value;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    }
    document.querySelector('[name=q]').click();
  });
  assert.deepEqual(took(await heard(5)).sort(), ['a2', 'b1', 'b2', 'c2', 'v']);
  assert.deepEqual(await quiet(), []);
  await done();
});

test('DR-02, RL-03: until the field is left, and then once', async () => {
  const { page, heard, quiet, done } = await begin(`<input name="a" dj-input="echo" dj-debounce="blur"><input name="b">`);
  await page.locator('#bench [name=a]').pressSequentially('abc');
  assert.deepEqual(await quiet(), []);
  await page.focus('#bench [name=b]');
  assert.deepEqual(took(await heard(1)), ['abc']);
  await page.focus('#bench [name=a]');
  await page.focus('#bench [name=b]');
  assert.deepEqual(await quiet(), [], 'nothing was pending');
  await done();
});

test('DR-02, RL-04 to RL-07: a throttle of each element, on any event; a debounce wins over it, and dj- over data-', async () => {
  const { page, heard, quiet, done } = await begin(
    `<button id="a" dj-click="echo" data-id="a" dj-throttle="60000">a</button><button id="b" dj-click="echo" data-id="b" dj-throttle="60000">b</button>
     <button id="c" dj-click="echo" data-id="c" dj-throttle="60000" dj-debounce="20">c</button><button id="d" dj-click="echo" data-id="d" data-throttle="60000" data-debounce="20">d</button>
     <button id="e" dj-click="echo" data-id="e" dj-debounce="0" data-throttle="60000">e</button>
     <button id="f" dj-keydown="echo" dj-keyup="echo" data-id="f" dj-throttle="60000">f</button><button id="g" dj-mouseenter="echo" data-id="g" dj-throttle="60000">g</button>
     <input id="h" type="checkbox" dj-change="echo" data-id="h" dj-throttle="60000">`,
  );
  await page.evaluate(() => {
    for (const id of ['a', 'a', 'b', 'a', 'b', 'c', 'c', 'd', 'd', 'e', 'e', 'h', 'h']) document.getElementById(id).click();
    for (const type of ['keydown', 'keydown', 'keyup', 'keyup']) document.getElementById('f').dispatchEvent(new KeyboardEvent(type, { key: 'x', bubbles: true }));
    for (let count = 0; count < 2; count += 1) document.getElementById('g').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  });
  assert.deepEqual(took(await heard(10)).sort(), ['a', 'b', 'c', 'd', 'e', 'e', 'f', 'f', 'g', 'h']);
  assert.deepEqual(await quiet(), []);
  await done();
});

test('EV-07, RL-11: what is pending in a form goes just before its submit, though that comes within the pause', async () => {
  const { page, heard, quiet, sent, done } = await begin(
    `<form dj-submit="echo" data-id="submit"><input name="a" dj-input="echo" dj-debounce="60000"></form><input name="z" dj-input="echo" dj-debounce="60000">`,
  );
  await page.evaluate(() => {
    for (const name of ['z', 'a']) {
      const field = document.querySelector(`#bench [name=${name}]`);
      field.value = 'typed';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  // Enter comes as fast as a script can press it: within 50 ms.
  await page.press('#bench [name=a]', 'Enter');
  assert.deepEqual(await heard(2), [['took', { value: 'typed', field: 'a' }], ['took', { a: 'typed', id: 'submit' }]]);
  assert.deepEqual(sent().map(([, { _target }]) => _target), ['a', null]);
  assert.deepEqual(await quiet(), []);
  await done();
});

test('RL-10: the attribute says when the browser sends, the declaration when the handler runs', async () => {
  const { page, heard, sent, done } = await begin(`<button id="a" dj-click="seldom" data-id="a" dj-debounce="20">a</button>`);
  const burst = () => page.$eval('#a', (button) => [1, 2, 3].forEach(() => button.click()));
  await burst();
  assert.deepEqual(took(await heard(1)), ['a'], 'the first runs at once');
  await burst();
  const held = () => page.wire.some(([way, text]) => way === 'down' && text === '["d",2]');
  await until(held, 'the second to be held');
  assert.equal(sent().length, 2, 'one of each burst was sent');
  assert.deepEqual(await page.evaluate(() => globalThis.heard), [], 'it has not run');
  await done();
});

test('RL-11: a pending event ends with its element', async () => {
  const { page, write, heard, quiet, done } = await begin(`<button id="a" dj-click="echo" data-id="a" dj-debounce="30">a</button>`);
  await page.evaluate(() => {
    document.querySelector('#a').click();
    document.querySelector('#bench').textContent = '';
  });
  await write(`<button id="b" dj-click="echo" data-id="b" dj-debounce="60">b</button>`);
  // A timer that began later has run: so has the first one's time.
  await page.click('#b');
  assert.deepEqual(took(await heard(1)), ['b']);
  assert.deepEqual(await quiet(), []);
  await done();
});

test('EV-03, EV-04: what suits each kind of field when nothing is said', async () => {
  const [texts, ticks] = [['text', 'search', 'email', 'url', 'tel', 'password', 'textarea', 'date'], ['checkbox', 'radio', 'select']];
  const field = (type) => {
    const attributes = `id="${type}" dj-input="echo" data-id="${type}"`;
    if (type === 'textarea') return `<textarea ${attributes}></textarea>`;
    if (type === 'select') return `<select ${attributes}><option>1</option><option>2</option></select>`;
    return `<input type="${type}" ${attributes}>`;
  };
  const { page, quiet, done } = await begin([...texts, ...ticks, 'number', 'range', 'color'].map(field).join(''));
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.evaluate(() => {
    for (const field of document.querySelectorAll('#bench [dj-input]')) {
      for (const value of ['1', '2']) {
        if (/checkbox|radio/.test(field.type)) field.checked = value === '1';
        else field.value = { color: `#00000${value}`, date: `2020-01-0${value}` }[field.type] ?? value;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    }
  });
  const heard = async () => (await quiet()).map(([, { id, value }]) => `${id} ${String(value).at(-1)}`).sort();
  const both = (type) => (type === 'checkbox' ? ['checkbox e', 'checkbox e'] : type === 'radio' ? ['radio n', 'radio n'] : [`${type} 1`, `${type} 2`]);
  assert.deepEqual(await heard(), [...ticks.flatMap(both), 'number 1', 'range 1', 'color 1'].sort(), 'at once');
  const later = [[99, []], [1, ['number 2']], [49, []], [1, ['color 2', 'range 2']], [149, []], [1, texts.map((type) => `${type} 2`).sort()], [1000, []]];
  for (const [ms, expected] of later) {
    await page.clock.runFor(ms);
    assert.deepEqual(await heard(), expected, `${ms} ms later`);
  }
  await done();
});

test('RL-05: a pause and a throttle of what the pointer does, and of what happens anywhere or elsewhere', async () => {
  const names = ['mouseenter', 'mouseleave', 'window-keydown', 'window-keyup', 'window-click', 'window-scroll', 'window-resize'];
  names.push('document-keydown', 'document-keyup', 'document-click', 'click-away', 'scroll');
  const rated = (rate, id) => names.map((name) => `<i class="${name}" dj-${name}="echo" ${rate} data-id="${name}${id}"></i>`).join('');
  const { page, quiet, heard, done } = await begin(rated('dj-throttle="60000"', '') + rated('dj-debounce="30"', ' after'));
  const burst = () =>
    page.evaluate(() => {
      for (let count = 0; count < 3; count += 1) {
        for (const [name, type] of [['mouseenter', 'pointerover'], ['mouseleave', 'pointerout'], ['scroll', 'scroll']]) {
          for (const element of document.querySelectorAll(`.${name}`)) element.dispatchEvent(new PointerEvent(type, { bubbles: type !== 'scroll' }));
        }
        for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(type, { key: 'x', bubbles: true }));
        document.body.click();
        for (const type of ['scroll', 'resize']) dispatchEvent(new Event(type));
      }
    });
  await burst();
  const expected = names.flatMap((name) => [name, `${name} after`]).sort();
  assert.deepEqual((await heard(expected.length)).map(([, { id }]) => id).sort(), expected);
  assert.deepEqual(await quiet(), []);
  await done();
});
