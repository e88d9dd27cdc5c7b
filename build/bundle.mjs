/**
 * `npm run build`: the sources of the four houses become programs in `out/`.
 *
 *     main/main.ts            out/main/main.js             the app's main process
 *     electron-updater, editorconfig   out/main/           packages that it takes in when it first needs them
 *     main/cli/tandem.ts      out/cli/tandem.js            the command line
 *     main/history/           out/history/reader.js        the program that holds the history of all inputs
 *     main/table-files/reader/   out/table-files/reader.js  the program that reads a file as a table
 *     h5wasm                  out/table-files/hdf5-library.mjs   beside it, HDF5's own library
 *     preload/bridge.ts       out/preload/bridge.js        the bridge, one file because it is sandboxed
 *     kernel-host/host.ts     out/kernel-host/host.js      one file and zeromq.node beside it, on Windows koffi.node
 *     kernel-host/ask-kernels.ts   out/kernel-host/ask-kernels.js   which kernels of others live
 *     kernel-host/builtin/    out/kernel-host/*-kernel.js  the built-in kernels, and the Python files of one of them
 *     renderer/index.tsx      out/renderer/index.js, .css  the window, with index.html
 *     Monaco                  out/renderer/monaco.js, .css  the code editor, loaded once the window is painted
 *     debugpy                 out/kernel-host/python/debugpy/   the debugger of plain Python, from PyPI
 *     basedpyright            out/language-servers/python/   the language server for Python
 *     TypeScript's library    out/language-servers/typescript/
 *     ripgrep                 out/ripgrep/<system>/rg   what finds texts in files
 *     workers                 out/renderer/editor.worker.js (Monaco's), markup-worker.js, find.worker.js
 *     Ruff                    out/renderer/ruff.worker.js and its ruff_wasm_bg.wasm, loaded with the first Python file
 *     languages of the web    out/renderer/{css,html,json,typescript}.worker.js, each loaded with its first file
 *     Monaco's own texts      out/renderer/editor-texts.de.js, loaded by a German page
 *     the page of outputs     out/renderer/output-frame/   what a sandboxed frame loads, and its libraries for charts
 *
 * Types are not checked here (`npm run check` does), so that a build takes a second.
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { copyDebugpy } from "./bundle/debugpy.mjs";
import { fastLines } from "./bundle/fast-lines.mjs";
import { keptGlobals } from "./bundle/kept-globals.mjs";
import { copyKoffi, KOFFI_LIBRARY, koffiAddon } from "./bundle/koffi-addon.mjs";
import {
  copyLanguageServer,
  copyTypeScriptLibrary,
  LANGUAGE_SERVER,
  TYPESCRIPT,
} from "./bundle/language-server.mjs";
import { later, laterPrograms } from "./bundle/later.mjs";
import { writeLicences } from "./bundle/licences.mjs";
import { copyPythonFiles } from "./bundle/python-files.mjs";
import { copyRipgrep, RIPGREP } from "./bundle/ripgrep.mjs";
import { wasmInside } from "./bundle/wasm-inside.mjs";
import { ADDON, zeromqAddon } from "./bundle/zeromq-addon.mjs";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { repository } from "./setup/places.mjs";
import { command, Stop, say } from "./setup/say.mjs";

const out = path.join(repository, "out");

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: repository,
  bundle: true,
  sourcemap: true,
  logLevel: "warning",
  legalComments: "linked",
};

/**
 * Programs that run on Node or in Electron's main process: not minified, their stack traces are read by people.
 * @type {import("esbuild").BuildOptions}
 */
const node = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["electron"],
  // Its main file finds its parts only at run time.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
};

/** @param {boolean} production @returns {import("esbuild").BuildOptions} */
const browser = (production) => ({
  ...common,
  platform: "browser",
  target: "chrome130",
  minify: production,
  define: { "process.env.NODE_ENV": production ? '"production"' : '"development"' },
});

/**
 * What runs without a window: the command line, kernel-hosts, the built-in kernels.
 * @param {string} folder where they go, as in out/
 * @param {{ platform: string, arch: string }} [target] of zeromq, this machine where nothing else is said
 * @returns {import("esbuild").BuildOptions[]}
 */
