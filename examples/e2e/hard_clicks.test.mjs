// One click is one click, also where the browser makes another one of it.

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

/** What the page counts, and which boxes are ticked. */
const state = async (page) => {
  await page.answered();
  return page.evaluate(() => ({
    counts: Object.fromEntries(Array.from(document.querySelectorAll('output[data-place]'), ({ dataset, value }) => [dataset.place, Number(value)])),
    ticked: Array.from(document.querySelectorAll('input:checked'), ({ id }) => `#${id}`),
  }));
};

/** The lines that rose from one state to another, and the boxes that changed. */
const difference = (before, after) => ({
  counts: Object.fromEntries(
    Object.entries(after.counts)
      .map(([place, count]) => [place, count - before.counts[place]])
      .filter(([, count]) => count !== 0),
  ),
  ticked: [...before.ticked.filter((id) => !after.ticked.includes(id)), ...after.ticked.filter((id) => !before.ticked.includes(id))],
});

const start = (delay) => visit(browser, `${server.url}/hard_cases/clicks`, delay);

const text = (page, words) => page.getByText(words, { exact: true });

/** What is done, what counts then, and which boxes it ticks. */
const CASES = {
  'the text of a label around a box': [(page) => text(page, 'A label around a box').click({ position: { x: 60, y: 12 } }), { around: 1 }, ['#around']],
  'the box in a label': [(page) => page.locator('#around').click(), { around: 1 }, ['#around']],
  'the box in a label, by keyboard': [(page) => page.locator('#around').press('Space'), { around: 1 }, ['#around']],
  'a label beside its box, both in what is clicked': [(page) => text(page, 'A label beside a box, in one paragraph').click(), { for: 1 }, ['#for']],
  'the box beside its label': [(page) => page.locator('#for').click(), { for: 1 }, ['#for']],
  'a label in a card': [(page) => text(page, 'A label in a card').click({ position: { x: 60, y: 12 } }), { card: 1 }, ['#card']],
  'a card beside its label': [(page) => text(page, 'The card').click(), { card: 1 }, []],
  'a label whose box is elsewhere': [(page) => text(page, 'A label for a box').click(), { apart: 1 }, ['#apart']],
  'a box whose label is elsewhere': [(page) => page.locator('#apart').click(), {}, ['#apart']],
  'a label around a box with a handler of its own': [
    (page) => text(page, 'A label around a box with a handler of its own').click({ position: { x: 80, y: 12 } }),
    { around: 1, 'own box': 1 },
    ['#own'],
  ],
  'that box itself': [(page) => page.locator('#own').click(), { 'own box': 1 }, ['#own']],
  'the text of a label around a field': [(page) => text(page, 'A label around a text field').click({ position: { x: 20, y: 10 } }), { text: 1 }, []],
  'the field in a label': [(page) => page.locator('#text').click(), { text: 1 }, []],
  'the text of a label around a select': [(page) => page.locator('label:has(#choice)').click({ position: { x: 20, y: 10 } }), { choice: 1 }, []],
  'a word of a label': [(page) => text(page, 'a word to click').click(), { word: 1 }, ['#word']],
  'a summary': [(page) => page.locator('summary').first().click({ position: { x: 30, y: 20 } }), { summary: 1 }, []],
  'a summary, by keyboard': [(page) => page.locator('summary').first().press('Enter'), { summary: 1 }, []],
  'a button in a summary': [(page) => page.locator('#plain').click(), { summary: 1 }, []],
  'a button in a summary, by Enter': [(page) => page.locator('#plain').press('Enter'), { summary: 1 }, []],
  'a button in a summary, by the space bar': [(page) => page.locator('#plain').press('Space'), { summary: 1 }, []],
  'a button with a handler in a summary': [(page) => page.getByRole('button', { name: 'button' }).click(), { button: 1 }, []],
  'that one by Enter': [(page) => page.getByRole('button', { name: 'button' }).press('Enter'), { button: 1 }, []],
  'a label in a summary': [(page) => page.locator('summary label').click({ position: { x: 30, y: 12 } }), { summary: 1 }, ['#inner']],
  'a submit button with a handler of its own': [(page) => page.getByRole('button', { name: 'Press' }).click(), { press: 1 }, []],
  'Enter in its form': [(page) => page.locator('#first').press('Enter'), { press: 1 }, []],
  'a submit button in something to click': [(page) => page.getByRole('button', { name: 'Save' }).click(), { save: 1 }, []],
  'Enter in something to click': [(page) => page.locator('#second').press('Enter'), { save: 1 }, []],
  'a double click is two': [(page) => text(page, 'A label around a box').dblclick({ position: { x: 60, y: 12 } }), { around: 2 }, []],
};

for (const delay of DELAYS) {
  describe(`with ${2 * delay} ms of latency`, () => {
    let page;
    before(async () => {
      page = await start(delay);
    });
    after(() => page?.context().close());

    for (const [name, [act, counts, ticked]] of Object.entries(CASES)) {
      test(name, async () => {
        const before = await state(page);
        await act(page);
        assert.deepEqual(difference(before, await state(page)), { counts, ticked });
        quiet(page);
      });
    }
  });
}

test('a summary opens its details, a button in it does not', async () => {
  const page = await start(0);
  const isOpen = () => page.locator('details').first().evaluate((details) => details.open);
  await page.locator('#plain').click();
  assert.equal(await isOpen(), false);
  await page.locator('summary').first().click({ position: { x: 30, y: 20 } });
  assert.equal(await isOpen(), true);
  await page.context().close();
});

test('clicks by a script count, too', async () => {
  const page = await start(0);
  await page.evaluate(() => {
    document.querySelector('#around').closest('label').click();
    document.querySelector('#around').click();
    document.querySelector('#apart').previousElementSibling.click();
  });
  const { counts } = await state(page);
  assert.deepEqual([counts.around, counts.apart], [2, 1]);
  await page.context().close();
});
