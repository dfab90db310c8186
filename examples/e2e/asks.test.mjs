// What a view asks of its page: title, meta tags, focus, an empty form, words for screen readers, forms sent over HTTP.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const start = async (path = '/asks', delay = 0) => {
  const page = await visit(browser, server.url + path, delay);
  page.metas = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('meta[content]')]
        .map((tag) => [tag.getAttribute('name') ?? tag.getAttribute('property'), tag.content])
        .filter(([name]) => name !== 'viewport'),
    );
  page.titled = (title) => until(async () => (await page.title()) === title, `the title ${title}`);
  page.scripts = () => page.evaluate(() => document.querySelectorAll('script[src]').length);
  return page;
};

const done = async (page) => {
  quiet(page);
  await page.context().close();
};

test('what mount says of the head stands in the page that a GET sends', async () => {
  const text = await (await fetch(`${server.url}/asks?name=Ann`)).text();
  assert.match(text, /<title>Asks, Ann<\/title>/);
  assert.match(text, /<meta name="description" content="What &quot;Ann&quot; asks" data-djust-meta>/);
  assert.match(text, /<meta property="og:title" content="Ann" data-djust-meta>/);
  assert.doesNotMatch(text, /What views ask/);
  const bare = await (await fetch(`${server.url}/asks/bare`)).text();
  assert.match(bare, /<title>Bare &amp; lone<\/title><meta name="description" content="Nothing &lt;else>" data-djust-meta>/);
  const page = await start('/asks?name=Ann');
  assert.deepEqual(await page.metas(), [['description', 'What "Ann" asks'], ['og:title', 'Ann']]);
  await done(page);
});

