// A form whose fields tell what is wrong with them.

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

/** Opens the page; `errors` waits until these fields, and no others, show these errors. */
const start = async (delay = 0) => {
  const page = await open(browser, null);
  const line = await intercept(page);
  await page.goto(`${server.url}/forms/`);
  await connected(page);
  line.delay = delay;
  const shown = () =>
    page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll('[id$="-error"]')].flatMap((error) =>
          error.textContent ? [[error.id.replace('-error', ''), error.textContent]] : [],
        ),
      ),
    );
  const errors = async (wanted) => {
    await until(async () => JSON.stringify(await shown()) === JSON.stringify(wanted), JSON.stringify(wanted)).catch(
      async (error) => {
        throw new Error(`${error.message}; there are ${JSON.stringify(await shown())}`);
      },
    );
  };
  return { page, errors };
};

const REQUIRED = 'This field is required.';

test('FO-01, FO-09: an error shows once its field was edited, the others once the form was sent', async () => {
  const { page, errors } = await start();
  await errors({});
  await page.locator('#age').fill('12a');
  await errors({ age: 'Must be a number.' });
  assert.equal(await page.locator('#age').inputValue(), '12a');
  assert.equal(await page.locator('#age').getAttribute('aria-invalid'), 'true');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await errors({ name: REQUIRED, email: REQUIRED, age: 'Must be a number.', agreed: REQUIRED });
  assert.equal(await page.locator('#age').inputValue(), '12a');
  await page.locator('#age').fill('17');
  await errors({ name: REQUIRED, email: REQUIRED, age: 'Must be at least 18.', agreed: REQUIRED });
  await page.locator('#age').fill('18');
  await page.locator('#agreed').check();
  await page.locator('#name').fill('Jo');
  await errors({ email: REQUIRED });
  assert.equal(await page.locator('#age').getAttribute('aria-invalid'), null);
  await page.locator('#email').fill('jo@example.org');
  await errors({});
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.locator('#welcome').waitFor();
  assert.equal(await page.locator('#name').inputValue(), '');
  assert.ok(!(await page.locator('#agreed').isChecked()));
  await errors({});
  quiet(page);
  await page.context().close();
});

for (const delay of [0, 50, 200]) {
  test(`fast typing loses no letter and shows no error of an older text, with ${2 * delay} ms of latency`, async () => {
    const { page, errors } = await start(delay);
    const text = 'taken@example.org';
    await page.locator('#email').focus();
    for (const letter of text) {
      await page.keyboard.type(letter);
      assert.ok(text.startsWith(await page.locator('#email').inputValue()));
    }
    await errors({ email: 'This address is taken.' });
    // The answer for the address that is taken comes when another one stands there.
    await page.keyboard.press('Backspace');
    await page.keyboard.type('g');
    await page.keyboard.type('.uk');
    await errors({});
    assert.equal(await page.locator('#email').inputValue(), `${text}.uk`);
    await page.waitForFunction(() => !document.querySelector('#email-error').textContent);
    quiet(page);
    await page.context().close();
  });
}
