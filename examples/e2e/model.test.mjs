// Fields that are bound to fields of the view.

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

const FIRST = { query: '', notes: '', name: '', title: '', slow: '', age: '30', only_new: 'false', color: 'red', size: 'm', tags: 'b' };

/** Opens the page; `values` waits until the view's fields are the first ones with these changes. */
const start = async (delay) => {
  const page = await open(browser, null);
  const line = delay === undefined ? null : await intercept(page);
  await page.goto(`${server.url}/model`);
  await connected(page);
  if (line) line.delay = delay;
  const said = () => page.locator('#all').textContent();
  const values = async (changes) => {
    const wanted = Object.values({ ...FIRST, ...changes }).join('|');
    await until(async () => (await said()) === wanted, wanted).catch(async (error) => {
      throw new Error(`${error.message}; there is ${await said()}`);
    });
  };
  const sent = () =>
    page.wire.filter(([way, text]) => way === 'up' && text.startsWith('["e"')).map(([, text]) => JSON.parse(text).slice(3));
  const field = (label) => page.getByLabel(label, { exact: true });
  return { page, values, sent, field, leave: () => page.locator('#all').click() };
};

const update = (field, value) => ['update_model', { value, field }];

test('MB-01: an edit sets the field of the view, at once, and the page shows it', async () => {
  const { page, values, sent, field } = await start();
  await field('Query').pressSequentially('ab');
  await values({ query: 'ab' });
  await field('Notes').fill('xy');
  await values({ query: 'ab', notes: 'xy' });
  assert.deepEqual(sent(), [update('query', 'a'), update('query', 'ab'), update('notes', 'xy')]);
  quiet(page);
  await page.context().close();
});

test('MB-01: a checkbox gives a bool, a radio button its value, a multiple select a list', async () => {
  const { page, values, sent, field } = await start();
  await field('New').check();
  await field('green').check();
  await field('Size').selectOption('l');
  await field('Tags').selectOption(['a', 'c']);
  await values({ only_new: 'true', color: 'green', size: 'l', tags: 'a+c' });
  await field('New').uncheck();
  await field('Tags').selectOption([]);
  await values({ color: 'green', size: 'l', tags: '' });
  assert.deepEqual(sent(), [
    update('only_new', true),
    update('color', 'green'),
    update('size', 'l'),
    update('tags', ['a', 'c']),
    update('only_new', false),
    update('tags', []),
  ]);
  quiet(page);
  await page.context().close();
});

test('MB-02, MB-04: lazy sends once the field is left; trim takes white space away, in the field, too', async () => {
  const { page, values, sent, field, leave } = await start();
  await field('Name').pressSequentially(' Ada ');
  await field('Title').pressSequentially('  Countess  ');
  assert.equal(await field('Title').inputValue(), '  Countess  ');
  await leave();
  await values({ name: ' Ada ', title: 'Countess' });
  assert.deepEqual(sent(), [update('name', ' Ada '), update('title', 'Countess')]);
  assert.equal(await field('Name').inputValue(), ' Ada ');
  assert.equal(await field('Title').inputValue(), 'Countess');
  quiet(page);
  await page.context().close();
});

test('MB-03, MB-04: debounce waits for a pause, or until the field is left', async () => {
  const { page, values, sent, field, leave } = await start();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await field('Slow').pressSequentially('ab ');
  await page.clock.runFor(499);
  assert.deepEqual(sent(), []);
  await page.clock.runFor(1);
  await values({ slow: 'ab' });
  // A space between two words is not taken away under the user's hands.
  assert.equal(await field('Slow').inputValue(), 'ab ');
  await field('Slow').pressSequentially('c ');
  await leave();
  await values({ slow: 'ab c' });
  assert.deepEqual(sent(), [update('slow', 'ab'), update('slow', 'ab c')]);
  assert.equal(await field('Slow').inputValue(), 'ab c');
  quiet(page);
  await page.context().close();
});

test('MB-05: what the server changes shows in the fields', async () => {
  const { page, values, field } = await start();
  await field('Query').fill('mine');
  await field('Notes').fill('mine');
  await field('green').check();
  await field('Tags').selectOption(['b', 'c']);
  await page.getByRole('button', { name: 'Change all' }).click();
  await values({ query: 'changed', notes: 'changed', age: '18', only_new: 'true', color: 'blue', size: 'l', tags: 'a+c' });
  assert.equal(await field('Query').inputValue(), 'changed');
  assert.equal(await field('Notes').inputValue(), 'changed');
  assert.equal(await field('Age').inputValue(), '18');
  assert.ok(await field('New').isChecked());
  assert.ok(await field('blue').isChecked());
  assert.equal(await field('Size').inputValue(), 'l');
  const chosen = await field('Tags').evaluate((select) => [...select.selectedOptions].map(({ value }) => value));
  assert.deepEqual(chosen, ['a', 'c']);
  quiet(page);
  await page.context().close();
});

test('MB-05: what is being typed stays, and shows what the server made of it once the field is left', async () => {
  const { page, values, field, leave } = await start();
  await field('Query').focus();
  // A script's click leaves the focus where it is.
  await page.evaluate(() => document.querySelector('button').click());
  await values({ query: 'changed', notes: 'changed', age: '18', only_new: 'true', color: 'blue', size: 'l', tags: 'a+c' });
  assert.equal(await field('Query').inputValue(), '');
  await leave();
  assert.equal(await field('Query').inputValue(), 'changed');
  await field('Age').fill('007');
  await until(async () => (await page.locator('#all').textContent()).includes('|7|'), 'the age');
  assert.equal(await field('Age').inputValue(), '007');
  await leave();
  assert.equal(await field('Age').inputValue(), '7');
  quiet(page);
  await page.context().close();
});

test('MB-08: a value that does not fit stays in the field, with its error, until the server has another one', async () => {
  const { page, values, field, leave } = await start();
  await field('Age').fill('1');
  await values({ age: '1' });
  await field('Age').fill('12a');
  await page.locator('#why').waitFor();
  assert.equal(await page.locator('#why').textContent(), 'Expected an integer from 0 to 255.');
  await leave();
  assert.equal(await field('Age').inputValue(), '12a');
  await field('Query').fill('b');
  await values({ age: '1', query: 'b' });
  assert.equal(await field('Age').inputValue(), '12a');
  await page.getByRole('button', { name: 'Change all' }).click();
  await until(async () => (await field('Age').inputValue()) === '18', "the server's value");
  await field('Age').fill('44');
  await page.locator('#why').waitFor({ state: 'detached' });
  quiet(page);
  await page.context().close();
});

for (const delay of [0, 50, 200]) {
  test(`MB-01, MB-05: nothing typed is lost with ${2 * delay} ms of latency`, async () => {
    const { page, values, field, leave } = await start(delay);
    const text = 'a long text';
    await field('Query').focus();
    for (const letter of text) {
      await page.keyboard.type(letter);
      assert.ok(text.startsWith(await field('Query').inputValue()));
    }
    await leave();
    assert.equal(await field('Query').inputValue(), text);
    await values({ query: text });
    assert.equal(await field('Query').inputValue(), text);
    quiet(page);
    await page.context().close();
  });
}
