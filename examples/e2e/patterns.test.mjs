// The patterns of the WAI-ARIA Authoring Practices in `examples/components`: by keys alone, and as axe-core sees them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessible } from './lib/axe.mjs';
import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const visit = async () => {
  const page = await open(browser, `${server.url}/components/`);
  await connected(page);
  return page;
};

/** Waits until the element of this id, or of this text, has the focus. */
const focused = (page, expected) =>
  until(
    () => page.evaluate((expected) => [document.activeElement?.id, document.activeElement?.textContent.trim()].includes(expected), expected),
    `the focus of ${expected}`,
  );

const says = (page, selector, attribute, expected) =>
  until(async () => (await page.getAttribute(selector, attribute)) === expected, `${attribute}="${expected}" of ${selector}`);

const toast = (page, text) => page.locator('.toast', { hasText: text }).waitFor();

test('a menu button: arrows that open it and go around, Home, End, Escape, Tab, a choice', async () => {
  const page = await visit();
  await accessible(page, 'the page as it comes');
  const button = '#actions-button';
  await page.focus(button);
  await page.keyboard.press('Enter');
  await focused(page, 'actions-0');
  await says(page, button, 'aria-expanded', 'true');
  await accessible(page, 'an open menu');
  for (const [key, id] of [['ArrowDown', 1], ['End', 2], ['ArrowDown', 0], ['ArrowUp', 2], ['Home', 0]]) {
    await page.keyboard.press(key);
    await focused(page, `actions-${id}`);
  }
  await page.keyboard.press('Escape');
  await focused(page, 'actions-button');
  await says(page, button, 'aria-expanded', 'false');
  await page.keyboard.press(' ');
  await focused(page, 'actions-0');
  await page.keyboard.press('Tab');
  await says(page, button, 'aria-expanded', 'false');
  await page.click(button);
  await focused(page, 'actions-0');
  await page.keyboard.press('ArrowDown');
  await focused(page, 'actions-1');
  await page.keyboard.press('Enter');
  await focused(page, 'actions-button');
  await toast(page, 'You chose Move.');
  await page.click(button);
  await focused(page, 'actions-0');
  await page.click('h1');
  await says(page, button, 'aria-expanded', 'false');
  for (const [key, item] of [['ArrowDown', 0], ['ArrowUp', 2]]) {
    await page.focus(button);
    await page.keyboard.press(key);
    await focused(page, `actions-${item}`);
    await says(page, button, 'aria-expanded', 'true');
    await page.keyboard.press('Escape');
    await focused(page, 'actions-button');
    await says(page, button, 'aria-expanded', 'false');
  }
  quiet(page);
  await page.context().close();
});

test('a dialog: the focus goes in, stays, and comes back to what opened it, however it is closed; Escape says no', async () => {
  const page = await visit();
  const ask = page.locator('.confirm > button');
  const rows = () => page.locator('tbody tr').count();
  const inside = () => page.evaluate(() => document.activeElement.closest('dialog') !== null);
  const opened = async () => {
    await ask.focus();
    await page.keyboard.press('Enter');
    await focused(page, 'Cancel');
  };
  const closed = async () => {
    await page.locator('dialog').waitFor({ state: 'hidden' });
    await until(() => ask.evaluate((button) => button === document.activeElement), 'the focus of what opened the dialog');
  };
  await opened();
  await accessible(page, 'an open dialog');
  // Around in both directions. Between its ends a browser may take the focus to its own bars, never to the page behind.
  for (const [key, next] of [['Tab', 'Remove the last city'], ['Tab', 'Cancel'], ['Shift+Tab', 'Remove the last city'], ['Shift+Tab', 'Cancel']]) {
    await page.keyboard.press(key);
    if (!(await inside())) {
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true, `${key} stays off the page`);
      await page.keyboard.press(key);
    }
    await focused(page, next);
    assert.equal(await inside(), true, `${key} to ${next}`);
  }
  await page.keyboard.press('Escape');
  await closed();
  assert.equal(await rows(), 4);
  await opened();
  await page.keyboard.press('Enter');
  await closed();
  await opened();
  await page.locator('dialog button', { hasText: 'Cancel' }).click();
  await closed();
  assert.equal(await rows(), 4);
  await opened();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await toast(page, 'Done: Remove the last city.');
  await closed();
  assert.equal(await rows(), 3);
  quiet(page);
  await page.context().close();
});

