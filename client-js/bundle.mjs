// How the client is bundled: one minified script without source map.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const here = dirname(fileURLToPath(import.meta.url));

/** What a module goes through, in the bundle or alone. */
export const minified = { minify: true, target: "es2022", charset: "ascii", legalComments: "none" };

/** The bundle's text, and what esbuild says of its parts, by paths from this folder. */
export const bundle = async () => {
  const { outputFiles, metafile } = await build({
    ...minified,
    absWorkingDir: here,
    entryPoints: [join(here, "src", "index.ts")],
    bundle: true,
    format: "iife",
    metafile: true,
    write: false,
  });
  return { text: outputFiles[0].text, metafile };
};
