// The URL as part of a view's state: patches by handlers, links, forms and fields; Back and Forward; reconnects.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { intercept } from './lib/proxy.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Adds what the tests ask of a page. */
const equip = async (page) => {
  page.path = () => page.evaluate(() => location.pathname + location.search + location.hash);
  page.entries = () => page.evaluate(() => history.length);
  page.log = () => page.locator('#log li').allTextContents();
  /** Waits until the view says that it is here, and the address too. */
  page.shows = async (path, at) => {
    await until(async () => (await page.textContent('#at')).trim() === at, `the view to show ${at}`);
    assert.equal(await page.path(), path);
  };
  // Gone with the document.
  await page.evaluate(() => (window.same = true));
  page.isSame = () => page.evaluate(() => window.same === true);
  return page;
};

const start = async (path = '/shelf/first', delay = 0) => equip(await visit(browser, server.url + path, delay));

const done = async (page) => {
  quiet(page);
  await page.context().close();
};

test('NV-08: a first load mounts, then tells the parameters, then renders', async () => {
  const page = await open(browser, `${server.url}/shelf/first?page=3`, { javaScriptEnabled: false });
  assert.deepEqual(await page.locator('#log li').allTextContents(), ['mount first', 'params /shelf/first?page=3']);
  assert.equal((await page.textContent('#at')).trim(), 'first 3');
  await page.context().close();
});

for (const delay of DELAYS) {
  test(`NV-01, NV-04, G19: a handler replaces the query: one entry, no mount, handle_params once (${delay} ms)`, async () => {
    const page = await start('/shelf/first?sort=name', delay);
    const entries = await page.entries();
    await press(page, 'Turn to 2');
    await page.shows('/shelf/first?page=2', 'first 2');
    assert.equal(await page.entries(), entries + 1);
    assert.deepEqual(await page.log(), ['mount first', 'params /shelf/first?sort=name', 'params /shelf/first?page=2']);
    assert.ok(await page.evaluate(() => !!history.state.djust));
    assert.equal(await page.title(), 'Shelf first');
    assert.ok(await page.isSame());
    await done(page);
  });

  test(`NV-07: Back and Forward within the view tell it the parameters (${delay} ms)`, async () => {
    const page = await start('/shelf/first', delay);
    await press(page, 'Click');
    await press(page, 'Turn to 2');
    await page.shows('/shelf/first?page=2', 'first 2');
    await press(page, 'Turn on');
    await page.shows('/shelf/first?page=3', 'first 3');
    const entries = await page.entries();
    await page.evaluate(() => history.back());
    await page.shows('/shelf/first?page=2', 'first 2');
    await page.evaluate(() => history.back());
    await page.shows('/shelf/first', 'first 1');
    await page.evaluate(() => history.go(2));
    await page.shows('/shelf/first?page=3', 'first 3');
    assert.equal(await page.entries(), entries);
    assert.equal(await page.textContent('#clicks'), '1', 'the view is the same');
    assert.deepEqual((await page.log()).slice(-3), [
      'params /shelf/first?page=2',
      'params /shelf/first',
      'params /shelf/first?page=3',
    ]);
    assert.ok(await page.isSame());
    await done(page);
  });

  test(`NV-09: ten quick clicks on links end on the last (${delay} ms)`, async () => {
    const page = await start('/shelf/first', delay);
    await page.evaluate(() => document.querySelectorAll('.quick').forEach((link) => link.click()));
    await page.shows('/shelf/first?page=30', 'first 30');
    await page.evaluate(() => history.back());
    await until(async () => !(await page.path()).includes('30'), 'the address to change');
    await until(async () => {
      const [, shown] = (await page.textContent('#at')).trim().split(' ');
      return (new URL(`http://x${await page.path()}`).searchParams.get('page') ?? '1') === shown;
    }, 'address and view to agree');
    await done(page);
  });

  test(`NV-02, NV-03: the query is kept or cleared, the path replaced (${delay} ms)`, async () => {
    const page = await start('/shelf/first?sort=name&page=1', delay);
    const entries = await page.entries();
    await press(page, 'Turn on');
    await page.shows('/shelf/first?sort=name&page=2', 'first 2 name');
    assert.equal(await page.entries(), entries + 1);
    await press(page, 'Same');
    await until(async () => (await page.log()).length === 4, 'the parameters to be told');
    assert.equal(await page.entries(), entries + 1, 'the same URL is no new entry');
    await press(page, 'Other');
    await page.shows('/shelf/other', 'other 1');
    assert.equal(await page.entries(), entries + 1, 'the entry was replaced');
    await press(page, 'Turn to 2');
    await page.shows('/shelf/other?page=2', 'other 2');
    await press(page, 'Clear');
    await until(async () => (await page.log()).at(-1) === 'params /shelf/other', 'the query to go');
    assert.equal(await page.path(), '/shelf/other');
    await page.evaluate(() => history.go(-2));
    await page.shows('/shelf/other', 'other 1');
    await done(page);
  });

  test(`NV-09: links: merged with the query, a path of their own, or their href (${delay} ms)`, async () => {
    const page = await start('/shelf/first?page=7&q=x', delay);
    await page.click('#merged');
    await page.shows('/shelf/first?q=x&sort=name&page=1', 'first 1 name x');
    await page.click('#cleared');
    await page.shows('/shelf/first?page=1', 'first 1');
    await page.click('#own');
    await page.shows('/shelf/first?page=3', 'first 3');
    await page.click('#path');
    await page.shows('/shelf/second?page=2', 'second 2');
    await page.getByRole('button', { name: 'Page 4' }).click();
    await page.shows('/shelf/second?page=4', 'second 4');
    assert.ok(await page.isSame());
    assert.equal((await page.log())[0], 'mount first');
    await done(page);
  });

  test(`NV-09: forms and fields (${delay} ms)`, async () => {
    const page = await start('/shelf/second?page=7', delay);
    await page.getByLabel('Search').fill('a b&c');
    await page.keyboard.press('Enter');
    await page.shows('/shelf/first?q=a+b%26c', 'first 1  a b&c');
    await page.getByLabel('Order').selectOption('by name');
    await page.shows('/shelf/first?q=a+b%26c&sort=by+name', 'first 1 by name a b&c');
    await page.getByLabel('Only new').check();
    await page.shows('/shelf/first?sort=by+name&q=only+new', 'first 1 by name only new');
    await page.getByLabel('Only new').uncheck();
    await page.shows('/shelf/first?sort=by+name', 'first 1 by name');
    await page.getByLabel('Order').selectOption('');
    await page.shows('/shelf/first', 'first 1');
    assert.ok(await page.isSame());
    await done(page);
  });
}

