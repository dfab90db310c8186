// What the user is typing wins, however slow the line is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Opens a page whose frames take `delay` milliseconds each way. */
const slow = async (path, delay) => {
  let line;
  const page = await open(browser, null);
  line = await intercept(page);
  await page.goto(server.url + path);
  await connected(page);
  line.delay = delay;
  return page;
};

for (const delay of [0, 50, 200]) {
  const title = `with ${2 * delay} ms of latency`;

  test(`nothing typed is lost ${title} (EV-03, EV-04)`, async () => {
    const page = await slow('/table/search', delay);
    const input = page.locator('input');
    await input.focus();
    for (const letter of 'row 12') {
      await page.keyboard.type(letter);
      await page.waitForTimeout(30);
      assert.ok('row 12'.startsWith(await input.inputValue()));
    }
    await until(async () => (await page.locator('li').count()) === 11, 'the filtered list');
    assert.equal(await input.inputValue(), 'row 12');
    quiet(page);
    await page.context().close();
  });

  test(`a field that is cleared by its submit clears ${title} (EV-06)`, async () => {
    const page = await slow('/todo/', delay);
    const field = page.locator('#title');
    await field.fill('walk');
    await page.keyboard.press('Enter');
    await until(async () => (await page.locator('li').count()) === 4, 'the new row');
    await until(async () => (await field.inputValue()) === '', 'an empty field');
    quiet(page);
    await page.context().close();
  });

  test(`what is typed before the answer stays ${title}`, async () => {
    const page = await slow('/todo/', delay);
    const field = page.locator('#title');
    await field.fill('walk');
    // In one task, so that no answer comes in between, however fast the line is.
    await field.evaluate((element) => {
      element.form.requestSubmit();
      element.setRangeText(' on', 4, 4, 'end');
      element.dispatchEvent(new InputEvent('input', { bubbles: true, data: ' on' }));
    });
    await until(async () => (await page.locator('li').count()) === 4, 'the new row');
    await page.waitForTimeout(50);
    assert.equal(await field.inputValue(), 'walk on');
    await page.context().close();
  });
}

test('a refused item keeps what was typed and says why', async () => {
  const page = await slow('/todo/', 0);
  await page.locator('#title').fill('   ');
  await page.keyboard.press('Enter');
  await page.getByText('Say what is to be done.').waitFor();
  quiet(page);
  await page.context().close();
});

test('rename in place, and cancel leaves the title (EV-06, UI-01)', async () => {
  const page = await slow('/todo/', 0);
  await page.getByRole('button', { name: 'Rename Read the struct' }).click();
  const field = page.getByLabel('New title');
  await field.fill('Read it twice');
  await page.keyboard.press('Enter');
  await page.getByText('Read it twice').waitFor();
  assert.equal(await field.count(), 0);
  await page.getByRole('button', { name: 'Rename Read it twice' }).click();
  await field.fill('thrown away');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Read it twice').waitFor();
  quiet(page);
  await page.context().close();
});

test('the whole list: add, tick off, filter, delete, clear, until it is empty (EV-05, PA-01)', async () => {
  const page = await slow('/todo/', 0);
  const rows = page.locator('ul.todo li[data-key]');
  const count = (expected) => until(async () => (await rows.count()) === expected, `${expected} rows`);
  await page.locator('#title').fill('<b>& "quoted"');
  await page.keyboard.press('Enter');
  await count(4);
  assert.equal(await rows.last().locator('label span').textContent(), '<b>& "quoted"');
  await rows.nth(0).getByRole('checkbox').check();
  await rows.nth(1).getByRole('checkbox').check();
  await page.getByText('2 of 4 open').waitFor();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await count(2);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await count(2);
  await until(() => rows.nth(0).getByRole('checkbox').isChecked(), 'what is done');
  await page.getByRole('button', { name: 'Clear done' }).click();
  await page.getByText('Nothing here.').waitFor();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await count(2);
  await rows.nth(0).getByRole('button', { name: 'Delete' }).click();
  await count(1);
  await rows.nth(0).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Nothing to do. Enjoy the day.').waitFor();
  quiet(page);
  await page.context().close();
});
