// Markup as other documentation has it: it compiles, and each piece does what it says.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const start = async (path = '/pasted') => {
  const page = await open(browser, null);
  await page.addInitScript(() => {
    window.charts = [];
    window.DjustHooks = {
      Chart: {
        mounted() { window.charts.push(this.el.dataset.values); },
        updated() { window.charts.push(this.el.dataset.values); },
      },
    };
  });
  await page.goto(server.url + path);
  await connected(page);
  await page.evaluate(() => (window.same = true));
  page.log = () => page.locator('#log li').allTextContents();
  page.says = (line) => until(async () => (await page.log()).at(-1) === line, line).catch(async (error) => {
    throw new Error(`${error.message}, found ${JSON.stringify(await page.log())}`);
  });
  page.has = (line) => until(async () => (await page.log()).includes(line), line).catch(async (error) => {
    throw new Error(`${error.message}, found ${JSON.stringify(await page.log())}`);
  });
  page.at = (text, path) =>
    until(async () => {
      const at = (await page.textContent('#at')).trim();
      return at === text && (await page.evaluate(() => location.pathname + location.search)) === path;
    }, `${text} at ${path}`);
  page.button = (name) => page.getByRole('button', { name, exact: true });
  page.done = async () => {
    quiet(page);
    await page.context().close();
  };
  return page;
};

test('NV-09, NV-11, NV-14, NV-15: links without href, handlers that patch and redirect, the map', async () => {
  const page = await start();
  await page.getByText('Electronics').click();
  await page.at('electronics 1', '/pasted?category=electronics&page=1');
  await page.button('Books').click();
  await page.at('books 1', '/pasted?category=books&page=1');
  await page.evaluate(() => history.back());
  await page.at('electronics 1', '/pasted?category=electronics&page=1');
  const map = await page.evaluate(() => JSON.parse(document.querySelector('#djust-route-map').textContent));
  assert.deepEqual(map, { '/pasted': 'Pasted', '/pasted/items/:id/': 'PastedItem', '/pasted/events': 'PastedEvents' });
  await page.getByText('View Item').click();
  await page.at('item 42', '/pasted/items/42/');
  await page.evaluate(() => history.back());
  await page.at('electronics 1', '/pasted?category=electronics&page=1');
  await page.button('Detail').click();
  await page.at('item 7', '/pasted/items/7/');
  assert.ok(await page.evaluate(() => window.same), 'no document was loaded');
  await page.done();
});

test('event directives', async () => {
  const page = await start();
  await page.button('+1').click();
  await until(async () => (await page.textContent('output')) === '1', 'the count');
  await page.button('Delete').first().click();
  await page.says('delete 5');
  await page.button('Remove').click();
  await page.says('delete 6');
  for (const [name, line] of [
    ['Monthly', 'period month'],
    ['Yearly', 'period year'],
    ['Add 3', 'cart SKU-42 3'],
    ['Adults only', 'filters active 18 true None'],
  ]) {
    await page.button(name).click();
    await page.says(line);
  }
  await page.getByPlaceholder('Search...').pressSequentially('tea');
  await page.says('search tea');
  await page.locator('#events select').selectOption('active');
  await page.says('status active');
  await page.locator('[name=name]').fill('Ann');
  await page.locator('[dj-submit] [name=email]').fill('a@b.test');
  await page.button('Save contact').click();
  await page.says('contact Ann a@b.test');
  await page.locator('#keys').press('Enter');
  await page.says('submit_search');
  await page.locator('#keys').press('Escape');
  await until(async () => (await page.log()).includes('clear_search'), 'clear_search');
  await page.says('close_modal');
  await page.locator('#fields [name=email]').fill('x');
  await page.locator('#fields [name=username]').fill('y');
  await page.says('validate email x');
  await page.locator('h1, #at').first().click();
  await until(async () => (await page.log()).includes('validate username y'), 'the other field');
  await page.says('close_dropdown');
  await page.keyboard.press('Control+k');
  await page.says('open ctrl+k');
  await page.keyboard.press('Control+Shift+s');
  await page.says('save_draft');
  await page.button('Chart').click();
  await page.says('chart bar');
  await page.done();
});

