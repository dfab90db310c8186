// Signing in and out by real forms, and what that does to live pages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const signIn = async (page, user, password = 'open sesame') => {
  await page.getByLabel('Name').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

test('the page behind the login sends strangers to sign in', async () => {
  const answer = await fetch(`${server.url}/login/`, { redirect: 'manual' });
  assert.equal(answer.status, 302);
});

test('a wrong password says so', async () => {
  const page = await open(browser, `${server.url}/login/`);
  await signIn(page, 'ann', 'wrong');
  await page.getByText('That was not the password.').waitFor();
  await connected(page);
  quiet(page);
  await page.context().close();
});

test('signing in and out works without JavaScript', async () => {
  const page = await open(browser, `${server.url}/login/`, { javaScriptEnabled: false });
  await signIn(page, 'ann');
  await page.getByText('Hello, ann').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.context().close();
});

test('FL-01, FL-11: what a plain handler puts before its redirect is shown by the page that the redirect leads to, once', async () => {
  const page = await open(browser, `${server.url}/login/`);
  await signIn(page, 'ann');
  await page.locator('.dj-flash-success', { hasText: 'Welcome, ann.' }).waitFor();
  await page.reload();
  await connected(page);
  assert.equal(await page.locator('.dj-flash').count(), 0);
  quiet(page);
  await page.context().close();
});

test('EV-08: a POST without the token of the page, or with that of another browser, is refused', async () => {
  const [mine, theirs] = await Promise.all([1, 2].map(() => fetch(`${server.url}/login/sign-in`)));
  const cookie = mine.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const tokenOf = async (page) => /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await page.text())[1];
  const post = async (csrfmiddlewaretoken) => {
    const body = new URLSearchParams({ user: 'mallory', password: 'open sesame', ...(csrfmiddlewaretoken && { csrfmiddlewaretoken }) });
    return (await fetch(`${server.url}/login/enter`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' })).status;
  };
  assert.equal(await post(await tokenOf(theirs)), 403);
  assert.equal(await post(null), 400);
  assert.equal(await post(await tokenOf(mine)), 303);
});

test("signing out ends the other tab's live page, and nobody else's", async () => {
  const context = await browser.newContext();
  const [first, second, other] = await Promise.all([
    open(browser, `${server.url}/login/`, { context }),
    open(browser, null, { context }),
    open(browser, `${server.url}/login/`),
  ]);
  await signIn(first, 'bob');
  await signIn(other, 'eve');
  await second.goto(`${server.url}/login/`);
  await Promise.all([first, second, other].map((page) => page.getByText('Hello').waitFor()));
  await Promise.all([first, second, other].map(connected));
  await second.getByRole('button', { name: 'Another one' }).click();
  await second.getByText('1 cup of tea').waitFor();

  await first.getByRole('button', { name: 'Sign out' }).click();
  await first.getByRole('heading', { name: 'Sign in' }).waitFor();
  await second.getByRole('heading', { name: 'Sign in' }).waitFor();

  await other.getByRole('button', { name: 'Another one' }).click();
  await until(async () => (await other.locator('output').textContent()) === '1', "eve's cup");
  await other.context().close();
  await context.close();
});