test('NV-10: dj-patch="/" and dj-patch="?…" both work', async () => {
  const page = await start('/');
  await page.click('#query');
  await page.shows('/?page=2', '2');
  await page.click('#root');
  await page.shows('/', '1');
  await page.click('#query');
  await page.shows('/?page=2', '2');
  assert.ok(await page.isSame());
  await done(page);
});

test('NV-10: dj-patch="/" leads from another view to a page that is loaded', async () => {
  const page = await start();
  await page.click('#root');
  await page.waitForURL(`${server.url}/`);
  assert.ok(!(await page.isSame()));
  await page.context().close();
});

test('a URL that the view refuses, or that is another view\'s, is loaded', async () => {
  for (const [link, path] of [
    ['#bad', '/shelf/first?page=13'],
    ['#foreign', '/focus'],
  ]) {
    const page = await start();
    await Promise.all([page.waitForURL(server.url + path), page.click(link)]);
    assert.ok(page.problems.some((text) => /was refused \((failed|bad_url)\)/.test(text)), page.problems.join());
    await page.context().close();
  }
});

test('S-17: a handler that patches to what is no URL of the view fails, and the page stays', async () => {
  const page = await start();
  for (const [name, said] of [
    ['Lost', '`/focus` is no URL of `Shelf`'],
    ['Evil', '`//evil.example/` is no path of this site'],
  ]) {
    await press(page, name);
    await until(() => page.problems.some((text) => text.includes(said)), said);
  }
  assert.equal(await page.path(), '/shelf/first');
  await page.context().close();
});

