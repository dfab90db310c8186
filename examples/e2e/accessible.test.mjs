// The gallery's pages as axe-core sees them, on a screen and on a phone.

import { after, before, test } from 'node:test';

import { accessible } from './lib/axe.mjs';
import { connected, launch, open, quiet, until } from './lib/browser.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

const PAGES = {
  'hard cases': ['caret', 'numbers', 'choices', 'attributes', 'names', 'clicks'].map((name) => `/hard_cases/${name}`),
  events: ['/parameters/', '/typing/', '/loading/', ...['keys', 'window', 'clipboard', 'optimistic'].map((name) => `/gestures/${name}`)],
  applications: ['/counter/', '/todo/', '/actions/', '/forms/', '/forms/order', '/login/', '/hooks/', '/shop/items', '/shop/items/7'],
  components: ['/components/', '/star_rating/sign-in', '/star_rating/restaurants/1'],
};

/** The page of clicks is about controls within controls. */
const BROKEN = { '/hard_cases/clicks': ['nested-interactive'] };

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const PHONE = { width: 390, height: 800 };

/** The page as it is, on a screen and on a phone. */
const everywhere = async (page, state, broken) => {
  const screen = page.viewportSize();
  await accessible(page, state, broken);
  await page.setViewportSize(PHONE);
  await accessible(page, `${state} on a phone`, broken);
  await page.setViewportSize(screen);
};

for (const [name, paths] of Object.entries(PAGES)) {
  test(`nothing is wrong with the pages of ${name}`, async () => {
    for (const path of paths) {
      const page = await open(browser, server.url + path);
      await connected(page);
      await everywhere(page, path, BROKEN[path]);
      await quiet(page);
      await page.close();
    }
  });
}

test("nothing is wrong with a movie's page, for who has signed in", async () => {
  const page = await open(browser, `${server.url}/star_rating/sign-in`);
  await page.getByLabel('Name').fill('Cleo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'The Third Man' }).waitFor();
  await connected(page);
  await everywhere(page, 'a movie');
  quiet(page);
  await page.context().close();
});

test('nothing is wrong with forms in error', async () => {
  for (const [path, button, least] of [['/forms/', 'Sign up', 5], ['/forms/order', 'Order', 1]]) {
    const page = await open(browser, server.url + path);
    await connected(page);
    await page.getByRole('button', { name: button, exact: true }).click();
    await until(async () => (await page.locator('[aria-invalid=true]').count()) >= least, `the errors of ${path}`);
    await everywhere(page, `${path} in error`);
    quiet(page);
    await page.close();
  }
});

test('nothing is wrong with an action that runs, one that failed and one that is done', async () => {
  const page = await open(browser, null);
  const line = await intercept(page);
  await page.goto(`${server.url}/actions/`);
  await connected(page);
  // It runs until the line is cut: then the page sends it again.
  line.pass = (way, text) => !(way === 'up' && text.includes('create_todo'));
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('Saving…').waitFor();
  await everywhere(page, 'an action that runs');
  line.pass = () => true;
  line.cut();
  await page.getByRole('alert').getByText('Title is required').waitFor();
  await everywhere(page, 'an action that failed');
  await page.getByLabel('Title').fill('Buy tea');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').getByText('Added!').waitFor();
  await everywhere(page, 'an action that is done');
  await page.context().close();
});
