// What happens anywhere in the window or the document.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, until } from './lib/browser.mjs';
import { calls } from './lib/calls.mjs';
import { OTHER, REVERSED, SHOWN, UNBOUND, gestures } from './lib/gestures.mjs';
import { Server } from './lib/server.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start('lab'), launch()]);
});
after(() => Promise.all([browser?.close(), server?.stop()]));

const key = (key, kind) => ({ key, code: key, ...(kind && { kind }) });

/** Makes the page higher than the window. */
const tall = (page) => page.evaluate(() => void (document.querySelector('main').style.height = '5000px'));
const scrollTo = (page, ...tops) => page.evaluate((tops) => {
  const next = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return tops.reduce((before, top) => before.then(() => scrollTo(0, top)).then(next), next());
}, tops);

test('EV-13, EV-14, EV-15, EV-19: a key anywhere, by name or any, pressed or let go, at the window or the document', async () => {
  const { page, sent, done } = await gestures(server, browser, 'window');
  await page.locator('#state').focus();
  for (const name of ['Escape', 'F4', 'F2']) await page.keyboard.press(name);
  const expected = [
    ['heard', key('Escape', 'escape')],
    ['heard', key('Escape', 'up')],
    ['heard', key('F4', 'document')],
    ['heard', key('F4', 'document')],
    ['heard', key('F4', 'up')],
    ['heard', key('F2')],
    ['heard', key('F2', 'row1')],
    ['heard', key('F2', 'row2')],
    ['heard', key('F2', 'row3')],
    ['heard', key('F2', 'up')],
  ];
  assert.deepEqual(await sent(), expected);
  await done();
});

test('EV-16: scrolling carries how far, at most every 150 ms, and the last of it is not lost', async () => {
  const { page, sent, done } = await gestures(server, browser, 'window');
  await tall(page);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.evaluate(() => {
    for (const top of [10, 20, 30]) {
      scrollTo(0, top);
      dispatchEvent(new Event('scroll'));
    }
  });
  await page.clock.runFor(149);
  const scrolled = (scrollY) => ['scrolled', { scrollX: 0, scrollY, section: 'hero' }];
  assert.deepEqual(await sent(), [scrolled(10)]);
  await page.clock.runFor(1);
  assert.deepEqual(await sent(), [scrolled(30)]);
  assert.equal(await page.locator('#at').textContent(), '0 30 hero');
  await done();
});

test('EV-17, EV-19: a click anywhere carries where it was', async () => {
  const { page, sent, done } = await gestures(server, browser, 'window');
  await page.mouse.click(40, 300);
  const pointed = ['pointed', { clientX: 40, clientY: 300, kind: 'click' }];
  assert.deepEqual(await sent(), [pointed, pointed]);
  assert.equal(await page.locator('#at').textContent(), '40 300 click');
  await done();
});

test('EV-18: a new size of the window is told, the last one surely', async () => {
  const { page, sent, done } = await gestures(server, browser, 'window');
  await page.setViewportSize({ width: 700, height: 500 });
  await until(async () => (await page.locator('#at').textContent()) === '700 500', 'the size');
  for (const [name, params] of await sent()) {
    assert.equal(name, 'resized');
    assert.deepEqual(Object.keys(params), ['innerWidth', 'innerHeight']);
  }
  await done();
});

test('EV-20, EV-21, EV-37: who declares it gives the parameters, and only while it stands', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'window');
  const press = () => page.evaluate(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', code: 'F2', bubbles: true })));
  const rows = (...ids) => ids.map((id) => ['heard', key('F2', `row${id}`)]);
  await go(SHOWN | OTHER | REVERSED);
  await press();
  assert.deepEqual(await sent(), [['heard', key('F2', 'shown')], ['other', key('F2')], ...rows(3, 2, 1)]);
  await go(UNBOUND);
  await press();
  assert.deepEqual(await sent(), rows(1, 2, 3));
  await done();
});

