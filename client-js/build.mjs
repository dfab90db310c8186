// Bundles the client into djust-actix/assets/djust.js, which that crate embeds: one script without source map.
// `--check` fails, without writing, when the committed bundle is not what the sources give.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle, here } from "./bundle.mjs";
import { LIMIT } from "./size.mjs";

const target = join(here, "..", "djust-actix", "assets", "djust.js");

const { text } = await bundle();
const size = gzipSync(text, { level: 9 }).length;

if (process.argv.includes("--check")) {
  const committed = readFileSync(target, "utf8");
  if (committed !== text) {
    console.error("djust-actix/assets/djust.js is stale: run `node build.mjs` in client-js and commit it");
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
console.log(`djust.js: ${text.length} bytes, ${size} gzipped (limit ${LIMIT})`);
if (size > LIMIT) {
  console.error("djust.js is larger than its limit");
  process.exit(1);
}
