// Another view on the same socket: links, handlers, Back and Forward, and what happens when it can't be shown.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { connected, launch, open, press, quiet, until } from './lib/browser.mjs';
import { DELAYS, visit } from './lib/live.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const start = async (path = '/library/hall', delay = 0) => {
  const page = await visit(browser, server.url + path, delay);
  page.path = () => page.evaluate(() => location.pathname + location.search + location.hash);
  page.shows = async (path, at) => {
    await until(async () => (await page.textContent('#at')).trim() === at, `the view to show ${at}`);
    assert.equal(await page.path(), path);
  };
  await page.evaluate(() => {
    window.same = true;
    window.told = [];
    for (const name of ['djust:navigate-start', 'djust:navigate-end', 'opened', 'djust:event-lost']) {
      document.addEventListener(name, ({ detail }) => window.told.push([name, detail.url ?? detail.name ?? detail]));
    }
  });
  page.isSame = () => page.evaluate(() => window.same === true);
  page.told = () => page.evaluate(() => window.told);
  /** What the server sends down from here on, until a view is shown; the page stays the document. */
  return page;
};

const done = async (page) => {
  quiet(page);
  await page.context().close();
};

for (const delay of DELAYS) {
  test(`NV-05, NV-11, NV-15: a link leads to another view over the same socket (${delay} ms)`, async () => {
    const page = await start('/library/hall', delay);
    await page.evaluate(() => {
      document.querySelector('#player').marked = true;
      document.querySelector('#scripted').replaceChildren(document.createElement('canvas'));
    });
    const entries = await page.evaluate(() => history.length);
    await page.click('#two');
    await page.shows('/library/book/2', 'book 2');
    assert.equal(await page.title(), 'Book 2');
    assert.equal(page.line.opened, 1, 'it is the same socket');
    assert.ok(await page.isSame());
    assert.equal(await page.evaluate(() => history.length), entries + 1);
    assert.ok(await page.evaluate(() => document.querySelector('#player').marked), 'what both share stays');
    assert.equal(await page.locator('#scripted > canvas').count(), 1, 'and what scripts made in an element of theirs');
    await press(page, 'Click');
    await until(async () => (await page.textContent('#clicks')) === '1', 'the other view to be live');
    await page.click('#one');
    await page.shows('/library/book/1', 'book 1');
    assert.equal(await page.textContent('#clicks'), '0', 'a view that is there is mounted anew, too');
    await done(page);
  });

  test(`NV-07: Back and Forward mount the other view anew, patches of one do not (${delay} ms)`, async () => {
    const page = await start('/library/hall', delay);
    const first = await page.textContent('#mount');
    await page.click('#next');
    await page.shows('/library/hall?page=2', 'hall 2');
    await page.click('#two');
    await page.shows('/library/book/2', 'book 2');
    await page.evaluate(() => history.back());
    await page.shows('/library/hall?page=2', 'hall 2');
    const second = await page.textContent('#mount');
    assert.notEqual(second, first);
    assert.equal(await page.title(), 'Hall');
    await page.evaluate(() => history.back());
    await page.shows('/library/hall', 'hall 1');
    await page.evaluate(() => history.go(2));
    await page.shows('/library/book/2', 'book 2');
    assert.equal(page.line.opened, 1);
    assert.ok(await page.isSame());
    await done(page);
  });

  test(`ten quick clicks on links to other views end on the last (${delay} ms)`, async () => {
    const page = await start('/library/hall', delay);
    await page.evaluate(() => {
      for (let turn = 0; turn < 5; turn++) for (const id of ['one', 'two']) document.querySelector(`#${id}`).click();
    });
    await page.shows('/library/book/2', 'book 2');
    await press(page, 'Click');
    await until(async () => (await page.textContent('#clicks')) === '1', 'the view to be live');
    await page.evaluate(() => history.back());
    await until(async () => !(await page.path()).includes('/2'), 'the address before');
    await until(async () => {
      const at = (await page.textContent('#at')).trim().replace(' ', '/');
      return `${await page.path()}`.includes(at.replace('hall/1', 'hall'));
    }, 'address and view to agree');
    assert.ok(await page.isSame());
    await page.context().close();
  });

  test(`UI-08, UI-10, UI-11: what shows that a view is on its way is gone when it is there (${delay} ms)`, async () => {
    const page = await start('/library/hall', delay);
    const shown = () =>
      page.evaluate(() => [
        document.querySelector('[dj-root]').classList.contains('djust-navigating'),
        document.querySelector('#djust-page-loading-bar') !== null,
      ]);
    assert.deepEqual(await page.evaluate(() => {
      document.querySelector('#slow').click();
      return [
        document.querySelector('[dj-root]').classList.contains('djust-navigating'),
        document.querySelector('#djust-page-loading-bar').style.width,
      ];
    }), [true, '90%']);
    await page.shows('/library/book/4?wait=300', 'book 4');
    await until(async () => (await shown()).every((one) => !one), 'both to be gone');
    const url = `${server.url}/library/book/4?wait=300`;
    assert.deepEqual(await page.told(), [['djust:navigate-start', url], ['djust:navigate-end', url]]);
    await done(page);
  });
}

