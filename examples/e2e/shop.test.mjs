// A list whose every state is its URL, pages of its goods on the same socket, and a bell that is fed from outside.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';

import { launch, open, quiet, until } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** What a page of the list shows. */
const look = (page) =>
  page.evaluate(() => ({
    url: location.pathname + location.search,
    title: document.title,
    status: document.querySelector('main > p[role=status]')?.textContent,
    names: [...document.querySelectorAll('.goods a')].map((link) => link.textContent),
    chosen: [...document.querySelectorAll('[aria-current]')].map((link) => link.textContent),
    kind: document.querySelector('select')?.value,
    name: document.querySelector('[type=search]')?.value,
  }));

const start = async (path, delay = 0) => {
  const page = await visit(browser, server.url + path, delay);
  await page.evaluate(() => (window.same = true));
  /** Waits for a URL and what the list says there. */
  page.lists = async (path, status) => {
    const wanted = `${path} ${status}`;
    let seen;
    await until(async () => {
      const { url, status } = await look(page);
      return (seen = `${url} ${status}`) === wanted;
    }, wanted).catch((error) => {
      throw new Error(`${error.message}, found ${seen}`);
    });
    return look(page);
  };
  /** Waits for the list as it was. The address is there before what it shows. */
  page.isAgain = async (before) => {
    await until(async () => isDeepStrictEqual(await look(page), before), before.url).catch(() => {});
    assert.deepEqual(await look(page), before);
  };
  /** Waits for a tea's page. */
  page.tea = (name) => until(async () => (await page.textContent('h1')) === name, name);
  page.rings = (count) =>
    until(async () => (await page.textContent('summary')) === (count ? `News ${count} unread` : 'News'), `${count} news`);
  page.done = async () => {
    assert.equal(page.line.opened, 1, 'it was one socket');
    assert.ok(await page.evaluate(() => window.same), 'no document was loaded');
    quiet(page);
    await page.context().close();
  };
  return page;
};

const link = (page, nav, name) => page.getByRole('navigation', { name: nav }).getByRole('link', { name, exact: true });

