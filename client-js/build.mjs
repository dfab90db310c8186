// Bundles the client into djust-actix/assets, which that crate embeds: djust.js, early.js for what comes before it, and on_demand/<family>.js for each family that
// few pages use. `--check` fails, without writing, when a committed script is not what the sources give.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle, bundleEarly, bundleFamily, here, onDemand } from "./bundle.mjs";
import { LIMIT } from "./size.mjs";

const folder = join(here, "..", "djust-actix", "assets");
const check = process.argv.includes("--check");
let failed = false;

const fail = (message) => {
  console.error(message);
  failed = true;
};

const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
};

/** Writes a script, or compares it with the committed one; gives its size by gzip. */
const put = (name, text) => {
  const file = join(folder, name);
  if (!check) writeFileSync(file, text);
  else if (read(file) !== text) fail(`djust-actix/assets/${name} is stale: run \`cargo xtask js\` and commit it`);
  return gzipSync(text, { level: 9 }).length;
};

mkdirSync(join(folder, "on_demand"), { recursive: true });
const size = put("djust.js", (await bundle()).text);
console.log(`djust.js: ${size} bytes gzipped (limit ${LIMIT})`);
if (size > LIMIT) fail("djust.js is larger than its limit");
put("djust.d.ts", readFileSync(join(here, "djust.d.ts"), "utf8"));
console.log(`early.js: ${put("early.js", (await bundleEarly()).text)} bytes gzipped`);
for (const family of onDemand) {
  const name = `on_demand/${family}.js`;
  console.log(`${name}: ${put(name, (await bundleFamily(family)).text)} bytes gzipped`);
}
for (const file of readdirSync(join(folder, "on_demand"))) {
  if (onDemand.includes(file.replace(/\.js$/, ""))) continue;
  if (check) fail(`djust-actix/assets/on_demand/${file} has no source any more`);
  else rmSync(join(folder, "on_demand", file));
}
if (failed) process.exit(1);