test('UI-09: scripts show the bar themselves, or turn it off', async () => {
  const page = await start();
  const bar = page.locator('#djust-page-loading-bar');
  await page.evaluate(() => window.djust.pageLoading.start());
  await bar.waitFor({ state: 'attached' });
  assert.deepEqual(await bar.evaluate((one) => [one.style.width, one.getAttribute('role')]), ['90%', 'progressbar']);
  await page.evaluate(() => window.djust.pageLoading.finish());
  assert.equal(await bar.evaluate((one) => one.style.width).catch(() => '100%'), '100%');
  await bar.waitFor({ state: 'detached' });
  await page.evaluate(() => {
    window.djust.pageLoading.enabled = false;
    window.bars = 0;
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const { id } of addedNodes) if (id === 'djust-page-loading-bar') window.bars += 1;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.click('#two');
  await page.shows('/library/book/2', 'book 2');
  assert.equal(await page.evaluate(() => window.bars), 0);
  await done(page);
});

test('UI-10, UI-11: a way to another view that is given up on the socket ends with the load of its page', async () => {
  const page = await start();
  const url = `${server.url}/library/book/404`;
  const answer = page.waitForResponse(url);
  await page.evaluate(() => {
    // The page behind it reads what this one was like.
    for (const type of ['beforeunload', 'pagehide']) {
      addEventListener(type, () => {
        const shown = document.querySelector('.djust-navigating') !== null;
        sessionStorage.setItem(type, JSON.stringify([shown, window.told]));
      });
    }
    document.querySelector('#missing').click();
  });
  assert.equal((await answer).status(), 404);
  await page.waitForURL(url);
  const left = (type) => page.evaluate((type) => JSON.parse(sessionStorage.getItem(type)), type);
  assert.deepEqual(await left('beforeunload'), [true, [['djust:navigate-start', url]]]);
  assert.deepEqual(await left('pagehide'), [false, [['djust:navigate-start', url], ['djust:navigate-end', url]]]);
  await page.context().close();
});

test('UI-08, UI-10, UI-11: a file to keep, or an answer without content, leaves the page as it was', async () => {
  const page = await start();
  const shown = () => page.locator('.djust-navigating, #djust-page-loading-bar').count();
  const empty = page.waitForResponse(`${server.url}/leave/nothing`);
  await page.click('#nothing');
  assert.equal((await empty).status(), 204);
  assert.equal(await shown(), 2);
  await press(page, 'Turn');
  await page.shows('/library/hall?page=2', 'hall 2');
  await until(async () => (await shown()) === 0, 'bar and class to be gone');
  const url = `${server.url}/leave/nothing`;
  assert.deepEqual(await page.told(), [['djust:navigate-start', url], ['djust:navigate-end', url]]);
  const file = page.waitForEvent('download');
  await page.click('#file');
  assert.equal((await file).suggestedFilename(), 'teas.txt');
  await page.click('#next');
  await press(page, 'Turn');
  await page.shows('/library/hall?page=3', 'hall 3');
  await until(async () => (await shown()) === 0, 'bar and class to be gone');
  await page.click('#two');
  await page.shows('/library/book/2', 'book 2');
  await until(async () => (await shown()) === 0, 'bar and class to be gone');
  assert.ok(await page.isSame());
  await done(page);
});

test('NV-06: a view whose skeleton the server has no more is loaded, also right after a reload', async () => {
  const page = await start();
  await page.route(/\/djust\/.*\.json$/, (route) => route.fulfill({ status: 404, body: '' }), { times: 1 });
  await page.evaluate(() => sessionStorage.setItem('djust:reloaded', String(Date.now())));
  await page.evaluate(() => document.querySelector('#two').click());
  await page.waitForURL(`${server.url}/library/book/2`);
  await connected(page);
  await page.shows('/library/book/2', 'book 2');
  assert.ok(!(await page.isSame()));
  await page.context().close();
});

test('IP-13, UI-05: a page that is left for another one shows the bar until then, and neither bar nor classes after Back', async () => {
  const cached = await launch({ bfcache: true });
  const page = await open(cached, `${server.url}/library/hall`);
  await connected(page);
  await page.evaluate(() => {
    window.same = true;
    addEventListener('pagehide', () => {
      const { body } = document;
      window.left = [body.classList.contains('dj-connected'), body.classList.contains('dj-disconnected')];
    });
    document.querySelector('#plain').click();
    window.shown = [
      document.querySelector('.djust-navigating') !== null,
      document.querySelector('#djust-page-loading-bar') !== null,
    ];
  });
  await page.waitForURL(`${server.url}/focus`);
  await page.goBack({ waitUntil: 'commit' });
  await connected(page);
  assert.deepEqual(await page.evaluate(() => [window.same, window.shown, window.left]), [true, [true, true], [false, false]]);
  const rest = page.locator('.djust-navigating, #djust-page-loading-bar');
  await until(async () => (await rest.count()) === 0, 'bar and class to be gone');
  await press(page, 'Click');
  await until(async () => (await page.textContent('#clicks')) === '1', 'the view to be live');
  quiet(page);
  await cached.close();
});

test('NV-05: a handler leads to another view; what it pushed before is not lost', async () => {
  const page = await start();
  await press(page, 'Open 7');
  await page.shows('/library/book/7#notes', 'book 7');
  assert.deepEqual(await page.told(), [['opened', 7]]);
  await page.evaluate(() => history.back());
  await page.shows('/library/hall', 'hall 1');
  const entries = await page.evaluate(() => history.length);
  await press(page, 'Swap');
  await page.shows('/library/book/5', 'book 5');
  assert.equal(await page.evaluate(() => history.length), entries, 'the entry was replaced');
  assert.equal(page.line.opened, 1);
  await done(page);
});

test('NV-13: the first path that fits decides, as it does for requests', async () => {
  const page = await start();
  await page.click('#cellar');
  await page.shows('/library/book/cellar', 'cellar');
  assert.equal(await page.title(), 'Cellar');
  assert.ok(await page.isSame());
  await done(page);
});

test('NV-14: scripts find which views are at which paths, and the map stays', async () => {
  const page = await start();
  const map = () => page.evaluate(() => JSON.parse(document.querySelector('#djust-route-map').textContent));
  const routes = { '/library/hall': 'Hall', '/library/book/cellar': 'Cellar', '/library/book/:id': 'Book' };
  assert.deepEqual(await map(), routes);
  assert.deepEqual(Object.keys(await map()), Object.keys(routes), 'in the order in which the server tries them');
  await page.click('#two');
  await page.shows('/library/book/2', 'book 2');
  assert.deepEqual(await map(), routes);
  await done(page);
});

test('NV-06: what is no view of the session is loaded; a view that is not mounted, too', async () => {
  for (const [link, path, text] of [
    ['#plain', '/focus', 'Street'],
    ['#missing', '/library/book/404', 'there is no such page'],
    ['#forbidden', '/library/book/403', 'this page is not for you'],
    ['#broken', '/library/book/500', 'something went wrong'],
    ['#moved', '/library/hall?page=9', 'hall 9'],
    ['#secret', '/focus', 'Street'],
    ['#bad', '/library/book/x', 'there is no such page'],
  ]) {
    const page = await start();
    await page.click(link);
    await until(async () => (await page.textContent('body').catch(() => '')).includes(text), `${link}: ${text}`);
    assert.equal(await page.path(), path);
    assert.ok(!(await page.isSame()), link);
    await page.context().close();
  }
  const page = await start();
  await press(page, 'Outside');
  await page.waitForURL(`${server.url}/focus`);
  await page.context().close();
});

test('NV-11: links to where the page is say so, and NV-12: a click with a modifier is the browser\'s', async () => {
  const page = await start();
  const current = () => page.evaluate(() => [...document.querySelectorAll('[aria-current=page]')].map(({ id }) => id));
  assert.deepEqual(await current(), ['hall']);
  await page.click('#two');
  await page.shows('/library/book/2', 'book 2');
  assert.deepEqual(await current(), ['two']);
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.click('#hall', { modifiers: ['Control'] })]);
  await tab.waitForURL(`${server.url}/library/hall`);
  assert.equal(await page.path(), '/library/book/2');
  await done(page);
});

