// Every page of the gallery: whole without JavaScript, live and silent with it.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const live = [
  ['/counter/', 'Counter'],
  ['/todo/', 'Add something of your own'],
  ['/actions/', 'Nothing to do'],
  ['/forms/', 'Sign up'],
  ['/forms/order', 'Another line'],
  ['/table/table10', 'row 9 charlie'],
  ['/table/search', 'row 999 foxtrot'],
  ['/table/counter', 'Count: 0'],
  ['/parameters/', '0 seats, 0 programmes'],
  ['/typing/', 'Zambezi'],
  ['/gestures/keys', 'No note yet'],
  ['/gestures/window', 'Window and document'],
  ['/gestures/clipboard', 'Clipboard'],
  ['/gestures/optimistic', 'Optimistic'],
  ['/components/', 'A menu'],
  ['/hooks/', 'A menu and a dialog'],
  ['/hard_cases/attributes', 'Attributes that come and go'],
  ['/hard_cases/caret', 'A caret that moves with the text'],
  ['/hard_cases/choices', 'Selects whose options change'],
  ['/hard_cases/clicks', 'One click is one click'],
  ['/hard_cases/names', 'Fields named like properties'],
  ['/hard_cases/numbers', 'Fields whose text is not their value'],
  ['/loading/', 'No report yet'],
  ['/login/', 'Sign in'],
  ['/star_rating/movies/1', 'what you rate is kept under it'],
  ['/star_rating/restaurants/1', 'At the Corner'],
  ['/shop/items', '30 teas, page 1 of 4'],
  ['/shop/items/7', 'Biluochun'],
];

for (const [path, text] of live) {
  test(`${path} is whole without JavaScript`, async () => {
    const page = await open(browser, server.url + path, { javaScriptEnabled: false });
    assert.ok((await page.textContent('main')).includes(text));
    await page.context().close();
  });

  test(`${path} becomes live with an empty console (UI-04), and fits a phone`, async () => {
    const page = await open(browser, server.url + path, { viewport: { width: 360, height: 740 } });
    await connected(page);
    assert.ok(!(await page.evaluate(() => document.body.classList.contains('dj-disconnected'))));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `the page is ${wide} pixels wide`);
    quiet(page);
    await page.context().close();
  });
}

test('the index shows every example live beside its source', async () => {
  const page = await open(browser, server.url);
  const folders = readdirSync(new URL('..', import.meta.url)).filter((name) => !['e2e', 'gallery', 'site'].includes(name));
  assert.equal(await page.locator('section.example').count(), folders.length);
  assert.ok((await page.textContent('pre')).includes('#[live_view'));
  const frames = await page.locator('iframe').all();
  for (const frame of frames) {
    await frame.scrollIntoViewIfNeeded();
    const inside = await (await frame.elementHandle()).contentFrame();
    await inside.locator('body.dj-connected').waitFor({ state: 'attached' });
  }
  quiet(page);
  await page.context().close();
});

test('a page sends the policy that it lives under, and may be kept by the back-forward cache', async () => {
  const { headers } = await fetch(`${server.url}/counter/`);
  assert.match(headers.get('content-security-policy'), /default-src 'self'/);
  assert.equal(headers.get('cache-control'), 'private, no-cache');
});

test('the client is served with a content hash and for ever', async () => {
  const html = await (await fetch(`${server.url}/counter/`)).text();
  const [, path] = html.match(/<script src="([^"]+)" defer><\/script>/);
  const answer = await fetch(new URL(path, server.url));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('cache-control'), /immutable/);
});

test('unknown rows and captures that do not fit are not found', async () => {
  for (const path of ['/table/table7', '/table/tablex']) {
    assert.equal((await fetch(server.url + path)).status, 404, path);
  }
});

test('counter: buttons, an argument in the markup and a disabled attribute (EV-01, PA-02, PA-18, PA-19)', async () => {
  const page = await open(browser, `${server.url}/counter/?start=5`);
  await connected(page);
  const count = page.locator('output');
  const reset = page.getByRole('button', { name: 'Reset' });
  assert.equal(await count.textContent(), '5');
  await page.getByRole('button', { name: 'one more' }).click();
  await until(async () => (await count.textContent()) === '6', 'one more');
  await page.getByRole('button', { name: '+10' }).click();
  await until(async () => (await count.textContent()) === '16', 'ten more');
  await page.getByRole('button', { name: 'one less' }).click();
  await until(async () => (await count.textContent()) === '15', 'one less');
  await reset.click();
  await until(() => reset.isDisabled(), 'nothing left to reset');
  quiet(page);
  await page.context().close();
});

test('table: each event leaves the page that a fresh render of the same rows would be', async () => {
  const page = await open(browser, `${server.url}/table/table10`);
  await connected(page);
  const column = (name) => page.locator(`td.${name}`).allTextContents();
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  const ids = (expected) => until(async () => (await column('id')).join() === expected, `rows ${expected}`);
  await press('swap');
  await ids('0,8,2,3,4,5,6,7,1,9');
  await press('remove_mid');
  await ids('0,8,2,3,4,6,7,1,9');
  await press('remove_first');
  await ids('8,2,3,4,6,7,1,9');
  await press('add_first');
  await press('add_mid');
  await ids('0,8,2,3,4,5,6,7,1,9');
  await press('every10');
  await until(async () => (await column('label'))[0] === 'row 0 alpha !', 'a longer label');
  await page.locator('td.id').nth(2).click();
  await until(async () => (await page.locator('tr').nth(2).getAttribute('class')) === 'selected', 'a selected row');
  await page.locator('td.id').nth(3).click();
  await until(async () => (await page.locator('tr').nth(3).getAttribute('class')) === 'selected', 'another row');
  assert.equal(await page.locator('tr.selected').count(), 1);
  await page.locator('tr').nth(0).getByRole('button').click();
  await ids('8,2,3,4,5,6,7,1,9');
  await press('append100');
  await until(async () => (await column('id')).length === 109, '100 more rows');
  await press('drop100');
  await press('replace');
  await ids('18,12,13,14,15,16,17,11,19');
  quiet(page);
  await page.context().close();
});

test('search: the list follows what is typed (EV-03, EV-04, RL-02)', async () => {
  const page = await open(browser, `${server.url}/table/search`);
  await connected(page);
  const input = page.locator('input');
  for (const [query, count] of [['golf', 142], ['row 99', 11], ['no such row', 0], ['', 1000]]) {
    await input.fill(query);
    await until(async () => (await page.locator('li').count()) === count, `${count} rows for "${query}"`);
    assert.equal(await input.inputValue(), query);
  }
  quiet(page);
  await page.context().close();
});
