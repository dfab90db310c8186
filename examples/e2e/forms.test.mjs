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
  return { page, errors, line };
};

const REQUIRED = 'This field is required.';
const TAKEN = 'taken@example.org';

test('FO-01, FO-09: an error shows once its field was edited, the others once the form was sent', async () => {
  const { page, errors } = await start();
  await errors({});
  await page.locator('#age').fill('12a');
  await errors({ age: 'Must be a number.' });
  assert.equal(await page.locator('#age').inputValue(), '12a');
  assert.equal(await page.locator('#age').getAttribute('aria-invalid'), 'true');
  await page.getByRole('button', { name: 'Sign up' }).click();
  const rest = { password: REQUIRED, again: REQUIRED };
  await errors({ name: REQUIRED, email: REQUIRED, age: 'Must be a number.', ...rest, agreed: REQUIRED });
  assert.equal(await page.locator('#age').inputValue(), '12a');
  await page.locator('#age').fill('17');
  await errors({ name: REQUIRED, email: REQUIRED, age: 'Must be at least 18.', ...rest, agreed: REQUIRED });
  await page.locator('#age').fill('18');
  await page.locator('#agreed').check();
  await page.locator('#name').fill('Jo');
  await errors({ email: REQUIRED, ...rest });
  await page.locator('#password').fill('open sesame');
  await page.locator('#again').fill('open sesame');
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

test('FO-02, FO-09: a rule over two fields shows once its field was edited, and follows both', async () => {
  const { page, errors } = await start();
  const different = { again: 'The passwords are not the same.' };
  await page.locator('#password').fill('open sesame');
  await errors({});
  await page.locator('#again').fill('open');
  await errors(different);
  assert.equal(await page.locator('#again').getAttribute('aria-invalid'), 'true');
  await page.locator('#again').fill('open sesame');
  await errors({});
  await page.locator('#password').fill('open sesame!');
  await errors(different);
  await page.locator('#password').fill('open sesame');
  await errors({});
  quiet(page);
  await page.context().close();
});

test('FO-09: no answer for an older address shows beside another one', async () => {
  const { page, errors, line } = await start();
  await page.evaluate(() => {
    const [field, error] = [document.querySelector('#email'), document.querySelector('#email-error')];
    window.shown = [];
    const note = () => window.shown.push([error.textContent, field.value]);
    new MutationObserver(note).observe(error, { childList: true, characterData: true, subtree: true });
  });
  const { received } = line;
  await page.locator('#email').fill(TAKEN);
  await until(() => line.received > received, 'the server to have the address, and to ask about it');
  // This is no address: nothing is asked, so the question about the old one goes on.
  await page.keyboard.type(' ?');
  await errors({ email: 'Enter a valid email address' });
  // Somebody else asks later, and it takes as long: with this answer, the other one was there.
  const other = await start();
  await other.page.locator('#email').fill(TAKEN);
  await other.errors({ email: 'This address is taken.' });
  await page.locator('#name').fill('J');
  await errors({ name: 'Must be at least 2 characters.', email: 'Enter a valid email address' });
  assert.deepEqual(await page.evaluate(() => window.shown), [['Enter a valid email address', `${TAKEN} ?`]]);
  // While it stands there, an answer is shown.
  await page.locator('#email').fill(TAKEN);
  await errors({ name: 'Must be at least 2 characters.', email: 'This address is taken.' });
  quiet(page);
  await page.context().close();
  await other.page.context().close();
});

test('FO-01, FO-02: a sign-up is complete without a script', async () => {
  const page = await open(browser, `${server.url}/forms/`, { javaScriptEnabled: false });
  const send = () => page.getByRole('button', { name: 'Sign up' }).click();
  const shown = async () => {
    const errors = await page.locator('.dj-field-error').all();
    return (await Promise.all(errors.map((error) => error.textContent()))).filter((text) => text);
  };
  await page.locator('#name').fill('Jo');
  await page.locator('#email').fill('taken@example.org');
  await page.locator('#age').fill('12a');
  await page.locator('#password').fill('open sesame');
  await page.locator('#again').fill('open');
  await send();
  assert.deepEqual(await shown(), ['Must be a number.', 'The passwords are not the same.', REQUIRED]);
  assert.equal(await page.locator('#age').inputValue(), '12a');
  assert.equal(await page.locator('#age').getAttribute('aria-invalid'), 'true');
  await page.locator('#age').fill('41');
  await page.locator('#again').fill('open sesame');
  await page.locator('#agreed').check();
  await send();
  assert.deepEqual(await shown(), ['This address is taken.']);
  assert.ok(await page.locator('#agreed').isChecked());
  await page.locator('#email').fill('jo@example.org');
  await send();
  await page.getByText('Welcome, at 41.').waitFor();
  assert.equal(await page.locator('#name').inputValue(), '');
  const answer = await fetch(`${server.url}/forms/`, { method: 'POST', body: new URLSearchParams({ email: 'a@b.org' }) });
  assert.equal(answer.status, 403, 'a form from elsewhere');
  await page.context().close();
});
