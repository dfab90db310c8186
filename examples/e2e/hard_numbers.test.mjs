// Fields whose text is not their value: while one is typed in it stays as it is, as long as it means what the server
// says, or is not complete.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, quiet, until } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const start = async (name, delay) => {
  const page = await visit(browser, `${server.url}/hard_cases/numbers`, delay);
  const field = page.locator(`[name=${name}]`);
  await field.focus();
  /** Presses keys, each after the answer to the one before. */
  const slowly = async (...keys) => {
    for (const key of keys) {
      await (key.length === 1 ? page.keyboard.type(key) : page.keyboard.press(key));
      await page.answered();
    }
  };
  const said = () => page.locator(`label:has([name=${name}]) + output`).textContent();
  return { page, field, slowly, said };
};

const done = async (page) => {
  quiet(page);
  await page.context().close();
};

for (const delay of DELAYS) {
  describe(`with ${2 * delay} ms of latency`, { concurrency: 4 }, () => {
    // What is typed, and how Rust spells it.
    const NUMBERS = [['-0.05', '-0.05'], ['1e3', '1000'], ['007', '7'], ['0.10', '0.1'], ['1.25', '1.25'], ['.5', '0.5']];
    test('numbers stay as they are typed, and are the server\'s once left', async () => {
      const { page, field, slowly, said } = await start('number', delay);
      for (const [typed, spelt] of NUMBERS) {
        await slowly(...typed);
        assert.equal(await field.inputValue(), typed);
        assert.equal(await said(), spelt);
        await field.blur();
        assert.equal(await field.inputValue(), spelt);
        await field.focus();
        await slowly('Control+a', 'Delete');
        assert.equal(await said(), '');
      }
      await done(page);
    });

    test('a fraction that is deleted and typed again', async () => {
      const { page, field, slowly, said } = await start('number', delay);
      await slowly(...'1.25', 'Backspace', 'Backspace', '7', '5');
      assert.equal(await field.inputValue(), '1.75');
      await slowly('Backspace', 'Backspace', 'Backspace', '.', '5');
      assert.equal(await field.inputValue(), '1.5');
      assert.equal(await said(), '1.5');
      await done(page);
    });

    test('a number typed at once', async () => {
      const { page, field, said } = await start('number', delay);
      for (const key of '-1.5e2') await page.keyboard.type(key);
      await page.answered();
      assert.equal(await field.inputValue(), '-1.5e2');
      assert.equal(await said(), '-150');
      await done(page);
    });

    test('a number that the server cuts is written, and one goes on behind it', async () => {
      const { page, field, slowly, said } = await start('percent', delay);
      await slowly(...'250');
      assert.equal(await field.inputValue(), '100');
      await slowly('Backspace', 'Backspace', '5');
      assert.equal(await field.inputValue(), '15');
      // The caret is kept where one is in it.
      await slowly('ArrowLeft', '9', '9');
      assert.equal(await said(), '100');
      await slowly('End', 'Backspace');
      assert.equal(await field.inputValue(), '10');
      await done(page);
    });

    test('a half-typed date keeps what was typed', async () => {
      const { page, field, slowly, said } = await start('date', delay);
      await slowly('0', '3');
      assert.equal(await field.inputValue(), '2026-03-02');
      await slowly('Backspace');
      assert.equal(await said(), '', 'half a date is none');
      await slowly('1', '5');
      assert.equal(await field.inputValue(), '2026-03-15');
      assert.equal(await said(), '2026-03-15');
      await slowly(...'2031');
      assert.equal(await said(), '2031-03-15');
      await done(page);
    });

    test('a time with seconds', async () => {
      const { page, field, slowly, said } = await start('time', delay);
      await slowly(...'113045');
      assert.equal(await said(), '11:30:45');
      assert.equal(await field.inputValue(), '11:30:45');
      await slowly('ArrowLeft', 'Backspace');
      assert.equal(await said(), '11:30:00', 'a time without seconds is a whole minute');
      await slowly(...'12');
      assert.equal(await said(), '11:30:12');
      await done(page);
    });

    test('an address: small letters where the caret is, blanks left alone', async () => {
      const { page, field, slowly, said } = await start('email', delay);
      await slowly(...'Ann@x.org');
      assert.equal(await field.inputValue(), 'ann@x.org');
      for (let times = 0; times < 5; times++) await page.keyboard.press('ArrowLeft');
      await slowly('B', 'c');
      assert.equal(await field.inputValue(), 'ann@bcx.org');
      await slowly('End', 'Space', 'Backspace', 'A');
      assert.equal(await field.inputValue(), 'ann@bcx.orga');
      assert.equal(await said(), 'ann@bcx.orga');
      await done(page);
    });

    test('a colour in other letters is the same colour', async () => {
      const { page, field, said } = await start('colour', delay);
      await field.fill('#0a0b0c');
      await page.answered();
      assert.equal(await field.inputValue(), '#0a0b0c');
      await until(async () => (await said()) === '#0A0B0C', 'the colour as the server spells it');
      await done(page);
    });
  });
}

test('a patch for another reason leaves a number that is not complete', async () => {
  const { page, field, slowly } = await start('number', 0);
  await slowly('5', 'e');
  assert.equal(await field.evaluate((input) => input.validity.badInput), true);
  // The same view, another field: its patch comes while the number stands half-typed.
  await page.locator('[name=colour]').evaluate((input) => {
    input.value = '#123456';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.answered();
  await slowly('2');
  assert.equal(await field.inputValue(), '5e2');
  await done(page);
});

test('what means the same is not an edit: a later change of the server shows', async () => {
  const { page, field, slowly } = await start('percent', 0);
  await slowly(...'007');
  await field.blur();
  await field.focus();
  await slowly('Control+a', ...'1e2');
  assert.equal(await field.inputValue(), '1e2');
  await page.locator('[name=number]').focus();
  assert.equal(await field.inputValue(), '100');
  await done(page);
});
