// Measures the nine operations on both pages: `node main.mjs FOLDER [--quick]`, run by `cargo xtask bench browser`,
// with the server's folder in BINARIES and the browser in CHROMIUM. Writes browser.md and browser.json into FOLDER.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from '../../../examples/e2e/lib/browser.mjs';
import { Server } from '../../../examples/e2e/lib/server.mjs';
import { figures, json, markdown } from './figures.mjs';
import { OPERATIONS } from './operations.mjs';
import { Bench, SIDES } from './page.mjs';

const [folder, quick] = process.argv.slice(2);
const ROUNDS = quick === '--quick' ? 5 : 15;

/** Runs an operation on a fresh page and gives what `measure` makes of it. */
const run = async (browser, url, side, operation, measure) => {
  const bench = await Bench.open(browser, url, side);
  await bench.clicks(operation.before);
  const result = await measure(bench, operation);
  await bench.close();
  return result;
};

const compare = async (browser, url, operation) => {
  const records = {};
  const samples = { live: [], hand: [] };
  for (const side of SIDES) {
    records[side] = await run(browser, url, side, operation, (bench, operation) => bench.counted(operation));
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // The one goes first as often as the other.
    for (const side of round % 2 === 0 ? SIDES : [...SIDES].reverse()) {
      samples[side].push(await run(browser, url, side, operation, (bench, operation) => bench.timed(operation)));
    }
  }
  const result = figures(operation, samples, records);
  console.error(`${operation.name}: script ${result.ratio.script.toFixed(2)} x, total ${result.ratio.total.toFixed(2)} x`);
  return result;
};

const server = await Server.start('bench-browser');
const browser = await launch();
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
