// Scripts of pages, plain JavaScript, against the types that are shipped: what examples and guides show is what `djust.d.ts` knows.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = new URL("../../", import.meta.url);
const path = (file) => fileURLToPath(new URL(file, root));

/** What the example takes of its two libraries, and what a guide leaves to its reader. */
const LIBRARIES = `
declare const element: Element;
declare class uPlot {
  constructor(options: object, series: number[][], element: Element);
  readonly over: HTMLElement;
  readonly cursor: { readonly idx: number | null };
  setData(series: number[][]): void;
  destroy(): void;
}
interface Moved { readonly item: Element; readonly oldIndex: number; readonly newIndex: number }
declare class Sortable {
  constructor(element: Element, options: { onEnd(moved: Moved): unknown; [other: string]: unknown });
  destroy(): void;
}
`;

/** What the compiler says of scripts, as an editor does that nobody has told to be strict. */
async function check(folder, scripts) {
  const options = ["--noEmit", "--allowJs", "--checkJs", "--target", "es2022", "--moduleDetection", "force"];
  const files = [path("djust-actix/assets/djust.d.ts"), join(folder, "libraries.d.ts"), ...scripts];
  const compiler = path("client-js/node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [compiler, ...options, ...files], { cwd: folder });
  return (await run.catch((error) => error)).stdout;
}

test("DR-08: hooks of the example and of the guide fit the types, and what does not is said", async () => {
  const folder = mkdtempSync(join(tmpdir(), "djust-scripts-"));
  try {
    writeFileSync(join(folder, "libraries.d.ts"), LIBRARIES);
    const guides = ["hooks", "client", "navigation", "commands", "transitions", "flash"].flatMap((name) => {
      const text = readFileSync(path(`docs/${name}.md`), "utf8");
      return [...text.matchAll(/^```js\n(.*?)^```/gms)].map(([, block], index) => {
        const file = join(folder, `${name}${index}.js`);
        writeFileSync(file, block);
        return file;
      });
    });
    assert.ok(guides.length >= 2, "the guides have scripts");
    const wrong = join(folder, "wrong.js");
    writeFileSync(wrong, "(window.djust ??= {}).hooks = { Wrong: { mounted() { this.pushEvent(5); } } };\nwindow.djust.flsh;\n");
    const said = await check(folder, [path("examples/hooks/assets/hooks.js"), wrong, ...guides]);
    const lines = said.trim().split("\n");
    assert.deepEqual(lines.filter((line) => !line.startsWith("wrong.js")), []);
    assert.match(said, /wrong\.js\(1,.*'number' is not assignable/);
    assert.match(said, /wrong\.js\(2,.*'flsh'/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
