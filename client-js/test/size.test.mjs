// What `cargo xtask size` prints.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { here } from "../bundle.mjs";
import { measure, table } from "../size.mjs";

const sizes = await measure();

test("every module is listed once, the largest part of the bundle first", () => {
  const files = readdirSync(join(here, "src"), { recursive: true }).filter((name) => name.endsWith(".ts"));
  const listed = sizes.modules.map(({ name }) => name);
  assert.deepEqual(listed.filter((name) => !files.includes(name)), []);
  assert.equal(new Set(listed).size, listed.length);
  const parts = sizes.modules.map(({ minified }) => minified);
  assert.deepEqual(parts, [...parts].sort((a, b) => b - a));
});

test("the parts make up the bundle, but for its frame", () => {
  const sum = sizes.modules.reduce((sum, { minified }) => sum + minified, 0);
  const frame = sizes.total.minified - sum;
  assert.ok(frame >= 0 && frame < 100, `${frame} bytes belong to no module`);
});

test("the total is the bundle's own, not the sum of parts that were compressed alone", () => {
  const committed = readFileSync(join(here, "..", "djust-actix", "assets", "djust.js"));
  assert.equal(sizes.total.minified, committed.length);
  assert.equal(sizes.total.gzip, gzipSync(committed, { level: 9 }).length);
});

test("a table has aligned columns, and says what is above its goal", () => {
  const row = (name, size) => ({ name, source: size * 3, minified: size, gzip: size, brotli: size });
  const onDemand = [row("on_demand/c.ts", 400)];
  const lines = table({ modules: [row("dom/a.ts", 9_001), row("b.ts", 7)], total: row("the bundle", 9_008), onDemand });
  assert.deepEqual(lines, [
    "bytes             source  minified      gzip    brotli",
    "dom/a.ts          27,003     9,001     9,001     9,001",
    "b.ts                  21         7         7         7",
    "the bundle        27,024     9,008     9,008     9,008",
    "",
    "on_demand/c.ts     1,200       400       400       400",
    "",
    "9,008 bytes by gzip, held to 20,000",
  ]);
});