test('EV-21: what comes by the dozen is listened to only while an element asks for it', async () => {
  const { page, go, sent, done } = await gestures(server, browser, 'declared', {
    before: (page) =>
      page.addInitScript(() => {
        window.listens = [];
        const { addEventListener, removeEventListener } = EventTarget.prototype;
        EventTarget.prototype.addEventListener = function (type, ...rest) {
          if (this === window) window.listens.push(type);
          return addEventListener.call(this, type, ...rest);
        };
        EventTarget.prototype.removeEventListener = function (type, ...rest) {
          if (this === window) window.listens.splice(window.listens.indexOf(type), 1);
          return removeEventListener.call(this, type, ...rest);
        };
      }),
  });
  const listens = () => page.evaluate(() => window.listens.filter((type) => /scroll|resize/.test(type)).sort());
  await tall(page);
  assert.deepEqual(await listens(), []);
  await go(SHOWN | OTHER);
  assert.deepEqual(await listens(), ['resize', 'scroll']);
  await scrollTo(page, 50);
  await until(async () => (await page.locator('#at').textContent()) === '0 50 ', 'the scroll');
  assert.deepEqual(await sent(), [['scrolled', { scrollX: 0, scrollY: 50 }]]);
  await go(0);
  await scrollTo(page, 100);
  await page.evaluate(() => void dispatchEvent(new Event('resize')));
  assert.deepEqual(await sent(), []);
  assert.deepEqual(await listens(), []);
  await go(SHOWN);
  await scrollTo(page, 150);
  await until(async () => (await page.locator('#at').textContent()) === '0 150 ', 'the scroll');
  assert.deepEqual(await sent(), [['scrolled', { scrollX: 0, scrollY: 150 }]]);
  await done();
});

/** Brings about a key's events in the body, as a keyboard that repeats or an input method does. */
const keyEvents = (page, types, init) =>
  page.evaluate(([types, init]) => {
    for (const type of types) document.body.dispatchEvent(new KeyboardEvent(type, { key: 'x', code: 'KeyX', bubbles: true, ...init }));
  }, [types, init]);

test('EV-12, EV-13, EV-15, EV-19: every key without a name; each repeat; none while an input method composes', async () => {
  const { page, write, heard, quiet, done } = await calls(server, browser);
  const names = ['window-keydown', 'window-keyup', 'document-keydown', 'document-keyup'];
  await write(names.map((name) => `<i dj-${name}="echo" data-id="${name}"></i>`).join(''));
  const of = (...names) => names.map((id) => ['took', { key: 'x', code: 'KeyX', id }]);
  await keyEvents(page, ['keydown', 'keyup'], { isComposing: true });
  assert.deepEqual(await quiet(), []);
  await page.keyboard.press('x');
  assert.deepEqual(await heard(4), of('document-keydown', 'window-keydown', 'document-keyup', 'window-keyup'));
  await keyEvents(page, ['keydown', 'keydown'], { repeat: true });
  assert.deepEqual(await quiet(), of('document-keydown', 'window-keydown', 'document-keydown', 'window-keydown'));
  await write('<i dj-window-keydown="echo" dj-throttle="60000" data-id="seldom"></i>');
  await keyEvents(page, ['keydown', 'keydown', 'keydown'], { repeat: true });
  assert.deepEqual(await quiet(), of('seldom'), 'a throttle is there for them');
  await done();
});

test('EV-18, G14: a size is told at once, then at most every 150 ms and the last surely, or as the element says', async () => {
  const { page, write, quiet, done } = await calls(server, browser);
  await write(
    `<i dj-window-resize="echo" data-id="usual"></i><i dj-window-resize="echo" data-id="seldom" data-throttle="400"></i>
     <i dj-window-resize="echo" data-id="after" data-debounce="300"></i><i dj-window-resize="echo" data-id="each" dj-throttle="0"></i>`,
  );
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const size = (innerWidth, id) => ['took', { innerWidth, innerHeight: 400, id }];
  await page.evaluate(() => {
    for (const width of [501, 502, 503]) {
      [globalThis.innerWidth, globalThis.innerHeight] = [width, 400];
      dispatchEvent(new Event('resize'));
    }
  });
  assert.deepEqual(await quiet(), [size(501, 'usual'), size(501, 'seldom'), size(501, 'each'), size(502, 'each'), size(503, 'each')]);
  const later = [[149], [1, size(503, 'usual')], [149], [1, size(503, 'after')], [99], [1, size(503, 'seldom')], [1000]];
  for (const [ms, ...expected] of later) {
    await page.clock.runFor(ms);
    assert.deepEqual(await quiet(), expected, `${ms} ms later`);
  }
  await done();
});

test('EV-16, EV-17: where something is, is told in whole pixels', async () => {
  const { page, write, heard, done } = await calls(server, browser);
  await write('<i dj-window-click="echo" data-id="click"></i><i dj-window-scroll="echo" data-id="scroll" dj-debounce="0"></i>');
  // Chromium tells whole pixels by itself, where others do not.
  await page.evaluate(() => {
    document.body.dispatchEvent(Object.assign(new Event('click', { bubbles: true }), { clientX: 10.6, clientY: 20.4 }));
    Object.defineProperties(globalThis, { scrollX: { value: 0.4 }, scrollY: { value: 30.5 } });
    dispatchEvent(new Event('scroll'));
  });
  const [click, scroll] = [{ clientX: 11, clientY: 20, id: 'click' }, { scrollX: 0, scrollY: 31, id: 'scroll' }];
  assert.deepEqual(await heard(2), [['took', click], ['took', scroll]]);
  await done();
});
