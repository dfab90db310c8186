// One of the three pages in Chromium: opened, clicked at, and asked what it shows.

import assert from 'node:assert/strict';

import { CATEGORIES, measure } from './trace.mjs';

/** Ours, by hand over a socket, by hand alone. */
export const SIDES = ['live', 'socket', 'hand'];

/** What says that a page may be clicked at, if loading it is not enough. */
const READY = {
  live: "document.body.classList.contains('dj-connected')",
  socket: "document.body.classList.contains('connected')",
};

export class Bench {
  #browser;
  #session;
  #context;
  #problems = [];

  /** Opens one of the pages in a renderer of its own. */
  static async open(browser, url, side) {
    const bench = new Bench();
    bench.#browser = browser;
    ({ browserContextId: bench.#context } = await browser.send('Target.createBrowserContext'));
    const size = { width: 1280, height: 720 };
    const target = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId: bench.#context, ...size });
    const attached = await browser.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
    bench.#session = attached.sessionId;
    browser.listen((method, params) => bench.#heard(method, params), bench.#session);
    for (const domain of ['Page', 'Runtime', 'Log', 'Performance']) await bench.#send(`${domain}.enable`);
    const loaded = browser.next('Page.loadEventFired', bench.#session);
    await bench.#send('Page.navigate', { url: `${url}/${side}` });
    await loaded;
    if (READY[side]) await bench.#until(READY[side]);
    return bench;
  }

  /** Closes the page, which must have been silent. */
  async close() {
    await this.#browser.send('Target.disposeBrowserContext', { browserContextId: this.#context });
    assert.deepEqual(this.#problems, [], 'the console is empty');
  }

  /** Clicks in turn, each time until the change is on the screen. */
  async clicks(selectors) {
    for (const selector of selectors) await this.#click(await this.#aim(selector));
  }

  /** Clicks once, under a trace, from a heap without garbage. */
  async timed(selector, rows) {
    const place = await this.#aim(selector);
    await this.#collect();
    const events = await this.#browser.trace(CATEGORIES, () => this.#click(place));
    await this.#has(rows);
    return { ...measure(events), heap: await this.#heap() };
  }

  /** Clicks once and gives the number of mutation records. */
  async counted(selector, rows) {
    await this.#evaluate(`{
      window.records = 0;
      window.observer = new MutationObserver((seen) => (records += seen.length));
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    }`);
    await this.clicks([selector]);
    await this.#has(rows);
    return this.#evaluate('observer.disconnect(), records');
  }

  /** The table's markup, without the client's own marks. */
  async markup() {
    const html = await this.#evaluate("document.querySelector('tbody').innerHTML");
    return html.replaceAll(' dj=""', '');
  }

  #send(method, params) {
    return this.#browser.send(method, params, this.#session);
  }

  #heard(method, params) {
    if (method === 'Runtime.exceptionThrown') this.#problems.push(params.exceptionDetails.text);
    if (method === 'Log.entryAdded' && params.entry.level !== 'info') this.#problems.push(params.entry.text);
    if (method === 'Runtime.consoleAPICalled') this.#problems.push(JSON.stringify(params.args));
  }

  async #evaluate(expression) {
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Asks until it is so. What asks is no script of the page, and a trace counts it as none. */
  async #until(expression) {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      if (await this.#evaluate(expression)) return;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.fail(`waited a minute for ${expression}`);
  }

  /** Moves a real pointer there, for a click by script is another path through the browser. */
  async #aim(selector) {
    const place = await this.#evaluate(`{
      const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      ({ x: x + width / 2, y: y + height / 2 });
    }`);
    await this.#send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place });
    await this.#shown();
    return place;
  }

  async #click(place) {
    const before = await this.#evaluate(STATE);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.#send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 });
    }
    await this.#until(`${STATE} !== ${JSON.stringify(before)}`);
    await this.#shown();
  }

  /** Resolves when a frame was shown after all that happened so far. */
  #shown() {
    return this.#evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))');
  }

  async #has(rows) {
    assert.equal(await this.#evaluate(ROWS), rows, 'the rows of the table');
  }

  #collect() {
    return this.#send('HeapProfiler.collectGarbage');
  }

  async #heap() {
    await this.#collect();
    const { metrics } = await this.#send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  }
}

const ROWS = "document.querySelector('tbody').childElementCount";

/** Differs after each operation, and is found without touching more than the first rows. */
const STATE = `(() => {
  const body = document.querySelector('tbody');
  const rows = [...body.children].slice(0, 10).map((row) => [row.dataset.key, row.className, row.textContent]);
  return JSON.stringify([body.childElementCount, rows]);
})()`;
