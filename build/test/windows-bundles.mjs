/** Test files, and the programs that they start, as files that Windows' Node runs as they are. */
import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { copyKoffi, koffiAddon } from "../bundle/koffi-addon.mjs";
import { wasmInside } from "../bundle/wasm-inside.mjs";
import { zeromqAddon } from "../bundle/zeromq-addon.mjs";
import { programsForTerminals } from "../bundle.mjs";
import { repository } from "../setup/places.mjs";
import { asWindowsPath } from "../setup/windows-under-wine.mjs";

const isWindows = process.platform === "win32";

/** A file's own place, said as Windows says it: a bundle's `import.meta` would tell the bundle's. @type {import("esbuild").Plugin} */
const placesOnWindows = {
  name: "places-on-windows",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      if (!source.includes("import.meta.")) return undefined;
      const place = isWindows ? file : asWindowsPath(file);
      const url = isWindows ? pathToFileURL(file).href : `file:///${place.replaceAll("\\", "/")}`;
      return {
        loader: "ts",
        contents: source
          .replaceAll("import.meta.dirname", JSON.stringify(path.win32.dirname(place)))
          .replaceAll("import.meta.url", JSON.stringify(url)),
      };
    });
  },
};

/** Vitest's stand-in is one file that all of them share: what a test registers is found by the runner. */
const sharedVitest = {
  name: "shared-vitest",
  setup(/** @type {import("esbuild").PluginBuild} */ build) {
    const stand = { path: path.posix.join("..", "tests", "vitest.js"), external: true };
    build.onResolve({ filter: /^(vitest|@vitest\/runner)$/ }, () => stand);
  },
};

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: repository,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: "inline",
  logLevel: "error",
  external: ["electron"],
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
};

/** For zeromq and koffi: the addons that Windows loads. */
const TARGET = { platform: "win32", arch: "x64" };

/**
 * The programs that tests start, and what runs test files.
 * @param {string} stage the folder where all of it is run; the programs are in its out/
 */
export async function bundlePrograms(stage) {
  const esbuild = await import("esbuild");
  await mkdir(path.join(stage, "tests"), { recursive: true });
  // Programs ask it for their version.
  await copyFile(path.join(repository, "package.json"), path.join(stage, "package.json"));
  await Promise.all(
    programsForTerminals(path.join(stage, "out"), TARGET).map((program) => esbuild.build(program)),
  );
  await copyKoffi(path.join(stage, "out"), TARGET);
  // Tests have it where the programs have it.
  await copyKoffi(stage, TARGET);
  await esbuild.build({
    ...common,
    entryPoints: ["tests/windows/vitest.ts"],
    outfile: path.join(stage, "tests/vitest.js"),
  });
  await esbuild.build({
    ...common,
    entryPoints: ["tests/windows/run-tests.ts"],
    outfile: path.join(stage, "tests/run-tests.js"),
    plugins: [sharedVitest],
  });
}

/**
 * @param {string} stage
 * @param {string[]} sources below the repository
 * @returns {Promise<{ source: string, bundle: string }[]>}
 */
export async function bundleTests(stage, sources) {
  const esbuild = await import("esbuild");
  const files = sources.map((source) => ({
    source,
    bundle: path.join(stage, "tests", `${source.replaceAll("/", "+").replace(/\.ts$/, "")}.js`),
  }));
  for (const { source, bundle } of files)
    await esbuild.build({
      ...common,
      entryPoints: [source],
      outfile: bundle,
      plugins: [placesOnWindows, sharedVitest, wasmInside(), zeromqAddon(TARGET), koffiAddon(TARGET)],
    });
  return files;
}