test('NV-12: a click with a modifier is the browser\'s', async () => {
  const page = await start();
  for (const modifiers of [['Control'], ['Meta'], ['Shift'], ['Alt']]) {
    const prevented = await page.evaluate(([modifier]) => {
      const click = new MouseEvent('click', {
        bubbles: true,
        cancelable: true,
        ctrlKey: modifier === 'Control',
        metaKey: modifier === 'Meta',
        shiftKey: modifier === 'Shift',
        altKey: modifier === 'Alt',
      });
      // Seen last, and kept from opening anything.
      let seen;
      window.addEventListener('click', (event) => { seen = event.defaultPrevented; event.preventDefault(); }, { once: true });
      document.querySelector('#own').dispatchEvent(click);
      return seen;
    }, modifiers);
    assert.equal(prevented, false, modifiers[0]);
  }
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.click('#own', { modifiers: ['Control'] })]);
  await tab.waitForURL(`${server.url}/shelf/first?page=3`);
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.click('#own', { button: 'middle' })]);
  await other.waitForURL(`${server.url}/shelf/first?page=3`);
  assert.equal(await page.path(), '/shelf/first');
  assert.equal((await page.log()).length, 2);
  await done(page);
});

test('dj-confirm asks before a link patches', async () => {
  const page = await start();
  page.once('dialog', (dialog) => dialog.dismiss());
  await page.click('#sure');
  assert.equal(await page.path(), '/shelf/first');
  page.once('dialog', (dialog) => dialog.accept());
  await page.click('#sure');
  await page.shows('/shelf/first?page=9', 'first 9');
  await done(page);
});

for (const delay of DELAYS) {
  test(`what only the hash changes is the browser\'s, and other scripts\' states are left alone (${delay} ms)`, async () => {
    const page = await start('/shelf/first', delay);
    await page.click('#hash');
    assert.equal(await page.path(), '/shelf/first#bottom');
    await page.evaluate(() => (location.hash = 'other'));
    await page.evaluate(() => history.replaceState({ mine: 1 }, ''));
    await press(page, 'Turn to 2');
    await page.shows('/shelf/first?page=2', 'first 2');
    await page.evaluate(() => history.back());
    await page.shows('/shelf/first#other', 'first 1');
    assert.equal(await page.evaluate(() => history.state.mine), 1);
    await page.evaluate(() => history.back());
    await until(async () => (await page.path()) === '/shelf/first#bottom', 'the hash before');
    assert.equal((await page.log()).length, 4, 'nothing was asked for');
    await done(page);
  });

  test(`Back restores where the window was scrolled (${delay} ms)`, async () => {
    const page = await start('/shelf/first', delay);
    await page.evaluate(() => {
      document.querySelector('#bottom').style.marginTop = '3000px';
      window.scrollTo(0, 700);
    });
    await press(page, 'Turn to 2');
    await page.shows('/shelf/first?page=2', 'first 2');
    assert.equal(await page.evaluate(() => window.scrollY), 700, 'a patch does not scroll');
    await page.evaluate(() => window.scrollTo(0, 50));
    await page.evaluate(() => history.back());
    await page.shows('/shelf/first', 'first 1');
    await until(() => page.evaluate(() => window.scrollY === 700), 'the old position');
    await page.evaluate(() => history.forward());
    await page.shows('/shelf/first?page=2', 'first 2');
    await until(() => page.evaluate(() => window.scrollY === 50), 'the other position');
    await done(page);
  });
}

test('a view that is mounted anew, and one that is joined again, is at the URL that the page has come to', async () => {
  const page = await start();
  await press(page, 'Click');
  await press(page, 'Turn to 2');
  await page.shows('/shelf/first?page=2', 'first 2');
  page.line.cut();
  await connected(page);
  await press(page, 'Click');
  await until(async () => (await page.textContent('#clicks')) === '2', 'the same session');
  await press(page, 'Boom');
  await until(async () => (await page.textContent('#clicks')) === '0', 'the view to be mounted anew');
  await page.shows('/shelf/first?page=2', 'first 2');
  assert.deepEqual(await page.log(), ['mount first', 'params /shelf/first?page=2']);
  assert.ok(page.problems.some((text) => text.includes('was refused (failed)')));
  await page.context().close();
});

