// The gallery's pages as axe-core sees them, on a screen and on a phone.

import { after, before, test } from 'node:test';

import { accessible } from './lib/axe.mjs';
import { connected, launch, open, quiet } from './lib/browser.mjs';
import { Server } from './lib/server.mjs';

const PAGES = {
  'hard cases': ['caret', 'numbers', 'choices', 'attributes', 'names', 'clicks'].map((name) => `/hard_cases/${name}`),
  events: ['/parameters/', '/typing/', '/loading/', ...['keys', 'window', 'clipboard', 'optimistic'].map((name) => `/gestures/${name}`)],
  applications: ['/counter/', '/todo/', '/actions/', '/forms/', '/forms/order', '/login/', '/hooks/', '/star_rating/sign-in', '/star_rating/restaurants/1', '/shop/items', '/shop/items/7'],
};

/** The page of clicks is about controls within controls. */
const BROKEN = { '/hard_cases/clicks': ['nested-interactive'] };

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

for (const [name, paths] of Object.entries(PAGES)) {
  test(`nothing is wrong with the pages of ${name}`, async () => {
    for (const path of paths) {
      const page = await open(browser, server.url + path);
      await connected(page);
      await accessible(page, path, BROKEN[path]);
      await page.setViewportSize({ width: 390, height: 800 });
      await accessible(page, `${path} on a phone`, BROKEN[path]);
      await quiet(page);
      await page.close();
    }
  });
}
