// Chromium by Playwright, and pages that remember what went wrong and what travelled.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const modules = new URL('../../../client-js/package.json', import.meta.url);
const { chromium } = createRequire(modules)('playwright-core');

/** Starts Chromium. `bfcache` keeps the back-forward cache, which Playwright turns off. */
export const launch = async ({ bfcache = false } = {}) => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    ignoreDefaultArgs: bfcache ? ['--disable-back-forward-cache'] : [],
  });
  console.log(`Chromium ${browser.version()}`);
  return browser;
};

/** A page in a context of its own, with `wire` (what its sockets carried) and `problems` (its console). */
export const open = async (browser, url, options = {}) => {
  const context = options.context ?? (await browser.newContext(options));
  const page = await context.newPage();
  page.wire = [];
  page.problems = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.problems.push(message.text());
  });
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => page.wire.push(['up', String(payload)]));
    socket.on('framereceived', ({ payload }) => page.wire.push(['down', String(payload)]));
  });
  if (options.before) await options.before(page);
  if (url) await page.goto(url);
  return page;
};

/** Resolves once the page is live. */
export const connected = (page) => page.locator('body.dj-connected').waitFor({ state: 'attached' });

/** Clicks the button of this name as a script does, in one task: no patch comes between finding and clicking it. */
export const press = (page, name) =>
  page.evaluate((name) => {
    const named = (button) => (button.ariaLabel ?? button.textContent.trim()) === name;
    [...document.querySelectorAll('button')].find(named).click();
  }, name);

/** Runs the action and gives the frames that travelled until its answer came. */
export const exchange = async (page, action) => {
  const start = page.wire.length;
  await action();
  const answered = () => page.wire.slice(start).some(([way, text]) => way === 'down' && /^\["[pax]"/.test(text));
  await until(answered, 'the answer to the event');
  return {
    up: page.wire.slice(start).filter(([way]) => way === 'up').map(([, text]) => text),
    down: page.wire.slice(start).filter(([way]) => way === 'down').map(([, text]) => text),
  };
};

/** Waits for the condition. */
export const until = async (condition, what, limit = 10_000) => {
  const end = Date.now() + limit;
  while (Date.now() < end) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(`waited ${limit} ms for ${what}`);
};

/** Fails when the page wrote to its console. */
export const quiet = (page) => assert.deepEqual(page.problems, [], 'the console is empty');

/** Bytes as the socket counts them. */
export const bytes = (text) => Buffer.byteLength(text);

/** Counts mutation records from here on: `stop` gives what was seen. */
export const observe = async (page) => {
  await page.evaluate(() => {
    const seen = [];
    const name = (node) => node.nodeName.toLowerCase();
    const nearest = (node) => (node.closest ? node : node.parentElement)?.closest('[data-component-id]');
    const note = (records) => {
      for (const record of records) {
        seen.push({
          type: record.type,
          target: name(record.target),
          attribute: record.attributeName,
          component: nearest(record.target)?.dataset.componentId,
          added: [...record.addedNodes].map(name),
          removed: [...record.removedNodes].map(name),
        });
      }
    };
    const observer = new MutationObserver(note);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    window.__mutations = () => {
      note(observer.takeRecords());
      observer.disconnect();
      return seen;
    };
  });
  return { stop: () => page.evaluate(() => window.__mutations()) };
};
