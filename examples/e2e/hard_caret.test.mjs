// The server rewrites the field that is being typed in: caret and selection keep their place in the text.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, quiet } from './lib/browser.mjs';
import { DELAYS, shown, shows, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Keys to press; what the field then shows, once all is answered, with the caret as `|`. */
const CASES = {
  'something in front': ['price', [
    [['1', '2', '3'], '€123|'],
    [['ArrowLeft', 'ArrowLeft', '4', '5'], '€145|23'],
    [['Backspace'], '€14|23'],
    [['Delete'], '€14|3'],
    [['Home', '9'], '€9|143'],
    [['End', '0'], '€91430|'],
    [['Control+a', '7'], '€7|'],
    [['Backspace'], '|'],
    [['8'], '€8|'],
  ]],
  'something behind': ['weight', [
    [['5', '7'], '57 kg|'],
    [['8'], '578 kg|'],
    [['ArrowLeft', 'ArrowLeft', 'ArrowLeft', '1'], '5781| kg'],
    [['Backspace', 'Backspace'], '57| kg'],
    [['Home', '9', '9'], '99|57 kg'],
  ]],
  'groups of thousands': ['groups', [
    [['1', '2', '3', '4', '5', '6', '7'], '1,234,567|'],
    [['ArrowLeft', 'ArrowLeft', 'ArrowLeft', '8'], '12,348|,567'],
    [['9'], '123,489|,567'],
    [['Backspace', 'Backspace'], '1,234|,567'],
    // The mark before the caret comes back, and the caret is in front of it: the next one takes a digit.
    [['ArrowRight', 'Backspace'], '1,234|,567'],
    [['Backspace'], '123|,567'],
    [['Home', '0', '0'], '00|,123,567'],
    [['End', 'Backspace', 'Backspace'], '001,235|'],
  ]],
  'groups of four': ['card', [
    [['1', '2', '3', '4', '5', '6', '7', '8'], '1234 5678|'],
    [['Home', '0'], '0|123 4567 8'],
    [['ArrowRight', 'ArrowRight', 'ArrowRight', '9'], '0123 9|456 78'],
    [['Delete'], '0123 9|567 8'],
  ]],
  'upper case': ['shout', [
    [['h', 'e', 'l', 'l', 'o'], 'HELLO|'],
    [['ArrowLeft', 'ArrowLeft', 'x', 'y'], 'HELXY|LO'],
    [['Home', 'ü', ' ', 'ß'], 'Ü SS|HELXYLO'],
    [['Shift+End', 'z'], 'Ü SSZ|'],
  ]],
  'trimmed ends': ['tidy', [
    [['a', 'b', 'c', 'd'], 'abcd|'],
    [['Home', 'Space'], '|abcd'],
    [['ArrowRight', 'ArrowRight', 'Space', 'x'], 'ab x|cd'],
    [['End', 'Space'], 'ab xcd|'],
    [['Home', 'Space', 'y'], 'y|ab xcd'],
  ]],
  'lines with a mark, in a text area': ['note', [
    [['o', 'n', 'e'], '> one|'],
    [['Enter', 't', 'w', 'o'], '> one\n> two|'],
    [['ArrowLeft', 'Enter', 'x'], '> one\n> tw\n> x|o'],
    [['ArrowUp', 'ArrowUp', '!'], '> o!|ne\n> tw\n> xo'],
    [['Control+Home', 'Enter', 'y'], '> \n> y|> o!ne\n> tw\n> xo'],
  ]],
};

const press = async (page, key) => {
  if (key.length === 1) await page.keyboard.type(key);
  else await page.keyboard.press(key);
};

const start = async (delay) => visit(browser, `${server.url}/hard_cases/caret`, delay);

for (const delay of DELAYS) {
  describe(`with ${2 * delay} ms of latency`, { concurrency: 4 }, () => {
    for (const [name, [field, steps]] of Object.entries(CASES)) {
      // A slow line takes its time: the shorter half will do.
      const some = delay > 50 ? steps.slice(0, 3) : steps;
      test(`${name}: a key after each answer`, async () => {
        const page = await start(delay);
        const input = page.locator(`[name=${field}]`);
        await input.focus();
        for (const [keys, expected] of some) {
          for (const key of keys) {
            await press(page, key);
            await page.answered();
          }
          assert.equal(await shown(input), expected, `after ${keys.join(' ')}`);
        }
        quiet(page);
        await page.context().close();
      });
    }

    test('keys that come before the answers', async () => {
      const page = await start(delay);
      for (const [field, [[keys, expected]]] of Object.values(CASES)) {
        const input = page.locator(`[name=${field}]`);
        await input.focus();
        for (const key of keys) await press(page, key);
        await shows(input, expected);
        await page.answered();
        assert.equal(await shown(input), expected);
      }
      quiet(page);
      await page.context().close();
    });
  });
}

test('what is selected stays selected', async () => {
  const page = await start(50);
  const input = page.locator('[name=shout]');
  await input.focus();
  await page.keyboard.type('abcd');
  await input.evaluate((field) => field.setSelectionRange(1, 3, 'backward'));
  await page.answered();
  assert.equal(await shown(input), 'A[BC]D');
  assert.equal(await input.evaluate((field) => field.selectionDirection), 'backward');
  await page.keyboard.type('x');
  await page.keyboard.press('Control+a');
  await page.answered();
  assert.equal(await shown(input), '[AXD]');
  quiet(page);
  await page.context().close();
});

test('a pasted text with characters of two units', async () => {
  const page = await start(0);
  const input = page.locator('[name=shout]');
  await input.focus();
  await page.keyboard.insertText('a😀b');
  await page.answered();
  assert.equal(await shown(input), 'A😀B|');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.insertText('😁c');
  await page.answered();
  assert.equal(await shown(input), 'A😀😁C|B');
  await page.context().close();
});

test('a text area keeps what it scrolled to', async () => {
  const page = await start(0);
  const area = page.locator('[name=note]');
  await area.focus();
  await page.keyboard.insertText('line\n'.repeat(40));
  await page.answered();
  await area.evaluate((field) => field.setSelectionRange(120, 120));
  const type = async (letter) => {
    await page.keyboard.type(letter);
    await page.answered();
    return area.evaluate((field) => field.scrollTop);
  };
  // The first letter brings the caret into view.
  const scrolled = await type('x');
  assert.ok(scrolled > 0);
  await page.keyboard.press('Enter');
  await page.answered();
  const text = await area.inputValue();
  assert.ok(text.split('\n').every((line) => line.startsWith('> ')), text);
  assert.ok(Math.abs((await type('y')) - scrolled) < 40);
  await page.context().close();
});