/** The link, cut at each frame of a patch: what was asked for is there in the end, once. */
for (const way of ['up', 'down']) {
  for (const nth of [1, 2, 3]) {
    test(`I5, NV-07: a line cut at frame ${nth} ${way} of a patch and of Back loses neither`, async () => {
      const page = await start();
      await press(page, 'Click');
      await until(async () => (await page.textContent('#clicks')) === '1', 'the click');
      const steps = [
        [() => page.click('#own'), '/shelf/first?page=3', 'first 3'],
        [() => page.evaluate(() => history.back()), '/shelf/first', 'first 1'],
      ];
      for (const [delay, act, path, at] of DELAYS.flatMap((delay) => steps.map((step) => [delay, ...step]))) {
        page.line.delay = delay;
        let count = 0;
        let cut = false;
        let begun = false;
        page.line.pass = (direction, text) => {
          // What comes ahead of it confirms the step before.
          begun ||= text.startsWith('["v"');
          if (!begun || cut || direction !== way || ++count < nth) return true;
          cut = true;
          page.line.cut();
          return false;
        };
        await act();
        await until(async () => (await page.textContent('#at')).trim() === at, `the view to show ${at}`);
        await page.shows(path, at);
        // Whatever the cut came at, the line is whole from here on.
        page.line.pass = () => true;
        await connected(page);
        const lived = [await page.isSame(), await page.textContent('#clicks')];
        assert.deepEqual(lived, [true, '1'], `page and session live on (${path}, ${delay} ms)`);
      }
      await page.context().close();
    });
  }
}

test('a slot that says where a link leads can run nothing, and with dj-patch leave the site by no spelling', async () => {
  const scheme = ['javascript:window.ran=1', ' JaVaScRiPt:window.ran=1', 'java\tscript:window.ran=1', '\njavascript:window.ran=1',
    'vbscript:x', 'data:text/html,<script>opener.ran=1</script>', 'blob:x', 'file:///etc/passwd', 'about:blank'];
  const away = ['//evil.example/', '\\\\evil.example/', '/\\evil.example/', '/\t/evil.example/', '\t//evil.example/', 'https://evil.example/'];
  const page = await start();
  const asked = [];
  await page.route(/evil\.example/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: 'another site' });
  });
  // No path for the server either: it would take the step away and leave two slashes.
  for (const value of [...scheme, ...away, '/.//evil.example/']) {
    const before = page.problems.length;
    await page.evaluate((value) => {
      // With dj-navigate another site is a page to load.
      const isPage = /^https?:$/.test(new URL(value, location.href).protocol) && new URL(value, location.href).origin !== location.origin;
      for (const [id, attribute] of [['patches', 'dj-patch'], ['navigates', 'dj-navigate']].slice(0, isPage ? 1 : 2)) {
        const link = document.getElementById(id);
        link.setAttribute(attribute, value);
        link.click();
      }
    }, value);
    assert.ok(page.problems.slice(before).every((line) => line.includes('refused to go to')), page.problems.join());
    assert.notEqual(page.problems.length, before, value);
  }
  assert.ok(await page.isSame());
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(asked, []);
  // A render writes no such scheme, and what begins with none goes to the page as it is.
  const written = async (values) => {
    const found = [];
    for (const value of values) {
      const text = await (await fetch(`${server.url}/shelf/first?q=${encodeURIComponent(value)}`)).text();
      found.push([/id="patches" dj-patch="([^"]*)"/, /id="navigates" dj-navigate="([^"]*)"/].map((link) => link.exec(text)?.[1]));
    }
    return found;
  };
  const runs = scheme.filter((value) => /script|data/i.test(value));
  assert.deepEqual(await written(runs), runs.map(() => ['about:blank#blocked', 'about:blank#blocked']));
  const fine = ['?page=2', '/shelf/first', '//evil.example/', '/a:javascript:', ''];
  assert.deepEqual(await written(fine), fine.map((value) => [value, value]));
  // The same from the server, in a page of its own for what leaves it.
  for (const value of ['javascript:window.ran=1', '//evil.example/']) {
    const slotted = await start(`/shelf/first?q=${encodeURIComponent(value)}`);
    await slotted.route(/evil\.example/, (route) => route.fulfill({ body: 'another site' }));
    await slotted.click('#patches');
    await until(() => slotted.problems.some((line) => line.includes('refused to go to')), 'a warning');
    assert.ok(await slotted.isSame());
    if (value.startsWith('//')) {
      await slotted.click('#navigates');
      await slotted.waitForURL('**//evil.example/');
    }
    await slotted.context().close();
  }
  await page.context().close();
});

test('a link to the URL that is shown loads nothing, and makes no entry', async () => {
  const page = await start('/shelf/first?page=3');
  const entries = await page.entries();
  await page.click('#own');
  await until(async () => (await page.log()).length === 3, 'the parameters to be told again');
  assert.equal(await page.entries(), entries);
  assert.ok(await page.isSame());
  await done(page);
});