export function programsForTerminals(folder, target) {
  return [
    {
      ...node,
      entryPoints: ["main/cli/tandem.ts"],
      outfile: `${folder}/cli/tandem.js`,
      plugins: [koffiAddon(target)],
    },
    {
      ...node,
      entryPoints: ["kernel-host/host.ts"],
      outfile: `${folder}/kernel-host/host.js`,
      plugins: [zeromqAddon(target), koffiAddon(target)],
    },
    {
      ...node,
      entryPoints: ["kernel-host/ask-kernels.ts"],
      outfile: `${folder}/kernel-host/ask-kernels.js`,
      plugins: [zeromqAddon(target), koffiAddon(target)],
    },
    {
      ...node,
      entryPoints: ["kernel-host/builtin/python/python-kernel.ts"],
      outfile: `${folder}/kernel-host/python-kernel.js`,
      plugins: [zeromqAddon(target), koffiAddon(target)],
    },
    {
      ...node,
      entryPoints: ["kernel-host/builtin/python/attached-kernel.ts"],
      outfile: `${folder}/kernel-host/attached-kernel.js`,
      plugins: [zeromqAddon(target), koffiAddon(target)],
    },
    {
      ...node,
      entryPoints: ["kernel-host/builtin/javascript/javascript-kernel.ts"],
      outfile: `${folder}/kernel-host/javascript-kernel.js`,
      plugins: [zeromqAddon(target), koffiAddon(target)],
      banner: keptGlobals,
    },
  ];
}

/**
 * A library that stays in a file of its own beside the program.
 * @param {string} library @param {string} file @returns {import("esbuild").Plugin}
 */
function besideIt(library, file) {
  return {
    name: `beside: ${library}`,
    setup: (build) => {
      build.onResolve({ filter: /^h5wasm/ }, ({ path: wanted }) =>
        wanted === library ? { path: file, external: true } : undefined,
      );
    },
  };
}

/** @param {boolean} production @returns {import("esbuild").BuildOptions[]} */
function programs(production) {
  return [
    {
      ...node,
      entryPoints: ["main/main.ts"],
      outfile: "out/main/main.js",
      plugins: [later(), koffiAddon()],
    },
    { ...node, entryPoints: laterPrograms, outdir: "out/main", plugins: [wasmInside()] },
    ...programsForTerminals("out"),
    {
      ...node,
      entryPoints: ["main/table-files/reader/reader.ts"],
      outfile: "out/table-files/reader.js",
      plugins: [besideIt("h5wasm/node", "./hdf5-library.mjs")],
    },
    // It asks for its own place, which only a module has; loaded with the first HDF5 file.
    {
      ...node,
      entryPoints: ["h5wasm/node"],
      outfile: "out/table-files/hdf5-library.mjs",
      format: "esm",
      charset: "utf8",
      sourcemap: false,
    },
    { ...node, entryPoints: ["main/history/history-program.ts"], outfile: "out/history/reader.js" },
    { ...node, entryPoints: ["preload/bridge.ts"], outfile: "out/preload/bridge.js" },
    {
      ...browser(production),
      entryPoints: { index: "renderer/index.tsx", monaco: "renderer/code/monaco-whole.ts" },
      outdir: "out/renderer",
      format: "esm",
      splitting: true,
      jsx: "automatic",
      plugins: [fastLines()],
      chunkNames: "chunks/[name]-[hash]",
      assetNames: "assets/[name]-[hash]",
      loader: {
        ...{ ".woff2": "file", ".woff": "file", ".ttf": "file", ".svg": "file", ".png": "file" },
        ...{ ".py": "text", ".example": "text" },
      },
    },
    {
      ...browser(production),
      entryPoints: {
        "editor.worker": "monaco-editor/editor/editor.worker.js",
        "editor-texts.de": "monaco-editor/nls/lang/de.js",
        "file-finder.worker": "renderer/floor/lists/file-finder.worker.ts",
        "find.worker": "renderer/shell/find/find.worker.ts",
        "markup-worker": "renderer/shell/output/markup/markup-worker.ts",
      },
      outdir: "out/renderer",
      format: "iife",
    },
    {
      ...browser(production),
      entryPoints: {
        "css.worker": "renderer/code/web-languages/css.worker.ts",
        "html.worker": "renderer/code/web-languages/html.worker.ts",
        "json.worker": "renderer/code/web-languages/json.worker.ts",
        "typescript.worker": "renderer/code/web-languages/typescript.worker.ts",
      },
      outdir: "out/renderer",
      format: "iife",
      // TypeScript's would be 20 MB, and it is not ours.
      sourcemap: false,
    },
    {
      ...browser(production),
      entryPoints: { "ruff.worker": "renderer/code/ruff/ruff.worker.ts" },
      outdir: "out/renderer",
      format: "esm",
    },
    {
      ...browser(production),
      entryPoints: ["renderer/shell/output/frame/page/frame-page.ts"],
      outdir: "out/renderer/output-frame",
      format: "iife",
      assetNames: "assets/[name]-[hash]",
      loader: { ".woff2": "file", ".woff": "file" },
    },
    {
      ...browser(production),
      entryPoints: {
        "vega-chart": "renderer/shell/output/frame/page/vega-chart.ts",
        "plotly-chart": "renderer/shell/output/frame/page/plotly-chart.ts",
      },
      outdir: "out/renderer/output-frame",
      format: "iife",
      // Minified as they come: nobody debugs them here.
      sourcemap: false,
    },
  ];
}

