// The same value, the same handler, five ways: a data attribute, `dj-value-*`, an inline argument, a field of a form, a frame.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { launch } from './lib/browser.mjs';
import { calls } from './lib/calls.mjs';
import { Server } from './lib/server.mjs';

const contract = JSON.parse(readFileSync(new URL('../../contract/coercion.json', import.meta.url), 'utf8'));

/** The lab's handlers, and the types of their parameters. */
const HANDLERS = {
  int: 'i64',
  byte: 'u8',
  float: 'f64',
  flag: 'bool',
  text: 'String',
  letter: 'char',
  ints: 'Vec<i64>',
  texts: 'Vec<String>',
  maybe: 'Option<i64>',
  maybe_text: 'Option<String>',
  choice: 'enum { All, HighFirst }',
};

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Calls a handler with a value in each way that can carry it, in one task; gives how many ways these are. */
const callAll = (page, name, json) =>
  page.evaluate(
    ([name, json]) => {
      const value = JSON.parse(json);
      const isText = typeof value === 'string';
      const bench = document.querySelector('#bench');
      const add = (tag, attributes) => {
        const element = document.createElement(tag);
        for (const [name, text] of Object.entries(attributes)) element.setAttribute(name, text);
        bench.append(element);
        return element;
      };
      bench.replaceChildren();
      const type = isText ? '' : ':json';
      const text = isText ? value : json;
      add('button', { 'dj-click': name, [`data-p${type}`]: text }).click();
      add('button', { 'dj-click': name, [`dj-value-p${type}`]: text }).click();
      frame(name, { p: value });
      if (isText || typeof value !== 'object' || value === null) {
        const literal = isText ? `'${value.replace(/[\\']/g, '\\$&')}'` : json;
        add('button', { 'dj-click': `${name}(${literal})` }).click();
      }
      if (isText) {
        const form = add('form', { 'dj-submit': name });
        const field = document.createElement('input');
        Object.assign(field, { type: 'hidden', name: 'p', value });
        form.append(field);
        form.requestSubmit();
        return 5;
      }
      return bench.childElementCount + 1;
    },
    [name, json],
  );

/** A browser writes numbers in its way, and those that it can't hold as others. */
const survives = (json) => typeof JSON.parse(json) !== 'number' || JSON.stringify(JSON.parse(json)) === json;

for (const [name, type] of Object.entries(HANDLERS)) {
  test(`PA-02, PA-15, PA-16, PA-17, PA-22: ${type} is the same by attribute, argument, field and frame`, async () => {
    const { page, heard, done } = await calls(server, browser);
    const { takes, bad_param, missing_param } = contract.types[type];
    const cases = [
      ...takes.map(([json, value]) => [json, 'took', value]),
      ...bad_param.map((json) => [json, 'bad_param', 'p']),
      ...missing_param.map((json) => [json, 'missing_param', 'p']),
    ];
    for (const [json, ...expected] of cases.filter(([json]) => survives(json))) {
      const ways = await callAll(page, name, json);
      assert.deepEqual(await heard(ways), Array(ways).fill(expected), `${type} of ${json}`);
    }
    await done();
  });
}
