// Bundles the client into dist/djust.js, one minified script without source map. `--check` fails, without writing,
// when the committed bundle is not what the sources give.
import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 13_600;
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "dist", "djust.js");

const result = await build({
  entryPoints: [join(here, "src", "index.ts")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  write: false,
});
const text = result.outputFiles[0].text;
const size = gzipSync(text, { level: 9 }).length;

if (process.argv.includes("--check")) {
  const committed = readFileSync(target, "utf8");
  if (committed !== text) {
    console.error("dist/djust.js is stale: run `node build.mjs` in client-js and commit it");
    process.exit(1);
  }
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
console.log(`djust.js: ${text.length} bytes, ${size} gzipped (limit ${LIMIT})`);
if (size > LIMIT) {
  console.error("djust.js is larger than its limit");
  process.exit(1);
}