/** What the warehouse does. */
const deliver = async (item, count) => {
  const answer = await fetch(`${server.url}/shop/deliveries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ item, count }),
  });
  assert.equal(answer.status, 204);
};

const ALL = '30 teas, page 1 of 4';

for (const delay of DELAYS) {
  test(`NV-07, NV-08, NV-09: search, kind, order and page are the URL, and Back goes through them (${delay} ms)`, async () => {
    const page = await start('/shop/items', delay);
    const seen = [await page.lists('/shop/items', ALL)];
    await page.getByLabel('Kind').selectOption('white');
    seen.push(await page.lists('/shop/items?kind=white', '3 teas'));
    await link(page, 'Order', 'price').click();
    seen.push(await page.lists('/shop/items?kind=white&sort=price', '3 teas'));
    assert.deepEqual(seen[2].names, ['Shou Mei', 'White Peony', 'Silver Needle']);
    assert.equal(seen[2].title, 'Shop: white tea');
    await page.getByLabel('Name').fill('OOLONG');
    await page.getByLabel('Name').press('Enter');
    seen.push(await page.lists('/shop/items?q=OOLONG&kind=white&sort=price', '0 teas'));
    await page.getByLabel('Kind').selectOption('');
    seen.push(await page.lists('/shop/items?q=OOLONG&sort=price', '1 tea'));
    for (const before of seen.slice(0, -1).reverse()) {
      await page.evaluate(() => history.back());
      await page.isAgain(before);
    }
    await link(page, 'Pages', '4').click();
    const last = await page.lists('/shop/items?page=4', '30 teas, page 4 of 4');
    assert.deepEqual([last.names.length, last.title], [6, 'Shop: tea, page 4']);
    await link(page, 'Pages', '1').click();
    await page.lists('/shop/items', ALL);
    await page.evaluate(() => history.back());
    await page.isAgain(last);
    await page.evaluate(() => history.forward());
    await page.isAgain(seen[0]);
    // The same without the client, of which nothing but the URL is known.
    for (const one of delay ? [] : [...seen, last]) {
      const plain = await open(browser, server.url + one.url, { javaScriptEnabled: false });
      const { chosen, ...rest } = await look(plain);
      assert.deepEqual({ ...rest, chosen: ['Teas', ...chosen] }, one);
      await plain.context().close();
    }
    await page.done();
  });

  test(`NV-05, NV-11, NV-15: a tea is another view on the same socket; Back is the list as it was (${delay} ms)`, async () => {
    const page = await start('/shop/items?kind=black&page=1', delay);
    await page.evaluate(() => document.querySelector('header').marked = true);
    await page.locator('.goods').getByRole('link', { name: 'Assam' }).click();
    await page.tea('Assam');
    assert.equal(await page.evaluate(() => location.pathname), '/shop/items/9');
    assert.equal(await page.title(), 'Shop: Assam');
    const left = () => page.textContent('article [role=status]');
    const before = Number.parseInt(await left());
    await page.getByRole('button', { name: 'Buy one' }).click();
    await until(async () => (await left()) === `${before - 1} left`, 'one less');
    await page.locator('.dj-flash-success').getByText('One Assam is yours.').waitFor();
    await page.evaluate(() => history.back());
    await page.lists('/shop/items?kind=black&page=1', '8 teas');
    assert.equal(await page.locator('.dj-flash').count(), 0, 'FL-10: what was said is past');
    assert.ok((await page.textContent('.goods li')).endsWith(`${before - 1} left`));
    assert.ok(await page.evaluate(() => document.querySelector('header').marked), 'the layout is what it was');
    await page.done();
  });
}

test('IP-11: a component in the layout of every page is fed from outside, and pages of others show what is left', async () => {
  const [list, tea] = [await start('/shop/items'), await start('/shop/items/1')];
  await deliver(1, 12);
  await Promise.all([list.rings(1), tea.rings(1)]);
  const left = await tea.textContent('article [role=status]');
  assert.match(left, /^\d+ left$/);
  await deliver(1, 5);
  await until(async () => (await tea.textContent('article [role=status]')) === `${Number.parseInt(left) + 5} left`, 'five more');
  await Promise.all([list.rings(2), tea.rings(2)]);
  await tea.getByText('News').click();
  assert.deepEqual(await tea.locator('.bell li').allTextContents(), ['5 × Sencha arrived.', '12 × Sencha arrived.']);
  // The bell of the next view says the same, and hears what comes.
  await tea.getByRole('navigation', { name: 'Shop' }).getByRole('link').click();
  await tea.lists('/shop/items', ALL);
  await tea.rings(2);
  await deliver(2, 1);
  await Promise.all([list.rings(3), tea.rings(3)]);
  await list.getByText('News').click();
  await list.getByRole('button', { name: 'Mark as read' }).click();
  await Promise.all([list.rings(0), tea.rings(0)]);
  await Promise.all([list.done(), tea.done()]);
});

test('what is sold out can\'t be bought, and is told to all; nobody gets what another one took', async () => {
  const [one, other] = [await start('/shop/items/6'), await start('/shop/items/6')];
  await one.getByRole('button', { name: 'Buy one' }).click();
  for (const page of [one, other]) {
    await page.getByText('sold out', { exact: true }).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Buy one' }).isDisabled());
    await page.getByText('Longjing is sold out.').waitFor({ state: 'attached' });
  }
  await Promise.all([one.done(), other.done()]);
});

test('all of it works without JavaScript', async () => {
  const page = await open(browser, `${server.url}/shop/items`, { javaScriptEnabled: false });
  const lists = async (path, status) => {
    const seen = await look(page);
    assert.deepEqual([seen.url, seen.status], [path, status]);
  };
  await page.getByLabel('Kind').selectOption('herbal');
  await page.getByRole('button', { name: 'Search' }).click();
  await lists('/shop/items?q=&kind=herbal', '6 teas');
  await link(page, 'Order', 'price').click();
  await lists('/shop/items?q=&kind=herbal&sort=price', '6 teas');
  await page.getByLabel('Name').fill('mint');
  await page.getByRole('button', { name: 'Search' }).click();
  await lists('/shop/items?q=mint&kind=herbal&sort=price', '1 tea');
  await page.getByRole('link', { name: 'Peppermint' }).click();
  const left = async () => Number.parseInt(await page.textContent('article [role=status]'));
  const before = await left();
  await page.getByRole('button', { name: 'Buy one' }).click();
  assert.equal(page.url(), `${server.url}/shop/items/25`);
  assert.equal(await left(), before - 1);
  await deliver(25, 1);
  await page.reload();
  assert.match(await page.textContent('summary'), /^News \d+ unread$/);
  await page.getByText('News').click();
  await page.getByRole('button', { name: 'Mark as read' }).click();
  assert.equal(await page.textContent('summary'), 'News');
  await link(page, 'Pages', '2').click();
  await lists('/shop/items?page=2', '30 teas, page 2 of 4');
  await page.context().close();
});

test('a page that there is not is the last one, and what no list takes is refused', async () => {
  const get = (path) => fetch(server.url + path, { redirect: 'manual' });
  const far = await get('/shop/items?kind=black&page=99');
  assert.deepEqual([far.status, far.headers.get('location')], [302, '/shop/items?kind=black&page=1']);
  assert.equal((await get('/shop/items?kind=coffee')).status, 400);
  assert.equal((await get('/shop/items/99')).status, 404);
  const forged = { method: 'POST', body: new URLSearchParams({ csrfmiddlewaretoken: 'x' }) };
  assert.equal((await fetch(`${server.url}/shop/items/1/buy`, forged)).status, 403);
  assert.equal((await fetch(`${server.url}/shop/deliveries`, { method: 'POST', body: '{}' })).status, 400);
});

test('a keyboard is enough', async () => {
  const page = await start('/shop/items');
  /** Goes on to an element of this name. */
  const tab = async (name) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent.trim());
      if (at === name) return;
    }
    assert.fail(`Tab does not lead to ${name}`);
  };
  await tab('Name');
  await page.keyboard.type('n');
  await page.keyboard.press('Enter');
  const found = await until(async () => (await look(page)).url === '/shop/items?q=n', 'the search').then(() => look(page));
  assert.match(found.status, /^\d+ teas, page 1 of \d$/);
  await tab('price');
  await page.keyboard.press('Enter');
  await until(async () => (await look(page)).url === '/shop/items?q=n&sort=price', 'the order');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'price', 'the focus stays on the link');
  await tab('2');
  await page.keyboard.press('Enter');
  await until(async () => (await look(page)).url === '/shop/items?q=n&sort=price&page=2', 'the page');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '2');
  const { names } = await look(page);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), names.at(-1));
  await page.keyboard.press('Enter');
  await page.tea(names.at(-1));
  await tab('Buy one');
  await page.keyboard.press('Enter');
  await page.getByText(`One ${names.at(-1)} is yours.`).waitFor();
  await page.goBack();
  await until(async () => (await look(page)).url === '/shop/items?q=n&sort=price&page=2', 'the list');
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await until(async () => (await focused()) === names.at(-1), 'the focus where it was');
  await tab('Kind');
  await page.keyboard.press('ArrowDown');
  await until(async () => /^\/shop\/items\?q=n&sort=price&kind=\w+$/.test((await look(page)).url), 'the kind');
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), 'Kind', 'the focus stays on the field');
  // The bell opens, is read and keeps its place in the order.
  await deliver(3, 37);
  const latest = () => page.$$eval('.bell li', ([first]) => first?.textContent ?? '');
  await until(async () => (await latest()).startsWith('37 ×'), 'the news');
  await tab(await page.textContent('summary'));
  await page.keyboard.press('Enter');
  await page.locator('.bell[open] li').first().waitFor();
  await tab('Mark as read');
  await page.keyboard.press('Enter');
  await page.rings(0);
  await page.keyboard.press('Shift+Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'News');
  await page.keyboard.press('Enter');
  await until(async () => (await page.locator('.bell[open]').count()) === 0, 'the bell to close');
  await page.done();
});
