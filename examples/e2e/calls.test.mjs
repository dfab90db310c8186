// What a handler is called with, by the attributes, the fields and the arguments of whatever calls it.

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

/** Clicks one button after the other, each with these attributes; its handler takes this. */
const clicks = async (cases) => {
  const lab = await calls(server, browser);
  for (const [attributes, expected] of cases) {
    await lab.write(`<button id="b" ${attributes}><i>x</i></button>`);
    await lab.page.click('#b i');
    assert.deepEqual(await lab.heard(1), [['took', expected]], attributes);
  }
  return lab;
};

const call = (attributes) => `dj-click="echo" ${attributes}`;

test('PA-01, PA-03, PA-04, PA-11, PA-12: names of parameters, and which of two wins', async () => {
  const { done } = await clicks([
    [call('data-item-id="5"'), { item_id: '5' }],
    [call('data-x="1" data-user-name="Jo"'), { x: '1', user_name: 'Jo' }],
    [call('data-dj-preset="dark"'), { preset: 'dark' }],
    [call('dj-value-item-id:int="5"'), { item_id: 5 }],
    [call('dj-value-a="value" data-a="data"'), { a: 'value' }],
  ]);
  await done();
});

test('PA-05 to PA-10: types by suffix', async () => {
  const { page, done } = await clicks([
    [call('data-a:int="42" data-b:integer="-7" data-c:int="" data-d:int="x"'), { a: 42, b: -7, c: null, d: null }],
    [call('data-a:float="19.99" data-b:number="1e3" data-c:float="" data-d:float="x"'), { a: 19.99, b: 1000, c: null, d: null }],
    [call('data-a:bool="TRUE" data-b:boolean="on" data-c:bool="0" data-d:bool="checked"'), { a: true, b: true, c: false, d: true }],
    [call(`data-a:json='["a","b"]' data-b:object='{"c":1}' data-c:array="[2]" data-d:json="[oops"`), { a: ['a', 'b'], b: { c: 1 }, c: [2], d: '[oops' }],
    [call('data-a:list="a, b,,c"'), { a: ['a', 'b', 'c'] }],
    [call('data-a:colour="red"'), { a: 'red' }],
  ]);
  assert.deepEqual(page.problems.map((problem) => /not JSON, kept|unknown type "colour"/.test(problem)), [true, true], 'two warnings');
  await done();
});

test('PA-13, PA-14, PA-28: names that are no parameters', async () => {
  const { page, write, heard, sent, done } = await clicks([
    [call('data-liveview-a="1" data-live-b="1" data-djust-c="1" data-loading="1" data-key="1" data-ok="1"'), { ok: '1' }],
    [call('data-__proto__="1" data-constructor="1" dj-value-prototype="1" data-ok="2"'), { ok: '2' }],
    [call('data-dj-id="3" data-throttle="0" data-ok="3"'), { ok: '3' }],
  ]);
  // The component's id is no parameter, but says whose handler it is.
  const id = await page.getAttribute('#other', 'data-component-id');
  await write(`<button id="b" dj-click="echo" data-component-id="${id}" data-ok="4">x</button>`);
  await page.click('#b');
  assert.deepEqual(await heard(1), [['took', { other: { ok: '4' } }]]);
  assert.deepEqual(sent().at(-1), ['echo', { ok: '4' }, Number(id)]);
  await done();
});

test('PA-18 to PA-23: arguments in the markup, alone and beside attributes; defaults where nothing is given', async () => {
  const { done } = await clicks([
    [`dj-click="called('month')"`, ['month', null, true, null]],
    [`dj-click="called('SKU-42', 3)"`, ['SKU-42', 3, true, null]],
    [`dj-click="called('active', 18, false, null)"`, ['active', 18, false, null]],
    [`dj-click="called(word, -1, true, .5)"`, ['word', -1, true, '0.5']],
    [`dj-click="called('a,b', '7', 'no', &quot;it's\\n&quot;)"`, ['a,b', 7, false, "it's\n"]],
    [`dj-click=" called( 1 ) " data-b="2" data-a="3" data-odd="4"`, ['1', 2, true, null]],
    [`dj-click="called()"`, [null, null, true, null]],
    [`dj-click="called" data-d="d"`, [null, null, true, 'd']],
  ]);
  await done();
});

test('PA-24, PA-25: parameters of one event alone', async () => {
  const { page, write, heard, done } = await clicks([
    [call('dj-click:item_id="5"'), { item_id: '5' }],
    [call('dj-payload-n="3" dj-payload-m-click:int="4" dj-payload-k-change="5"'), { n: '3', m: 4 }],
  ]);
  await page.hover('#signed');
  await write('<button id="b" dj-mouseenter="echo" dj-payload-n="3" dj-payload-m-click="4">x</button>');
  await page.hover('#b');
  assert.deepEqual(await heard(1), [['took', { n: '3' }]]);
  await done();
});

test('EV-05, PA-26: a change carries value, name and source by the kind of field', async () => {
  const { page, write, heard, sent, done } = await calls(server, browser);
  await write(
    `<input id="id_a" dj-change="echo"><input type="checkbox" name="c" dj-change="echo" dj-value-k="1"><select name="s" multiple dj-change="echo"><option>x<option>y</select>
     <input name="out"><input dj-change="echo" data-field="f" class="n">`,
  );
  await page.fill('#id_a', 'text');
  await page.focus('[name=out]');
  await page.click('[name=c]');
  await page.selectOption('#bench select', ['x', 'y']);
  await page.fill('.n', '1');
  await page.press('.n', 'Enter');
  const fields = [
    { value: 'text', field: 'a' },
    { value: true, field: 'c', k: '1' },
    { value: ['x', 'y'], field: 's' },
    { value: '1', field: 'f' },
  ];
  assert.deepEqual(await heard(4), fields.map((params) => ['took', params]));
  const targets = ['id_a', 'c', 's', null];
  assert.deepEqual(sent(), fields.map((params, at) => ['echo', { ...params, _target: targets[at] }]));
  await done();
});

