// How the client is bundled: one minified script without source map. esbuild bundles and minifies; terser goes over it
// once more: it inlines what is called once, which saves another 4 % of the compressed bytes.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";

export const here = dirname(fileURLToPath(import.meta.url));

/** Properties of our own objects that get short names. None may be a name of the language or of the browser, which
 * test/copy.test.mjs holds. */
export const OWN =
  /^(instance|places|fragments?|separator|namespace|marks|carried|made|fills|slots|tries|throttle|arm|box|seen|edits|sent|fire|begun|received|gone|args|skeleton)$/;

/** What a module goes through, in the bundle or alone. */
export const minified = { minify: true, target: "es2022", charset: "ascii", legalComments: "none", mangleProps: OWN };

const AGAIN = {
  ecma: 2022,
  module: true,
  compress: { ecma: 2022, passes: 3, pure_getters: true, unsafe_arrows: true },
  format: { ascii_only: true },
};

/** The bundle's text; what esbuild says of its parts, by paths from this folder, and of all of them: before terser. */
export const bundle = async (plugins = []) => {
  const { outputFiles, metafile } = await build({
    ...minified,
    absWorkingDir: here,
    entryPoints: [join(here, "src", "index.ts")],
    bundle: true,
    format: "iife",
    metafile: true,
    write: false,
    plugins,
  });
  const { code } = await minify(outputFiles[0].text, AGAIN);
  return { text: code, metafile, before: outputFiles[0].contents.length };
};

/** Puts the modules of `basics` in place of those that they leave out. Such a bundle is weighed, never shipped. */
export const basics = {
  name: "basics",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const other = path.replace(join(here, "src"), join(here, "basics"));
      return existsSync(other) ? { contents: readFileSync(other, "utf8"), loader: "ts" } : undefined;
    });
  },
};
