// Prints the client's bytes by module: the source, its part of the bundle, and what that part takes compressed alone.
// Run by `cargo xtask size`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { bundle, bundleFamily, here, minified, onDemand } from "./bundle.mjs";

/** The most bytes that the bundle may have by gzip. */
export const LIMIT = 20_000;

const bytes = (text) => Buffer.byteLength(text);
const compressed = (text) => ({ gzip: gzipSync(text, { level: 9 }).length, brotli: brotliCompressSync(text).length });

/**
 * `{ modules, total, onDemand }`, each `{ name, source, minified, gzip, brotli }`: modules by their part of the bundle, and the
 * scripts that pages load for some attributes.
 */
export const measure = async () => {
  const { text, metafile } = await bundle();
  const [{ inputs }] = Object.values(metafile.outputs);
  const modules = await Promise.all(Object.entries(inputs).map(([path, part]) => moduleOf(path, part.bytesInOutput)));
  modules.sort((a, b) => b.minified - a.minified || a.name.localeCompare(b.name));
  const source = modules.reduce((sum, module) => sum + module.source, 0);
  const total = { name: "the bundle", source, minified: bytes(text), ...compressed(text) };
  return { modules, total, onDemand: await Promise.all(onDemand.map(familyOf)) };
};

const familyOf = async (family) => {
  const { text } = await bundleFamily(family);
  const source = bytes(readFileSync(join(here, "src", "on_demand", `${family}.ts`), "utf8"));
  return { name: `on_demand/${family}.ts`, source, minified: bytes(text), ...compressed(text) };
};

const moduleOf = async (path, part) => {
  const text = readFileSync(join(here, path), "utf8");
  const alone = await transform(text, { ...minified, loader: "ts" });
  return { name: path.replace(/^src\//, ""), source: bytes(text), minified: part, ...compressed(alone.code) };
};

const COLUMNS = ["source", "minified", "gzip", "brotli"];

/** Lines for people. */
export const table = ({ modules, total, onDemand }) => {
  const width = Math.max(...[...modules, total, ...onDemand].map(({ name }) => name.length));
  const line = (name, cells) => name.padEnd(width) + cells.map((cell) => cell.padStart(10)).join("");
  const figures = (row) => line(row.name, COLUMNS.map((column) => row[column].toLocaleString("en")));
  const says = `${total.gzip.toLocaleString("en")} bytes by gzip, held to ${LIMIT.toLocaleString("en")}`;
  return [line("bytes", COLUMNS), ...modules.map(figures), figures(total), "", ...onDemand.map(figures), "", says];
};

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(table(await measure()).join("\n"));