test('NV-16: the window goes to the top or to what the hash names, and Back to where it was; the focus is sane', async () => {
  const page = await start();
  const scrolled = () => page.evaluate(() => window.scrollY);
  await page.evaluate(() => {
    document.querySelector('#bottom').style.marginTop = '3000px';
    window.scrollTo(0, 500);
  });
  await page.evaluate(() => document.querySelector('#two').click());
  await page.shows('/library/book/2', 'book 2');
  assert.equal(await scrolled(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Draft');
  await page.evaluate(() => history.back());
  await page.shows('/library/hall', 'hall 1');
  await page.click('#anchor');
  await page.shows('/library/book/3#notes', 'book 3');
  const top = () => page.evaluate(() => document.querySelector('#notes').getBoundingClientRect().top);
  await until(async () => (await scrolled()) > 0 && Math.abs(await top()) < 1, 'what the hash names');
  const there = await scrolled();
  await page.evaluate(() => document.querySelector('#two').click());
  await page.shows('/library/book/2', 'book 2');
  assert.equal(await scrolled(), 0);
  await page.evaluate(() => history.back());
  await page.shows('/library/book/3#notes', 'book 3');
  await until(async () => (await scrolled()) === there, 'where it was');
  await done(page);
});

for (const delay of DELAYS) {
  test(`NV-16: the focus goes on with the view (${delay} ms)`, async () => {
    const page = await start('/library/book/1', delay);
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
    await page.focus('#leave');
    await page.keyboard.press('Enter');
    await page.shows('/library/hall', 'hall 1');
    await until(async () => (await focused()) === 'main', 'the focus on what is new');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Hall', 'the first in it is next');
    assert.equal(await page.locator('[tabindex]').count(), 0);
    await page.focus('#read');
    await page.evaluate(() => history.back());
    await page.shows('/library/book/1', 'book 1');
    await until(async () => (await focused()) === 'leave', 'the focus where it was');
    // Who is somewhere else by then stays there.
    await page.focus('#two');
    await page.evaluate(() => history.forward());
    await page.shows('/library/hall', 'hall 1');
    assert.equal(await focused(), 'two');
    await done(page);
  });
}

test('what the user typed into one view is not in the next', async () => {
  const page = await start();
  await page.getByLabel('Draft').fill('for the hall');
  await page.click('#two');
  await page.shows('/library/book/2', 'book 2');
  assert.equal(await page.getByLabel('Draft').inputValue(), '');
  await page.getByLabel('Notes').fill('mine');
  await page.click('#one');
  await page.shows('/library/book/1', 'book 1');
  assert.equal(await page.getByLabel('Notes').inputValue(), 'Notes on 1');
  await done(page);
});

test('Back brings what was typed and not sent, and where the window was', async () => {
  const page = await start('/library/book/1');
  await page.getByLabel('Draft').fill('half a thought');
  await page.evaluate(() => window.scrollTo(0, 900));
  await page.evaluate(() => document.querySelector('#hall').click());
  await page.shows('/library/hall', 'hall 1');
  await page.getByLabel('Draft').fill('for the hall');
  await page.evaluate(() => history.back());
  await page.shows('/library/book/1', 'book 1');
  await until(async () => (await page.getByLabel('Draft').inputValue()) === 'half a thought', 'the draft');
  await until(() => page.evaluate(() => window.scrollY === 900), 'the old position');
  await page.evaluate(() => history.forward());
  await page.shows('/library/hall', 'hall 1');
  await until(async () => (await page.getByLabel('Draft').inputValue()) === 'for the hall', 'the other draft');
  await done(page);
});

test('an event of a view that is gone is nobody\'s', async () => {
  const page = await start('/library/hall', 100);
  await page.evaluate(() => {
    document.querySelector('#two').click();
    for (const button of document.querySelectorAll('button')) if (button.textContent === 'Click') button.click();
  });
  await page.shows('/library/book/2', 'book 2');
  assert.equal(await page.textContent('#clicks'), '0');
  await press(page, 'Click');
  await until(async () => (await page.textContent('#clicks')) === '1', 'an event of its own');
  assert.deepEqual((await page.told()).filter(([name]) => name === 'djust:event-lost'), [['djust:event-lost', 'click']]);
  await page.context().close();
});

for (const way of ['up', 'down']) {
  for (const nth of [1, 2, 3, 4]) {
    test(`a line cut at frame ${nth} ${way} of a way to another view and back ends where the user wanted to be`, async () => {
      const page = await start();
      const steps = [
        [() => page.evaluate(() => document.querySelector('#two').click()), '/library/book/2', 'book 2'],
        [() => page.evaluate(() => history.back()), '/library/hall', 'hall 1'],
      ];
      for (const [delay, act, path, at] of DELAYS.flatMap((delay) => steps.map((step) => [delay, ...step]))) {
        page.line.delay = delay;
        let count = 0;
        let cut = false;
        page.line.pass = (direction) => {
          if (cut || direction !== way || ++count < nth) return true;
          cut = true;
          page.line.cut();
          return false;
        };
        await act();
        await until(async () => (await page.textContent('#at')).trim() === at, `the view to show ${at}`);
        await page.shows(path, at);
        page.line.pass = () => true;
        await connected(page);
        await press(page, 'Click');
        await until(async () => (await page.textContent('#clicks')) === '1', 'the view to be live');
      }
      await page.context().close();
    });
  }
}