test('binding, behaviour and integration directives', async () => {
  const page = await start();
  const models = page.locator('#models');
  await page.locator('[dj-model=search_query]').fill('green');
  await page.locator('#binding select').selectOption('price');
  await page.locator('#binding input').nth(1).fill('  hello ');
  await page.locator('#binding input').nth(1).blur();
  await until(async () => (await models.textContent()) === 'green/price/hello', 'the bound fields');
  await page.locator('#binding textarea').fill('a longer text');
  await until(async () => (await models.textContent()) === 'green/price/a longer text', 'the text');
  await page.locator('#bound-late').fill('oolong');
  await page.locator('#bound-trimmed').fill(' end ');
  await until(async () => (await models.textContent()) === 'oolong/price/end', 'what is sent later, and trimmed');

  page.once('dialog', (dialog) => dialog.dismiss());
  await page.button('Delete all').click();
  page.once('dialog', (dialog) => dialog.accept());
  await page.button('Delete all').click();
  await page.says('delete 0');
  assert.equal((await page.log()).filter((line) => line === 'delete 0').length, 1);
  await page.locator('#debounced').pressSequentially('abc');
  await page.says('search abc');
  // They stand beside one another: what closes itself has no content.
  const empty = ['[dj-debounce="1000"]', '[dj-scroll]'];
  assert.deepEqual(await page.$$eval(empty.join(), (all) => all.map((one) => [one.parentElement.id, one.childNodes.length])), [['behaviour', 0], ['behaviour', 0]]);
  for (const button of [page.locator(empty[0]), page.button('Save'), page.button('Save once')]) {
    // A click elsewhere closes the menu, too.
    const saved = async () => (await page.log()).filter((line) => line === 'save').length;
    const before = await saved();
    await button.click();
    await until(async () => (await saved()) === before + 1, 'one more to be saved');
  }
  await page.$eval('[dj-scroll]', (element) => {
    element.style = 'height: 50px; overflow: auto';
    element.append(Object.assign(document.createElement('p'), { style: 'height: 500px' }));
    element.scrollTop = 100;
  });
  await page.says('load_more');
  await page.locator('[dj-target="#results"]').fill('oolong');
  await until(async () => (await page.textContent('#results')) === 'oolong', 'the results');
  const shown = await page.getByText('Saving...', { exact: true }).evaluate((one) => getComputedStyle(one).display);
  assert.equal(shown, 'none', 'nothing is under way');
  await page.button('Like').click();
  await until(async () => (await page.textContent('#liked')) === 'true', 'the heart');
  await page.button('One more').click();
  await until(async () => (await page.textContent('output')) === '1', 'one more');
  await page.locator('#read').click();
  await page.locator('#read.read').waitFor();
  await page.button('Copy Code').click();
  await page.button('Copied!').waitFor();

  assert.deepEqual(await page.evaluate(() => window.charts[0]), '[1,2]');
  await page.button('Chart').click();
  await until(() => page.evaluate(() => window.charts.at(-1) === '[1,2,3]'), 'the chart to be told');
  await page.locator('#faded').waitFor();
  await page.locator('#entered').waitFor();
  const presets = ['#up', '#down', '#scaled'];
  for (const id of presets) await page.locator(id).waitFor();
  assert.equal(await page.locator('[dj-cloak]').count(), 0);
  await page.button('Chart').click();
  for (const id of ['#faded', ...presets]) await page.locator(id).waitFor({ state: 'detached' });
  await page.done();
});