test('EV-06, EV-08, PA-26: a submit carries all named fields and the button, not the token, and the page stays', async () => {
  const { page, write, heard, sent, done } = await calls(server, browser);
  await write(
    `<form dj-submit="echo" dj-value-kind="k" data-type="lost" action="/gone"><input name="event" value="1"><input name="type" value="2"><input name="id" value="4"><input name="__proto__" value="x">
     <input name="csrfmiddlewaretoken" value="t"><input type="checkbox" name="g" value="a" checked><input type="checkbox" name="g" value="b"><select name="m" multiple><option selected>x</select>
     <input type="file" name="upload"><button name="go" value="yes">go</button><button id="plain">p</button></form>`,
  );
  await page.click('[name=go]');
  await page.click('#plain');
  const common = { type: '2', event: '1', id: '4', g: ['a'], m: ['x'], kind: 'k' };
  assert.deepEqual(await heard(2), [['took', { ...common, go: 'yes' }], ['took', common]]);
  await page.click('#sign');
  assert.deepEqual(await heard(1), [['took', { title: 't' }]]);
  assert.ok(await page.$eval('#signed [name=csrfmiddlewaretoken]', ({ value }) => value.length > 20), 'the page has a token');
  assert.deepEqual(sent().map(([, { _target }]) => _target), ['go', 'plain', 'sign']);
  assert.equal(new URL(page.url()).pathname, '/calls');
  await done();
});

test('PA-27: one handler for two fields: each has its own problem, and the caret stays', async () => {
  const { page, sent, done } = await calls(server, browser);
  const shows = (id, text) => until(async () => (await page.textContent(id)) === text, `${id} says "${text}"`);
  await page.fill('[name=first]', 'ab');
  await shows('#first-error', 'too short');
  await page.$eval('[name=first]', (field) => field.setSelectionRange(1, 1));
  await page.keyboard.type('x');
  await shows('#first-error', '');
  assert.deepEqual(await page.$eval('[name=first]', (field) => [field.value, field.selectionStart, document.activeElement === field]), ['axb', 2, true]);
  await page.fill('[name=second]', 'c');
  await shows('#second-error', 'too short');
  assert.equal(await page.textContent('#first-error'), '');
  assert.deepEqual(sent().map(([, { _target }]) => _target), ['first', 'first', 'second']);
  await done();
});

test('DR-01: dj-confirm asks before an event of any kind; an empty one does not; a declined change gives back what was there', async () => {
  const { page, write, heard, quiet, done } = await calls(server, browser);
  const asked = [];
  let answer = false;
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  await write(
    `<button id="a" dj-click="echo" dj-confirm="a?">a</button><button id="b" dj-click="echo" dj-confirm="" data-b="1">b</button><input name="t" value="old" dj-change="echo" dj-confirm="t?">
     <form dj-submit="echo" dj-confirm="s?"><button id="s">s</button></form><button id="k" dj-keydown="echo" dj-confirm="k?">k</button><input name="out">
     <input id="i" dj-input="echo" dj-debounce="0" dj-confirm="i?"><input id="f" dj-focus="echo" dj-confirm="f?"><input id="l" dj-blur="echo" dj-confirm="l?">`,
  );
  const all = async () => {
    await page.click('#a');
    await page.click('#b');
    await page.fill('[name=t]', 'new');
    await page.focus('[name=out]');
    await page.click('#s');
    await page.press('#k', 'x');
    await page.fill('#i', 'i');
    for (const id of ['#f', '#l', '#k']) await page.focus(id);
  };
  await all();
  assert.deepEqual(await quiet(), [['took', { b: '1' }]]);
  assert.equal(await page.inputValue('[name=t]'), 'old');
  answer = true;
  await all();
  assert.deepEqual((await heard(8)).length, 8);
  assert.equal(await page.inputValue('[name=t]'), 'new');
  assert.deepEqual(asked, ['a?', 't?', 's?', 'k?', 'i?', 'f?', 'l?', 'a?', 't?', 's?', 'k?', 'i?', 'f?', 'l?']);
  await done();
});

test('LO-03, LO-04: a choice and a text are locked as any control while their event is under way', async () => {
  const { page, write, heard, quiet, done } = await calls(server, browser);
  await write(
    `<select id="s" name="s" dj-change="echo" dj-lock><option>1</option><option>2</option></select><textarea id="t" name="t" dj-change="echo" dj-lock></textarea>`,
  );
  const change = (id) =>
    page.$eval(id, (field) => {
      field.value = '2';
      for (let count = 0; count < 2; count += 1) field.dispatchEvent(new Event('change', { bubbles: true }));
      return [field.disabled, field.hasAttribute('data-djust-locked'), field.classList.contains('djust-locked')];
    });
  for (const id of ['#s', '#t']) {
    assert.deepEqual(await change(id), [true, true, false], id);
    assert.deepEqual(await heard(1), [['took', { value: '2', field: id.slice(1) }]]);
    await until(() => page.$eval(id, (field) => !field.disabled && !field.hasAttribute('data-djust-locked')), `${id} free`);
  }
  assert.deepEqual(await quiet(), [], 'one event each');
  await done();
});
