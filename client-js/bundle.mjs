// How the client is bundled: one minified script without source map, and one for each family of `src/on_demand`.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const here = dirname(fileURLToPath(import.meta.url));

/** What a module goes through, in the bundle or alone. */
export const minified = { minify: true, target: "es2022", charset: "ascii", legalComments: "none" };

/** A script's text, and what esbuild says of its parts, by paths from this folder. */
const bundled = async (entry) => {
  const { outputFiles, metafile } = await build({
    ...minified,
    ...entry,
    absWorkingDir: here,
    bundle: true,
    format: "iife",
    metafile: true,
    write: false,
  });
  return { text: outputFiles[0].text, metafile };
};

/** The client's own script. */
export const bundle = () => bundled({ entryPoints: [join(here, "src", "index.ts")] });

/** What keeps events until that one has started. */
export const bundleEarly = () => bundled({ entryPoints: [join(here, "src", "early.ts")] });

/** The families whose client is a script of its own. */
export const onDemand = readdirSync(join(here, "src", "on_demand")).map((file) => file.replace(/\.ts$/, "")).sort();

/** A family's script: it registers what the family's file exports. */
export const bundleFamily = (family) => {
  const text = readFileSync(join(here, "src", "on_demand", `${family}.ts`), "utf8");
  const exported = [...text.matchAll(/^export const (source|feature)\b/gm)].map(([, name]) => name);
  const contents = `
    import { ${exported.join()} } from "./on_demand/${family}";
    import { ${family.toUpperCase()} as rows } from "./protocol/vocabulary";
    import { register } from "./registry";
    register({ name: "${family}", rows, ${exported.map((name) => `${name}s: [${name}]`).join()} });`;
  return bundled({ stdin: { contents, resolveDir: join(here, "src"), sourcefile: `${family}.ts`, loader: "ts" } });
};