test('tabs: the arrow keys choose, one tab can be reached, its panel is shown', async () => {
  const page = await visit();
  await page.focus('#topics-tab-0');
  for (const [key, n] of [['ArrowRight', 1], ['End', 2], ['ArrowRight', 0], ['ArrowLeft', 2], ['Home', 0], ['ArrowRight', 1]]) {
    await page.keyboard.press(key);
    await focused(page, `topics-tab-${n}`);
    await says(page, `#topics-tab-${n}`, 'aria-selected', 'true');
    assert.deepEqual(await page.locator('[role=tab][tabindex="0"]').count(), 1);
    assert.equal(await page.locator('[role=tabpanel]:visible').getAttribute('id'), `topics-panel-${n}`);
  }
  await page.keyboard.press('Tab');
  await focused(page, 'topics-panel-1');
  await accessible(page, 'another tab');
  quiet(page);
  await page.context().close();
});

test('a combobox: what fits is offered; arrows, Enter, Escape and Tab; the focus stays in the field', async () => {
  const page = await visit();
  const field = '#city';
  await page.focus(field);
  await page.keyboard.type('l');
  await says(page, field, 'aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await says(page, field, 'aria-activedescendant', 'city-0');
  await accessible(page, 'an open listbox');
  await page.keyboard.press('ArrowDown');
  await says(page, field, 'aria-activedescendant', 'city-1');
  await says(page, '#city-1', 'aria-selected', 'true');
  await page.keyboard.press('Enter');
  await until(async () => (await page.inputValue(field)) === 'Lima', 'the option in the field');
  await toast(page, 'Lima is in Peru.');
  await says(page, field, 'aria-expanded', 'false');
  await page.fill(field, 'o');
  await says(page, field, 'aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await says(page, field, 'aria-expanded', 'false');
  await focused(page, 'city');
  for (const key of ['Tab', 'Shift+Tab']) {
    await page.focus(field);
    await page.keyboard.press('ArrowDown');
    await says(page, field, 'aria-expanded', 'true');
    await page.keyboard.press(key);
    await says(page, field, 'aria-expanded', 'false');
    assert.equal(await page.evaluate(() => document.activeElement.id === 'city'), false, `${key} leads on`);
    assert.equal(await page.inputValue(field), 'o');
  }
  await page.fill(field, 'osl');
  await page.locator('[role=option]', { hasText: 'Oslo' }).click();
  await until(async () => (await page.inputValue(field)) === 'Oslo', 'the option in the field');
  quiet(page);
  await page.context().close();
});

test('a table that sorts, and toasts that are dismissed or go by themselves', async () => {
  const page = await open(browser, null);
  await page.goto(`${server.url}/components/`);
  await connected(page);
  const cells = () => page.locator('tbody td:first-child').allTextContents();
  const sorted = (expected) => until(async () => `${await cells()}` === `${expected}`, `${expected}`);
  const people = page.locator('th button').nth(2);
  await people.focus();
  await page.keyboard.press('Enter');
  await sorted(['Oslo', 'Osaka', 'Lima', 'Lagos']);
  await says(page, 'th:nth-child(3)', 'aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await sorted(['Lagos', 'Lima', 'Osaka', 'Oslo']);
  await says(page, 'th:nth-child(3)', 'aria-sort', 'descending');
  for (const item of [0, 1]) {
    await page.click('#actions-button');
    await focused(page, 'actions-0');
    await page.click(`#actions-${item}`);
    await focused(page, 'actions-button');
  }
  await toast(page, 'You chose Move.');
  await accessible(page, 'toasts');
  await page.getByRole('button', { name: 'Dismiss: You chose Move.' }).click();
  await page.locator('.toast', { hasText: 'Move' }).waitFor({ state: 'detached' });
  await page.locator('.toast', { hasText: 'Copy' }).waitFor({ state: 'detached', timeout: 12_000 });
  quiet(page);
  await page.context().close();
});
