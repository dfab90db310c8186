// The parts of the client: any file of `features` and of `events/sources` may be deleted, and nothing is kept outside
// of instances.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { bundle, here } from "../bundle.mjs";

const source = join(here, "src");
const PARTS = ["events/sources", "features"];
const ON_DEMAND = "on_demand";
const files = readdirSync(source, { recursive: true }).filter((name) => name.endsWith(".ts"));
const optional = files.filter((name) => PARTS.some((folder) => name.startsWith(`${folder}/`)));
const list = readFileSync(join(source, "parts.ts"), "utf8");

/** The list of parts as `cargo xtask codegen` writes it without a file. */
function listWithout(file) {
  const path = file.replace(/\.ts$/, "");
  const [, name] = new RegExp(`import \\{ \\w+ as (\\w+) \\} from "\\./${path}";\n`).exec(list);
  return list
    .split("\n")
    .filter((line) => !line.includes(`"./${path}"`))
    .map((line) => (/^ {2}\w+: \[/.test(line) ? line.replace(new RegExp(`\\b${name}(, )?(?=[\\w\\]])`), "").replace(", ]", "]") : line))
    .join("\n");
}

test("the list names every file of both folders", () => {
  assert.ok(optional.length >= 8);
  for (const file of optional) assert.ok(list.includes(`"./${file.replace(/\.ts$/, "")}"`), file);
});

test("the bundle has no file of a family on demand", async () => {
  const { metafile } = await bundle();
  const inputs = Object.keys(metafile.inputs).map((path) => path.replace("src/", ""));
  assert.deepEqual(inputs.filter((path) => path.startsWith(`${ON_DEMAND}/`)), []);
});

test("nothing imports a feature or a source but the list", () => {
  for (const file of files.filter((name) => name !== "parts.ts")) {
    const imports = readFileSync(join(source, file), "utf8").matchAll(/from "(\.[^"]+)"/g);
    for (const [, path] of imports) {
      const target = relative(source, join(source, file, "..", path));
      assert.ok(![...PARTS, ON_DEMAND].some((folder) => target.startsWith(`${folder}/`)), `${file} imports ${target}`);
    }
  }
});

test("any one of them may be deleted", async () => {
  for (const file of optional) {
    const without = {
      name: "without",
      setup(build) {
        build.onLoad({ filter: /parts\.ts$/ }, () => ({ contents: listWithout(file), loader: "ts", resolveDir: source }));
      },
    };
    const { metafile } = await build({ entryPoints: [join(source, "index.ts")], bundle: true, write: false, metafile: true, plugins: [without], absWorkingDir: source });
    assert.ok(!Object.keys(metafile.inputs).includes(file), `${file} is left out`);
  }
});

test("the types hold without all of them", () => {
  const folder = mkdtempSync(join(tmpdir(), "djust-parts-"));
  try {
    cpSync(source, join(folder, "src"), { recursive: true });
    cpSync(join(source, "..", "djust.d.ts"), join(folder, "djust.d.ts"));
    for (const file of optional) rmSync(join(folder, "src", file));
    rmSync(join(folder, "src", ON_DEMAND), { recursive: true });
    const parts = list.split("\n").filter((line) => !PARTS.some((path) => line.includes(`"./${path}/`)));
    writeFileSync(join(folder, "src", "parts.ts"), parts.map((line) => line.replace(/^( {2}\w+): \[.*\],/, "$1: [],")).join("\n"));
    writeFileSync(join(folder, "tsconfig.json"), readFileSync(join(here, "tsconfig.json")));
    symlinkSync(join(here, "node_modules"), join(folder, "node_modules"));
    execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--noEmit", "--project", folder], { encoding: "utf8" });
  } catch (error) {
    assert.fail(error.stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("nothing at module level is written to", () => {
  for (const file of files) {
    const lines = readFileSync(join(source, file), "utf8").split("\n");
    for (const line of lines) {
      assert.ok(!/^(export )?(let|var) /.test(line), `${file}: ${line}`);
      // A collection is typed as one that is only read.
      if (/^(export )?const \w+.*= new (Map|Set|WeakMap|WeakSet)\b/.test(line)) assert.match(line, /: Readonly/, `${file}: ${line}`);
      // An empty list or object is there to be filled, unless its type forbids that.
      if (/^(export )?const \w+.*= (\[\]|\{\});/.test(line)) assert.match(line, /: (readonly |Readonly|Values)/, `${file}: ${line}`);
    }
  }
});

test("a WebSocket is opened in one folder alone, and the clock is the app's own", () => {
  for (const file of files) {
    const text = readFileSync(join(source, file), "utf8");
    if (!file.startsWith("transport/")) assert.ok(!text.includes("new WebSocket("), file);
    if (file === "environment.ts") continue;
    assert.ok(!/(?<![.\w])(setTimeout|setInterval|clearTimeout|requestIdleCallback)\(|Date\.now\(/.test(text), file);
  }
});
