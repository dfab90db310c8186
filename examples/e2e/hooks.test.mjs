// Scripts of the page that accompany elements.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, exchange, launch, open, press, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const begin = async () => {
  const page = await open(browser, `${server.url}/hooks`);
  await connected(page);
  return page;
};

/** What the hooks noted since the last time. */
const noted = (page) => page.evaluate(() => globalThis.log.splice(0));
const does = async (page, name) => {
  await exchange(page, () => press(page, name));
  return noted(page);
};
const others = (page) => page.problems.filter((problem) => !/mounted badly|updated badly/.test(problem));

test('DR-08, DR-09: a hook is told when its element is there, and before and after it changes, with its values', async () => {
  const page = await begin();
  assert.deepEqual(await noted(page), [
    'fixed mounted Hooks {"size":5,"chart_type":"bar"}',
    'named mounted Hooks {}',
    'list mounted Hooks {}',
    'row1 mounted Hooks {}',
    'row2 mounted Hooks {}',
    'push targets 2 one null',
  ]);
  assert.deepEqual(await does(page, 'add'), ['fixed beforeUpdate Count 0', 'fixed updated Count 1 [1]']);
  await until(() => page.problems.filter((problem) => /badly/.test(problem)).length === 2, 'what a hook threw is reported');
  assert.deepEqual(others(page), []);
  await page.context().close();
});

test('DR-08: elements that a patch brings, moves, renames and takes away', async () => {
  const page = await begin();
  await noted(page);
  assert.deepEqual(await does(page, 'show'), ['shown mounted Hooks {}']);
  assert.deepEqual(await does(page, 'show'), ['shown destroyed after 1']);
  assert.deepEqual(await does(page, 'more'), ['list beforeUpdate 12', 'row3 mounted Hooks {}', 'list updated 123 ']);
  assert.deepEqual(await does(page, 'reverse'), [], 'an element that moves is the same');
  assert.deepEqual(await does(page, 'name'), ['named beforeUpdate named', 'named destroyed after 1']);
  assert.match(others(page).join(), /no hook Missing/);
  assert.deepEqual(await does(page, 'name'), ['named mounted Hooks {}']);
  await page.context().close();
});

test('DR-08: pushEvent calls a handler and tells what became of it', async () => {
  const page = await begin();
  await noted(page);
  await page.click('#push');
  const outcomes = async () => (await page.evaluate(() => globalThis.log)).filter((line) => line.startsWith('push'));
  await until(async () => (await outcomes()).length === 3, 'three answers');
  assert.deepEqual(await outcomes(), ['push patched', 'push refused', 'push unchanged']);
  assert.equal(await page.textContent('#fixed b'), '2');
  await page.context().close();
});

test('PE-01, PE-02, PE-03: what the server pushes reaches hooks and the document in order, after the patch', async () => {
  const page = await begin();
  await page.evaluate(() => {
    document.addEventListener('ping', ({ detail }) => globalThis.log.push(`document ${JSON.stringify(detail)} ${document.querySelector('#fixed b').textContent}`));
  });
  await noted(page);
  await exchange(page, () => press(page, 'ping'));
  const lines = async () => (await page.evaluate(() => globalThis.log)).filter((line) => /^(fixed|document)/.test(line));
  await until(async () => (await lines()).length === 6, 'two events');
  assert.deepEqual(await lines(), [
    'fixed beforeUpdate Count 0',
    'fixed updated Count 1 [1]',
    'document 1 1',
    'fixed ping 1',
    'document "again" 1',
    'fixed ping "again"',
  ]);
  await page.context().close();
});

test('DR-08: a lost connection is told, and its return, without mounting again', async () => {
  const page = await begin();
  await noted(page);
  await server.stop();
  await page.locator('body.dj-connected').waitFor({ state: 'detached' });
  assert.deepEqual((await noted(page)).filter((line) => line.startsWith('fixed')), ['fixed disconnected']);
  await server.start();
  await connected(page);
  await until(async () => (await page.evaluate(() => globalThis.log)).includes('fixed reconnected'), 'the hook to be told');
  assert.ok(!(await noted(page)).some((line) => /^fixed (mounted|destroyed)/.test(line)));
  await page.context().close();
});

test('DR-08: a hook in a component comes, moves and goes with it, and calls its handlers', async () => {
  const page = await open(browser, `${server.url}/hook_parts`);
  await connected(page);
  assert.deepEqual(await noted(page), ['dial1 mounted HookParts', 'dial2 mounted HookParts']);
  await exchange(page, () => page.click('#dial1'));
  assert.deepEqual(await noted(page), ['dial1 updated 2']);
  assert.equal(await page.textContent('#dial2'), '0');
  assert.deepEqual(await does(page, 'more'), ['dial3 mounted HookParts']);
  assert.deepEqual(await does(page, 'reverse'), [], 'a component that moves is the same');
  assert.deepEqual(await does(page, 'drop first'), ['dial3 destroyed']);
  await exchange(page, () => page.click('#dial2'));
  assert.deepEqual(await noted(page), ['dial2 updated 2']);
  assert.deepEqual(others(page), []);
  await page.context().close();
});

test('DR-08: hooks of a view go and come with it on the same socket; one in a layout that views share stays', async () => {
  const page = await open(browser, `${server.url}/library/hall`);
  await connected(page);
  assert.deepEqual((await noted(page)).toSorted(), ['layout mounted Hall', 'of-hall mounted Hall {}']);
  await page.click('#two');
  await page.getByText('book 2').waitFor();
  const first = () => page.evaluate(() => globalThis.log);
  await until(async () => (await first()).length >= 2, 'the hooks of the next view');
  const hooks = (await noted(page)).filter((line) => / (mounted|destroyed)/.test(line));
  assert.deepEqual(hooks.toSorted(), ['of-book mounted Book {}', 'of-hall destroyed after 1']);
  assert.equal(await page.evaluate(() => globalThis.ofLayout.viewName), 'Book');
  await page.goBack();
  await page.getByText('hall 1').waitFor();
  await until(async () => (await first()).some((line) => line.startsWith('of-hall mounted')), 'those of the view before');
  assert.ok(!(await noted(page)).some((line) => /^layout (mounted|destroyed)/.test(line)));
  assert.deepEqual(others(page), []);
  await page.context().close();
});

test('UI-03: what scripts make of an element with dj-update="ignore" stays, while its own attributes follow', async () => {
  const page = await begin();
  await page.$eval('#own', (element) => element.replaceChildren(document.createElement('canvas'), 'text'));
  for (const name of ['add', 'more', 'show']) await does(page, name);
  assert.equal(await page.$eval('#own', (element) => element.outerHTML.replace(' dj=""', '')), '<div id="own" dj-update="ignore" class="c1"><canvas></canvas>text</div>');
  assert.deepEqual(others(page), []);
  await page.context().close();
});
