// Selects whose options change: what is chosen is what the user chose, while it is there, else what the server says, and
// never what came to stand at the same place.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { connected, launch, open, quiet } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const SINGLE = ['plain', 'keyed', 'texts', 'grouped', 'asked', 'capital', 'known'];

const visitChoices = (delay = 0, query = '') => visit(browser, `${server.url}/hard_cases/choices${query}`, delay);

/** What every select of the form holds. */
const held = (page) =>
  page.locator('select[name]').evaluateAll((all) =>
    Object.fromEntries(all.map((one) => [one.name, one.multiple ? Array.from(one.selectedOptions, ({ value }) => value) : one.value])),
  );

/** What they hold on a page that is loaded afresh. */
const fresh = async (query) => {
  const page = await open(browser, `${server.url}/hard_cases/choices${query}`);
  await connected(page);
  const found = await held(page);
  await page.context().close();
  return found;
};

const country = async (page, name) => {
  await page.getByLabel('Country').selectOption(name);
  await page.answered();
};

const turn = async (page) => {
  await page.getByRole('button', { name: 'Turn the cities around' }).click();
  await page.answered();
};

const chooseAll = async (page, city) => {
  for (const name of [...SINGLE, 'many']) await page.locator(`select[name=${name}]`).selectOption(city);
  await page.answered();
};

const done = async (page) => {
  quiet(page);
  await page.context().close();
};

for (const delay of DELAYS) {
  describe(`with ${2 * delay} ms of latency`, { concurrency: 4 }, () => {
    test('a city that is gone is not chosen: each select shows what a fresh page would', async () => {
      const page = await visitChoices(delay);
      await chooseAll(page, 'Lyon');
      await country(page, 'Italy');
      assert.deepEqual(await held(page), await fresh('?country=Italy'));
      await done(page);
    });

    test('a city that is still there stays chosen, wherever it stands', async () => {
      const page = await visitChoices(delay);
      await chooseAll(page, 'Elsewhere');
      await country(page, 'Italy');
      const { known, many, ...others } = await held(page);
      for (const [name, city] of Object.entries(others)) assert.equal(city, 'Elsewhere', name);
      assert.deepEqual(many, ['Elsewhere']);
      // The view forgets it, and says so in its markup.
      assert.equal(known, '');
      await turn(page);
      assert.equal((await held(page)).plain, 'Elsewhere');
      await done(page);
    });

    test('options that move take the choice along', async () => {
      const page = await visitChoices(delay);
      await chooseAll(page, 'Nice');
      for (let times = 0; times < 3; times++) {
        await turn(page);
        const { many, ...single } = await held(page);
        for (const [name, city] of Object.entries(single)) assert.equal(city, 'Nice', name);
        assert.deepEqual(many, ['Nice']);
      }
      await done(page);
    });

    test('a choice that nobody made follows the server', async () => {
      const page = await visitChoices(delay);
      for (const [name, turned] of [['Italy', false], ['France', true], ['Italy', true]]) {
        await country(page, name);
        if (turned !== (await page.getByRole('button', { pressed: true }).count() > 0)) await turn(page);
        assert.deepEqual(await held(page), await fresh(`?country=${name}&turned=${turned}`), `${name} ${turned}`);
      }
      await done(page);
    });

    test('a list that becomes empty chooses nothing, and begins anew', async () => {
      const page = await visitChoices(delay);
      await chooseAll(page, 'Nice');
      await country(page, 'Nowhere');
      assert.deepEqual(await held(page), await fresh('?country=Nowhere'));
      await country(page, 'France');
      assert.deepEqual(await held(page), await fresh('?country=France'));
      await done(page);
    });

    test('of several, those that are still there', async () => {
      const page = await visitChoices(delay);
      const many = page.locator('select[name=many]');
      await many.selectOption(['Lille', 'Elsewhere']);
      await country(page, 'Italy');
      assert.deepEqual((await held(page)).many, ['Elsewhere']);
      await many.selectOption(['Milan', 'Bari']);
      await turn(page);
      assert.deepEqual((await held(page)).many, ['Bari', 'Milan']);
      await country(page, 'France');
      assert.deepEqual((await held(page)).many, []);
      await done(page);
    });
  });
}

test('the form submits what is shown', async () => {
  const page = await visitChoices();
  await chooseAll(page, 'Lyon');
  await country(page, 'Italy');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.answered();
  const sent = await page.locator('form + output').textContent();
  assert.match(sent, /plain: Some\("Milan"\), keyed: Some\("Milan"\), texts: Some\("Milan"\), grouped: Some\("Milan"\)/);
  assert.match(sent, /asked: None, many: \[\], capital: Some\("Rome"\), known: None/);
  await done(page);
});

test('the select that has the focus keeps its choice, if that is there', async () => {
  const page = await visitChoices();
  const plain = page.locator('select[name=plain]');
  await plain.selectOption('Nice');
  await plain.focus();
  await page.getByRole('button', { name: 'Turn the cities around' }).evaluate((button) => button.click());
  await page.answered();
  assert.equal(await plain.inputValue(), 'Nice');
  await page.getByLabel('Country').evaluate((select) => {
    select.value = 'Italy';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.answered();
  assert.equal(await plain.inputValue(), await plain.locator('option').first().getAttribute('value'));
  await done(page);
});