test('events: what clicks carry, and what they show while they run', async () => {
  const page = await start('/pasted/events');
  for (const [name, line] of [
    ['Delete', 'delete 5 draft'],
    ['Update', 'update 42 19.99 true ["a", "b"] ["a", "b", "c"]'],
    ['Select', 'select 5'],
    ['Generate Report', 'generate'],
    ['Lock', 'lock'],
    ['Refresh', 'poll_status'],
    ['Save', 'save true'],
  ]) {
    await page.button(name).click();
    await page.has(line);
    // The button is as it was.
    await until(async () => (await page.button(name).count()) === 1 && (await page.button(name).isEnabled()), name);
  }
  assert.match((await page.log()).join(), /background \d+ \d+/);
  await page.done();
});

test('events: fields, forms, keys, the window', async () => {
  const page = await start('/pasted/events');
  const search = page.getByPlaceholder('Search...');
  assert.equal(await search.inputValue(), 'green');
  await search.fill('tea');
  await page.has('search tea');
  await page.locator('#each').pressSequentially('ab');
  await page.has('change a');
  await page.has('change ab');
  await page.locator('#late').fill('x');
  await page.locator('[name=email]').fill('a@b.test');
  await page.has('validate x');
  await page.button('Save form').click();
  await page.has('form A title a@b.test');
  await page.button('Delete').focus();
  for (const [keys, line] of [
    ['Escape', 'close_modal'],
    ['Alt+c', 'close alt+c'],
    ['Control+k', 'open ctrl+k'],
    ['Alt+e', 'close alt+e'],
  ]) {
    await page.keyboard.press(keys);
    await page.has(line);
  }
  await page.mouse.wheel(0, 10);
  await page.has('scroll hero');
  await page.setViewportSize({ width: 700, height: 500 });
  await page.has('resize');
  await page.done();
});

test('events: copying, and scrolling to what appears', async () => {
  const page = await start('/pasted/events');
  for (const [name, says] of [
    ['Copy Link', 'Copied!'],
    ['Copy Code', 'Copied!'],
    ['Copy Key', 'Done!'],
    ['Copy Token', 'Copied!'],
    ['Copy Snippet', 'Copied!'],
  ]) {
    const button = await page.button(name).elementHandle();
    await button.click();
    await until(async () => (await button.textContent()) === says, `${name} to say ${says}`);
    if (name === 'Copy Token') assert.equal(await button.getAttribute('class'), 'btn-success');
  }
  await page.has('copied let y; 5');
  for (const text of ['New chat message', 'Alert', 'Highlighted item']) {
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await page.evaluate(() => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Next').click());
    const inView = () => page.getByText(text).evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    await until(inView, `${text} to be in view`);
  }
  await page.done();
});

test('UI-10, UI-11: the style sheet and the listeners of ways between views', async () => {
  const page = await start('/pasted/events');
  await page.getByText('View Item').click();
  await page.at('item 42', '/pasted/items/42/');
  await until(() => page.evaluate(() => window.ways.length === 2), 'both events');
  assert.deepEqual(await page.evaluate(() => window.ways), [['start', 'none'], ['end', null]]);
  // The click was for the document, too, whose view is gone.
  assert.ok(page.problems.every((text) => text.includes('on_background_click was lost')), page.problems.join());
  await page.context().close();
});

test('UI-04, RC-01: the style sheet of a lost connection, and what brings a canvas back', async () => {
  const page = await start('/pasted/events');
  const shown = () => page.evaluate(() => [
    getComputedStyle(document.querySelector('[dj-root]')).opacity,
    getComputedStyle(document.querySelector('.offline-banner')).display,
  ]);
  assert.deepEqual(await shown(), ['1', 'none']);
  await page.locator('[name=brush_size]').fill('7');
  await server.stop();
  await page.locator('body.dj-disconnected').waitFor({ state: 'attached' });
  assert.deepEqual(await shown(), ['0.5', 'block']);
  await server.start();
  await connected(page);
  await page.has('restore 7 main');
  assert.deepEqual(await shown(), ['1', 'none']);
  await page.context().close();
});
