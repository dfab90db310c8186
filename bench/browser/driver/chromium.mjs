// Chromium by its DevTools protocol, with nothing between. Playwright listens to every page's network, so that the main
// thread reports each frame of a socket from within the page's own `send`; and its scripts stand in every page's heap.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { address } from '../../../examples/e2e/lib/address.mjs';

const modules = new URL('../../../client-js/package.json', import.meta.url);
const { WebSocket } = createRequire(modules)('ws');

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--remote-debugging-port=0'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions'],
  ...['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'],
];

export class Chromium {
  #process;
  #folder;
  #socket;
  #last = 0;
  #replies = new Map();
  #listeners = new Set();

  static async launch() {
    const browser = new Chromium();
    browser.#folder = await mkdtemp(join(tmpdir(), 'bench-browser-'));
    const flags = [...FLAGS, `--user-data-dir=${browser.#folder}`, 'about:blank'];
    browser.#process = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', flags, { stdio: ['ignore', 'ignore', 'pipe'] });
    browser.#socket = new WebSocket(await address(browser.#process), { perMessageDeflate: false, maxPayload: 2 ** 30 });
    await new Promise((resolve, reject) => browser.#socket.once('open', resolve).once('error', reject));
    browser.#socket.on('message', (text) => browser.#receive(JSON.parse(text)));
    return browser;
  }

  /** Calls a method; without a session it is the browser's. */
  send(method, params = {}, sessionId = undefined) {
    const id = (this.#last += 1);
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve, reject) => this.#replies.set(id, { resolve, reject, method }));
  }

  /** Hears events of a session until the function that this gives is called. */
  listen(heard, sessionId = undefined) {
    const listener = (message) => message.sessionId === sessionId && heard(message.method, message.params);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the next event of this name. */
  next(name, sessionId = undefined) {
    return new Promise((resolve) => {
      const stop = this.listen((method, params) => {
        if (method !== name) return;
        stop();
        resolve(params);
      }, sessionId);
    });
  }

  #receive(message) {
    if (message.id === undefined) {
      for (const listener of [...this.#listeners]) listener(message);
      return;
    }
    const { resolve, reject, method } = this.#replies.get(message.id);
    this.#replies.delete(message.id);
    if (message.error) reject(new Error(`${method}: ${message.error.message}`));
    else resolve(message.result);
  }

  /** What `action` does, as trace events. */
  async trace(categories, action) {
    const events = [];
    const stop = this.listen((method, { value }) => method === 'Tracing.dataCollected' && events.push(...value));
    await this.send('Tracing.start', { traceConfig: { includedCategories: categories }, transferMode: 'ReportEvents' });
    await action();
    const complete = this.next('Tracing.tracingComplete');
    await this.send('Tracing.end');
    await complete;
    stop();
    return events;
  }

  async close() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.send('Browser.close');
    await ended;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
