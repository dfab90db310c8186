// One of the two pages in Chromium: opened, clicked at, and asked what it shows.

import assert from 'node:assert/strict';

import { observe, open, until } from '../../../examples/e2e/lib/browser.mjs';
import { CATEGORIES, measure } from './trace.mjs';

export const SIDES = ['live', 'hand'];

export class Bench {
  #page;
  #live;
  #devtools;

  /** Opens `live` or `hand` in a renderer of its own. */
  static async open(browser, url, side) {
    const bench = new Bench();
    bench.#live = side === 'live';
    bench.#page = await open(browser, `${url}/${side}`);
    if (bench.#live) await bench.#connected();
    bench.#devtools = await bench.#page.context().newCDPSession(bench.#page);
    await bench.#devtools.send('Performance.enable');
    return bench;
  }

  /** Closes the page, which must have been silent. */
  async close() {
    assert.deepEqual(this.#page.problems, [], 'the console is empty');
    await this.#page.context().close();
  }

  /** Clicks in turn, each time until the change is on the screen. */
  async clicks(selectors) {
    for (const selector of selectors) {
      await this.#aim(selector);
      await this.#click();
    }
  }

  /** Clicks once, under a trace, from a heap without garbage. */
  async timed({ click, rows }) {
    await this.#aim(click);
    await this.#collect();
    const browser = this.#page.context().browser();
    await browser.startTracing(this.#page, { categories: CATEGORIES });
    await this.#click();
    const { traceEvents } = JSON.parse(await browser.stopTracing());
    await this.#has(rows);
    return { ...measure(traceEvents), heap: await this.#heap() };
  }

  /** Clicks once and gives the number of mutation records. */
  async counted({ click, rows }) {
    const observer = await observe(this.#page);
    await this.clicks([click]);
    const records = await observer.stop();
    await this.#has(rows);
    return records.length;
  }

  /** The table's markup, without the client's own marks. */
  async markup() {
    const html = await this.#page.evaluate(() => document.querySelector('tbody').innerHTML);
    return html.replaceAll(' dj=""', '');
  }

  /** A real pointer, for a click by script is another path through the browser. */
  async #aim(selector) {
    const [x, y] = await this.#page.evaluate((selector) => {
      const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    }, selector);
    await this.#page.mouse.move(x, y);
    await this.#shown();
  }

  /** The answer is heard outside of the page, so that no script of ours runs before the change is shown. */
  async #click() {
    const { wire, mouse } = this.#page;
    const start = wire.length;
    await mouse.down();
    await mouse.up();
    const answered = () => wire.slice(start).some(([way, text]) => way === 'down' && /^\["[pax]"/.test(text));
    if (this.#live) await until(answered, 'the answer to the click');
    await this.#shown();
  }

  /** Resolves once the page is live. Playwright's own way to wait would leave a megabyte of it in the heap. */
  #connected() {
    return this.#page.evaluate(
      () =>
        new Promise((done) => {
          const { body } = document;
          const look = () => {
            if (!body.classList.contains('dj-connected')) return;
            observer.disconnect();
            done();
          };
          const observer = new MutationObserver(look);
          observer.observe(body, { attributes: true });
          look();
        }),
    );
  }

  /** Resolves when a frame was shown after all that happened so far. */
  #shown() {
    return this.#page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );
  }

  async #has(rows) {
    const found = await this.#page.evaluate(() => document.querySelectorAll('tbody tr').length);
    assert.equal(found, rows, 'the rows of the table');
  }

  #collect() {
    return this.#devtools.send('HeapProfiler.collectGarbage');
  }

  async #heap() {
    await this.#collect();
    const { metrics } = await this.#devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  }
}
