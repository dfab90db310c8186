// Chromium with windows that can be hidden. Playwright tells each page of its own that it is visible and has the focus,
// whatever becomes of its window; so here Chromium is started without it, and it is only asked to look.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { address } from './address.mjs';

const modules = new URL('../../../client-js/package.json', import.meta.url);
const { chromium } = createRequire(modules)('playwright-core');

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--no-first-run',
  '--no-default-browser-check',
  '--remote-debugging-port=0',
];

/** It may take its time to answer, where other programs are built meanwhile. */
const PATIENCE_MS = 120_000;

const connect = async (process) => chromium.connectOverCDP(await address(process), { noDefaults: true, timeout: PATIENCE_MS });

/** Starts Chromium; `stop` ends it. Its only context is `context`. */
export const launchWindows = async () => {
  const profile = await mkdtemp(join(tmpdir(), 'djust-'));
  const process_ = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', [...flags, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => process_.once('exit', resolve));
  const browser = await connect(process_).catch((error) => {
    // Else the test would wait for it for ever.
    process_.kill();
    throw error;
  });
  return {
    context: browser.contexts()[0],
    stop: async () => {
      await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => {});
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** Ways for a page to be hidden, each with its way back. */
export const ways = {
  'its window minimised': (page) => minimise(page),
  'another tab in front': async (page) => {
    const other = await page.context().newPage();
    await other.bringToFront();
    return async () => {
      await page.bringToFront();
      await other.close();
    };
  },
  'its window minimised and the page frozen': async (page) => {
    const restore = await minimise(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    return async () => {
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      await restore();
    };
  },
};

const minimise = async (page) => {
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  const become = (windowState) => session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  await become('minimized');
  return () => become('normal');
};