for (const delay of DELAYS) {
  test(`a handler changes title and meta tags, and they go with the view (${delay} ms)`, async () => {
    const page = await start('/asks', delay);
    await press(page, 'Rename');
    await page.titled('Asks <Ben>');
    await until(async () => (await page.metas()).length === 3, 'the tags');
    assert.deepEqual(await page.metas(), [['description', 'Ben'], ['og:title', 'Ben'], ['robots', 'noindex']]);
    await page.click('#plain');
    await page.titled('Plain');
    await until(async () => (await page.textContent('#at')) === 'plain', 'the other view');
    assert.deepEqual(await page.metas(), [['description', 'What views ask']], 'the tag of the template is what it was');
    await page.getByRole('link', { name: 'Bare' }).click();
    await page.titled('Bare & lone');
    await until(async () => (await page.metas()).some(([, content]) => content === 'Nothing <else>'), 'its own tag');
    await press(page, 'Home');
    await page.titled('Asks, Ann');
    await until(async () => (await page.metas()).length === 2, 'the tags of that view alone');
    assert.deepEqual(await page.metas(), [['description', 'What "Ann" asks'], ['og:title', 'Ann']]);
    await done(page);
  });

  test(`a form is emptied and has the focus again, whatever its fields are called (${delay} ms)`, async () => {
    const page = await start('/asks', delay);
    const text = page.getByLabel('Message');
    await text.fill('hello');
    await page.getByLabel('Loud').check();
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByText('hello').waitFor();
    await until(async () => (await text.inputValue()) === '', 'an empty form');
    assert.equal(await page.getByLabel('Loud').isChecked(), false);
    assert.equal(await text.evaluate((field) => field === document.activeElement), true);
    await done(page);
  });

  test(`a form is sent over HTTP once the server agrees, with what its fields hold (${delay} ms)`, async () => {
    const page = await start('/asks', delay);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.answered();
    assert.equal(page.url(), `${server.url}/asks`, 'an event that was refused sends nothing');
    await page.getByLabel('User').fill('Ann');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.waitForURL(`${server.url}/asks/sent?by=server`);
    assert.equal(await page.textContent('body'), '{"by": "server"} {"action": "2", "submit": "1", "user": "Ann"}');
    await page.context().close();
  });

  test(`dj-trigger-action sends its form once it is there (${delay} ms)`, async () => {
    const page = await start('/asks', delay);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.answered();
    assert.equal(page.url(), `${server.url}/asks`);
    await page.getByLabel('Guest').fill('Ben');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.waitForURL(`${server.url}/asks/sent?by=attribute`);
    assert.equal(await page.textContent('body'), '{"by": "attribute"} {"submit": "1", "user": "Ben"}');
    await page.context().close();
  });

  test(`a form whose event the server holds is sent once, behind the late answer (${delay} ms)`, async () => {
    const page = await start('/asks/held', delay);
    const heard = [];
    page.on('request', (request) => request.method() === 'POST' && heard.push(`POST ${request.url()} ${request.postData()}`));
    page.line.arrived = (way, text) => way === 'down' && heard.push(text);
    // How often the button is pressed, and what of its events is told besides the patches.
    const cases = [
      ['debounced', 2, /^\["d",\d+\]$/],
      ['throttled', 2, /^\["d",\d+\]$/],
      ['worked', 1, /^\["d",\d+\]$/],
      ['stated', 1, /djust:page/],
      ['checked', 2, /^\["d",\d+\]$/],
    ];
    for (const [id, times, before] of cases) {
      heard.length = 0;
      await page.fill(`#${id} input`, id);
      await page.evaluate(([id, times]) => {
        for (let at = 0; at < times; at += 1) document.querySelector(`#${id} button`).click();
      }, [id, times]);
      const posts = () => heard.filter((text) => text.startsWith('POST'));
      await until(() => posts().length > 0, `${id} is sent`);
      const sent = heard.findIndex((text) => text.startsWith('POST'));
      assert.ok(heard.slice(0, sent).some((text) => before.test(text)), `${id} was held: ${heard}`);
      const ends = id === 'stated' ? /^\["p",\d+,[1-9]/ : /^\["s",\d+\]$/;
      await until(() => heard.some((text) => ends.test(text)), `the end of ${id}`);
      await page.evaluate(() => {});
      assert.deepEqual(posts(), [`POST ${server.url}/asks/kept?by=${id} text=${id}`]);
      assert.equal(page.url(), `${server.url}/asks/held`);
    }
    await done(page);
  });
}

test('without JavaScript the same forms are sent', async () => {
  const page = await open(browser, `${server.url}/asks`, { javaScriptEnabled: false });
  await page.getByLabel('User').fill('Ann');
  await page.getByRole('button', { name: 'Enter' }).click();
  assert.equal(page.url(), `${server.url}/asks/sent?by=browser`);
  await page.goto(`${server.url}/asks`);
  await page.getByLabel('Guest').fill('Ben');
  await page.getByRole('button', { name: 'Check' }).click();
  assert.match(await page.textContent('body'), /"user": "Ben"/);
  await page.context().close();
});

test('the focus goes to a heading, and screen readers hear what is said', async () => {
  const page = await start();
  await press(page, 'Find');
  await until(() => page.evaluate(() => document.activeElement.id === 'found'), 'the focus');
  const polite = page.locator('.djust-announcer[aria-live=polite]');
  await polite.getByText('1 results').waitFor({ state: 'attached' });
  await press(page, 'Find');
  await polite.getByText('2 results').waitFor({ state: 'attached' });
  assert.equal(await polite.count(), 1, 'there is one region');
  await press(page, 'Warn');
  await page.locator('[aria-live=assertive]').getByText('The <server> stops').waitFor({ state: 'attached' });
  const box = await polite.boundingBox();
  assert.ok(box.width <= 1 && box.height <= 1, 'nobody sees it');
  await done(page);
});

test('an event without a form sends none, and says so', async () => {
  const page = await start();
  await press(page, 'Lone');
  await until(() => page.problems.length > 0, 'the warning');
  assert.match(page.problems[0], /no form to send to \/asks\/sent/);
  assert.equal(page.url(), `${server.url}/asks`);
  await page.context().close();
});

test('a page that asks for nothing loads no script for it; the first that is asked for brings it', async () => {
  const page = await start('/asks/plain');
  const before = await page.scripts();
  await press(page, 'Say');
  await page.titled('Plain, again');
  await until(async () => (await page.metas()).length === 1, 'the tag');
  assert.deepEqual(await page.metas(), [['robots', 'noindex']]);
  assert.equal(await page.scripts(), before + 1);
  await done(page);
});

test('a line that is cut behind what was asked brings it once more', async () => {
  const page = await start();
  let cut = false;
  page.line.pass = (way, text) => {
    if (cut || way !== 'down' || !text.includes('djust:page')) return true;
    cut = true;
    page.line.cut();
    return false;
  };
  await press(page, 'Rename');
  await page.titled('Asks <Ben>');
  await connected(page);
  await until(async () => (await page.metas()).length === 3, 'the tags');
  await page.context().close();
});
