// Attributes that come and go and that the page has never seen: what a view refuses goes back to what the view has.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, quiet } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const start = (delay = 0) => visit(browser, `${server.url}/hard_cases/attributes`, delay);

const press = async (page, name) => {
  await page.getByRole('button', { name }).click();
  await page.answered();
};

const willing = async (page) => {
  await page.locator('#willing').check();
  await page.answered();
};

const done = async (page) => {
  quiet(page);
  await page.context().close();
};

const BOXES = ['#alone', '#row-0', '#row-2', '#in-macro', '#in-arm'];

for (const delay of DELAYS) {
  describe(`with ${2 * delay} ms of latency`, { concurrency: 4 }, () => {
    for (const box of BOXES) {
      test(`a refused tick is taken back: ${box}`, async () => {
        const page = await start(delay);
        await press(page, 'Another box');
        // In one task, so that no answer comes in between.
        const ticked = await page.locator(box).evaluate((input) => {
          input.click();
          return input.checked;
        });
        assert.equal(ticked, true, 'until the server has answered');
        await page.answered();
        assert.equal(await page.locator(box).isChecked(), false);
        await done(page);
      });
    }

    test('a refused choice is taken back', async () => {
      const page = await start(delay);
      const colour = page.locator('#colour');
      await colour.selectOption('green');
      await page.answered();
      assert.equal(await colour.inputValue(), '');
      await done(page);
    });

    test('a refused text is taken back', async () => {
      const page = await start(delay);
      const text = page.locator('#text');
      await text.focus();
      await page.keyboard.type('a');
      await page.answered();
      assert.equal(await text.inputValue(), '');
      await done(page);
    });
  });
}

test('what is granted stays, and is taken back later', async () => {
  const page = await start();
  await willing(page);
  await press(page, 'Another box');
  for (const box of BOXES) {
    await page.locator(box).check();
    await page.answered();
    assert.equal(await page.locator(box).isChecked(), true, box);
    await page.locator(box).uncheck();
    await page.answered();
    assert.equal(await page.locator(box).isChecked(), false, box);
  }
  await page.locator('#colour').selectOption('green');
  await page.locator('#text').fill('text');
  await page.answered();
  await page.locator('#willing').uncheck();
  await page.locator('#colour').selectOption('red');
  await page.locator('#text').fill('other');
  await page.answered();
  assert.equal(await page.locator('#colour').inputValue(), 'green');
  assert.equal(await page.locator('#text').inputValue(), '');
  await done(page);
});

test('an arm that comes by a patch is as good as one of the page', async () => {
  const page = await start();
  for (let times = 0; times < 2; times++) {
    await press(page, 'Another box');
    await page.locator('#in-arm').click();
    await page.answered();
    assert.equal(await page.locator('#in-arm').isChecked(), false);
    await press(page, 'Another box');
  }
  await done(page);
});

test('what is open by the user\'s hand stays, what is open by the server\'s closes', async () => {
  const page = await start();
  const isOpen = () => page.locator('#details').evaluate((details) => details.open);
  await page.getByText('Details', { exact: true }).click();
  await press(page, 'Lock or unlock');
  assert.equal(await isOpen(), true);
  await page.getByText('Details', { exact: true }).click();
  await willing(page);
  await press(page, 'Open or close them');
  assert.equal(await isOpen(), true);
  await press(page, 'Open or close them');
  assert.equal(await isOpen(), false);
  await done(page);
});

test('fields are locked and unlocked', async () => {
  const page = await start();
  await press(page, 'Lock or unlock');
  assert.equal(await page.locator('#note').isDisabled(), false);
  await willing(page);
  await page.locator('#note').fill('a note');
  await press(page, 'Lock or unlock');
  assert.equal(await page.locator('#note').isDisabled(), true);
  await press(page, 'Lock or unlock');
  assert.equal(await page.locator('#note').isDisabled(), false);
  assert.equal(await page.locator('#note').inputValue(), 'a note');
  await done(page);
});

test('a box that was clicked again before the answer shows what was asked for last', async () => {
  const page = await start(50);
  await willing(page);
  const box = page.locator('#alone');
  await box.click();
  await box.click();
  await box.click();
  await page.answered();
  assert.equal(await box.isChecked(), true);
  await done(page);
});
