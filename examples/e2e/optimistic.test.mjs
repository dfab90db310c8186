// What shows ahead of the answer. Every handler waits until it is let go on.

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

const begin = async () => {
  const page = await open(browser, `${server.url}/optimistic`);
  await connected(page);
  return page;
};
const done = async (page) => {
  quiet(page);
  await page.context().close();
};

/** Lets a handler go on. */
const allow = () => fetch(`${server.url}/optimistic/allow`);

/** How many events were answered. */
const answers = (page) => page.wire.filter(([way, text]) => way === 'down' && /^\["[pax]"/.test(text)).length;

/** Lets a handler go on, and waits for its answer. */
const answered = async (page) => {
  const count = answers(page);
  await allow();
  await until(() => answers(page) > count, 'the answer');
};

/** An element's markup without marks, and without the class of what takes long. */
const html = (page, selector) =>
  page.$eval(selector, (element) => {
    const clone = element.cloneNode(true);
    clone.classList.remove('djust-loading');
    return clone.outerHTML.replaceAll(' dj=""', '').replace(/<!--.*?-->/g, '').replace(/ +(?=>)/g, '').replace(' class=""', '').replace('heart "', 'heart"');
  });

const texts = (page, ...ids) => Promise.all(ids.map((id) => page.textContent(id)));
const shows = (page, id, text) => until(async () => (await page.textContent(id)) === text, `${id} to show ${text}`);

test('DR-05, G8: a number shows what it will be, in each place that is exactly the field; clicks add up', async () => {
  const page = await begin();
  for (const shown of ['1', '2', '3']) {
    await page.click('#add');
    assert.deepEqual(await texts(page, '#count', '#times span', '#double'), [shown, shown, '0']);
  }
  await answered(page);
  assert.deepEqual(await texts(page, '#count', '#times span', '#double'), ['3', '3', '2'], 'two are still under way');
  await answered(page);
  await answered(page);
  await shows(page, '#double', '6');
  assert.deepEqual(await texts(page, '#count', '#times span'), ['3', '3']);
  await done(page);
});

test('DR-07: what the server says wins; nothing changes twice when both agree', async () => {
  const page = await begin();
  await page.click('#other');
  assert.equal(await page.textContent('#count'), '-1');
  await answered(page);
  await shows(page, '#count', '10');
  await page.click('#fail');
  assert.deepEqual(await texts(page, '#count', '#hint'), ['11', 'true']);
  await allow();
  await shows(page, '#count', '10');
  assert.equal(await page.textContent('#hint'), 'false', 'an error takes it back');
  assert.equal(page.problems.length, 1, 'the error is told once');
  await page.context().close();
});

test('DR-04: a negation shows in text, attributes, classes and branches without slots, at once', async () => {
  const page = await begin();
  const was = await Promise.all(['#like', '#hint', '#live'].map((id) => html(page, id)));
  await page.click('#like');
  assert.equal(
    await html(page, '#like'),
    '<button id="like" dj-click="like" dj-optimistic="liked:!liked" class="heart on" aria-pressed="true"><b>Liked</b></button>',
  );
  assert.equal(await html(page, '#hint'), '<p id="hint">true</p>');
  assert.equal(await html(page, '#live'), was[2], 'what is live in an arm is not known yet');
  await page.click('#like');
  assert.deepEqual(await Promise.all(['#like', '#hint', '#live'].map((id) => html(page, id))), was, 'twice is not at all');
  const count = answers(page);
  await allow();
  await allow();
  await until(() => answers(page) > count, 'the answers');
  assert.deepEqual(await Promise.all(['#like', '#hint', '#live'].map((id) => html(page, id))), was);
  await page.click('#like');
  await answered(page);
  await until(async () => (await html(page, '#live')) === '<p id="live"><b>0</b></p>', 'the arm with a slot');
  assert.equal(await html(page, '#hint'), '<p id="hint">true</p>');
  await done(page);
});

test('DR-04: a value shows as it is written', async () => {
  const page = await begin();
  await page.click('#finish');
  assert.equal(await html(page, '#state'), '<p id="state" class="done">done</p>');
  await answered(page);
  assert.equal(await html(page, '#state'), '<p id="state" class="done">done</p>');
  await done(page);
});

test('DR-06: a class is added at once, and gone with the answer', async () => {
  const page = await begin();
  await page.click('#read');
  assert.match(await page.getAttribute('#read', 'class'), /^read wide/);
  await answered(page);
  await until(async () => !(await page.getAttribute('#read', 'class')), 'no class');
  await done(page);
});

test('DR-04: in a row the fields of the row alone change, also in one that a patch wrote', async () => {
  const page = await begin();
  const rows = () => page.$$eval('li', (all) => all.map((row) => `${row.className.replace('djust-loading', '').trim()}:${row.textContent.trim()}`));
  assert.deepEqual(await rows(), [':1 plain', 'liked:2 liked', ':3 plain']);
  for (let times = 0; times < 2; times += 1) {
    const start = await rows();
    await page.click('#item3');
    await page.click('#item2');
    const shown = await rows();
    assert.equal(shown[0], start[0]);
    assert.notEqual(shown[1], start[1]);
    assert.notEqual(shown[2], start[2]);
    const count = answers(page);
    await allow();
    await allow();
    await until(() => answers(page) > count, 'the answers');
    await until(async () => (await page.locator('.djust-loading').count()) === 0, 'nothing to be under way');
    assert.deepEqual(await rows(), shown);
  }
  await done(page);
});

test('DR-07: a refusal and a lost connection take it back', async () => {
  const page = await open(browser, null);
  const line = await intercept(page);
  await page.goto(`${server.url}/optimistic`);
  await connected(page);
  await page.click('#refused');
  await shows(page, '#count', '0');
  assert.match(page.problems[0], /add was refused \(bad_param\)/);
  const asked = await page.$eval('#refused', (button) => (button.click(), document.querySelector('#count').textContent));
  assert.equal(asked, '1', 'it was shown until then');
  await page.click('#add');
  line.open = false;
  line.cut();
  await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
  assert.deepEqual(await texts(page, '#count', '#times span'), ['0', '0']);
  await allow();
  line.open = true;
  await shows(page, '#double', '2');
  assert.equal(await page.textContent('#count'), '1');
  await page.context().close();
});

test('DR-05, DR-06: of a form, and of a component whose field has the name of one of the view', async () => {
  const page = await begin();
  await page.click('#submit');
  assert.deepEqual(await texts(page, '#count', '#votes b'), ['1', '0']);
  assert.ok(await page.$eval('#form', ({ classList }) => classList.contains('sent')));
  await page.click('#vote');
  assert.deepEqual(await texts(page, '#count', '#votes b'), ['1', '1']);
  await answered(page);
  await answered(page);
  await until(async () => (await page.locator('.djust-loading, .sent').count()) === 0, 'nothing to be under way');
  assert.deepEqual(await texts(page, '#count', '#votes b', '#double'), ['1', '1', '2']);
  await done(page);
});
