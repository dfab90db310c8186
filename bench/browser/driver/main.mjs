// Measures the nine operations on all three pages: `node main.mjs FOLDER [--quick]`, run by `cargo xtask bench browser`,
// with the server's folder in BINARIES and the browser in CHROMIUM. Writes browser.md and browser.json into FOLDER.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Server } from '../../../examples/e2e/lib/server.mjs';
import { Chromium } from './chromium.mjs';
import { figures, json } from './figures.mjs';
import { OPERATIONS } from './operations.mjs';
import { Bench, SIDES } from './page.mjs';
import { markdown } from './tables.mjs';

const [folder, quick] = process.argv.slice(2);
const PAGES = quick === '--quick' ? 2 : 5;
/** Rounds a page. */
const ROUNDS = 3;

/** Opens a page of its own, warms it up and gives what `measure` makes of it. */
const warm = async (browser, url, side, { before }, measure) => {
  const bench = await Bench.open(browser, url, side);
  await bench.clicks(before);
  const result = await measure(bench);
  await bench.close();
  return result;
};

const rounds = async (bench, { click, again, rows, fewer }) => {
  const samples = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await bench.clicks(again);
    samples.push(await bench.timed(click, rows - round * fewer));
  }
  return samples;
};

const compare = async (browser, url, operation) => {
  const records = {};
  const samples = Object.fromEntries(SIDES.map((side) => [side, []]));
  for (const side of SIDES) {
    const count = (bench) => bench.counted(operation.click, operation.rows);
    records[side] = await warm(browser, url, side, operation, count);
  }
  for (let page = 0; page < PAGES; page += 1) {
    // Each goes first in its turn.
    const first = page % SIDES.length;
    for (const side of [...SIDES.slice(first), ...SIDES.slice(0, first)]) {
      samples[side].push(...(await warm(browser, url, side, operation, (bench) => rounds(bench, operation))));
    }
  }
  const result = figures(operation, samples, records);
  const [hand, socket] = [result.beside.hand, result.beside.socket].map(({ ratio }) => ratio.script.toFixed(2));
  console.error(`${operation.name}: script ${hand} x by hand, ${socket} x by hand over a socket`);
  return result;
};

const server = await Server.start('bench-browser');
const browser = await Chromium.launch();
try {
  const results = [];
  for (const operation of OPERATIONS) results.push(await compare(browser, server.url, operation));
  const text = markdown(results);
  console.log(`\n${text}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'browser.md'), text);
  writeFileSync(join(folder, 'browser.json'), json(results));
} finally {
  await Promise.all([browser.close(), server.stop()]);
}
