// Modules of the sources alone: for tests that need no bundle, in Node or in the page.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { here } from "../bundle.mjs";

const bundled = async (entry, options) => {
  const { outputFiles } = await build({ entryPoints: [join(here, "src", entry)], bundle: true, write: false, target: "es2022", ...options });
  return outputFiles[0].text;
};

/** A module and what it imports, in Node. */
export const load = async (entry) => {
  const text = await bundled(entry, { format: "esm" });
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
};

/** The text of a script that makes a module's exports a global of the page. */
export const script = (entry, globalName) => bundled(entry, { format: "iife", globalName });

/** A file of the contract, parsed. */
export const contract = (name) => JSON.parse(readFileSync(join(here, "..", "contract", `${name}.json`), "utf8"));