/** Ruff's WebAssembly, taken as it is. @returns {Promise<string>} where it went */
async function copyRuff() {
  const name = "ruff_wasm_bg.wasm";
  const to = path.join(out, "renderer", name);
  await mkdir(path.dirname(to), { recursive: true });
  await copyFile(path.join(repository, "node_modules/@astral-sh/ruff-wasm-web", name), to);
  return to;
}

/**
 * The window's page, with the parts of its program named: they are asked for at once, not each when the one before is read.
 * @param {readonly string[]} [parts] of index.js, from its folder
 * @returns {Promise<string>} where it went
 */
async function copyPage(parts = []) {
  const page = path.join(out, "renderer/index.html");
  await mkdir(path.dirname(page), { recursive: true });
  const text = await readFile(path.join(repository, "renderer/index.html"), "utf8");
  const links = parts.map((part) => `<link rel="modulepreload" href="${part}" />\n    `);
  await writeFile(page, text.replace('<link rel="stylesheet"', `${links.join("")}$&`));
  return page;
}

/**
 * The scripts that a script imports before it runs, and those that these import.
 * @param {import("esbuild").Metafile["outputs"]} outputs @param {string} script a key of them
 * @param {Set<string>} [found] @returns {Set<string>}
 */
function importedBy(outputs, script, found = new Set()) {
  for (const { path: imported, kind } of outputs[script]?.imports ?? []) {
    if (kind !== "import-statement" || !(imported in outputs) || found.has(imported)) continue;
    found.add(imported);
    importedBy(outputs, imported, found);
  }
  return found;
}

/**
 * Builds everything once. What an earlier build left is removed last: an app that runs from it loses little.
 */
export async function build() {
  await ensureNodeModules();
  const esbuild = await import("esbuild");
  const started = Date.now();
  /** Files of which something is in the programs. @type {Set<string>} */
  const inputs = new Set();
  const debugpy = await copyDebugpy(out);
  const written = new Set([
    ...debugpy.written,
    await copyRuff(),
    ...(await copyPythonFiles(out)),
    ...(await copyLanguageServer(out)),
    ...(await copyTypeScriptLibrary(out)),
    ...(await copyRipgrep(out)),
    ...(await copyKoffi(out)),
    path.join(out, "kernel-host", ADDON),
  ]);
  await Promise.all(
    programs(true).map(async (program) => {
      const built = await esbuild.build({ ...program, metafile: true }).catch(() => {
        throw new Stop("The build stopped at the errors above."); // esbuild has shown them
      });
      for (const [file, output] of Object.entries(built.metafile.outputs)) {
        written.add(path.join(repository, file));
        for (const [input, { bytesInOutput }] of Object.entries(output.inputs))
          if (bytesInOutput > 0) inputs.add(input);
        if (file !== "out/renderer/index.js") continue;
        const parts = [...importedBy(built.metafile.outputs, file)];
        written.add(await copyPage(parts.map((part) => path.posix.relative("out/renderer", part))));
      }
    }),
  );
  written.add(
    await writeLicences(
      out,
      [...inputs, LANGUAGE_SERVER, TYPESCRIPT, RIPGREP, ...KOFFI_LIBRARY],
      debugpy.licence === undefined ? [] : [debugpy.licence],
    ),
  );
  await removeAllBut(written);
  say(`Built out/ in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/**
 * Builds everything, then again whatever changes, until `stop` is called.
 * @param {(program: string) => void} onRebuilt told which program ("main", "renderer", ...) a change has built anew
 * @returns {Promise<{ stop: () => Promise<void> }>} once the first build is done
 */
export async function watch(onRebuilt) {
  await ensureNodeModules();
  const esbuild = await import("esbuild");
  await copyPage();
  await copyRuff();
  await copyPythonFiles(out);
  await copyDebugpy(out);
  await copyLanguageServer(out);
  await copyTypeScriptLibrary(out);
  await copyKoffi(out);
  const contexts = await Promise.all(
    programs(false).map(async (program) => {
      const name = path.basename(program.outdir ?? path.dirname(program.outfile ?? ""));
      let builds = 0;
      /** @type {() => void} */
      let built = () => {};
      const first = new Promise((resolve) => {
        built = () => resolve(undefined);
      });
      /** @type {import("esbuild").Plugin} */
      const tell = {
        name: "tell",
        setup: ({ onEnd }) =>
          onEnd(({ errors }) => {
            if (builds++ === 0) built();
            else if (errors.length === 0) onRebuilt(name);
          }),
      };
      const context = await esbuild.context({ ...program, plugins: [...(program.plugins ?? []), tell] });
      await context.watch();
      await first;
      return context;
    }),
  );
  return {
    stop: async () => {
      await Promise.all(contexts.map((context) => context.dispose()));
    },
  };
}

/** @param {Set<string>} written */
async function removeAllBut(written) {
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const halfWritten = entry.name.startsWith("."); // by another build
    if (entry.isFile() && !halfWritten && !written.has(file)) await rm(file, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await command(build);
