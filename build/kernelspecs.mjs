/**
 * `npm run kernelspecs -- --prefix DIR [--python PYTHON]`: writes the kernelspecs of the built-in kernels under
 * DIR/share/jupyter/kernels, so that every Jupyter client can start them. With DIR=~/.local they are the user's own.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "./bundle.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { repository } from "./setup/places.mjs";
import { command, Stop, say } from "./setup/say.mjs";

/** @param {string} name of a program of the kernel-host */
const program = (name) => path.join(repository, "out/kernel-host", name);

/** @param {string} electron @param {string} python @returns {Record<string, object>} kernel.json by name */
function kernelspecs(electron, python) {
  // Electron as plain Node: no window, no display needed.
  const env = { ELECTRON_RUN_AS_NODE: "1" };
  const metadata = { supported_encryption: ["curve"] };
  return {
    "tandem-javascript": {
      argv: [electron, program("javascript-kernel.js"), "{connection_file}"],
      display_name: "JavaScript (Tandem)",
      language: "javascript",
      interrupt_mode: "message",
      metadata,
      env,
    },
    "tandem-python": {
      argv: [electron, program("python-kernel.js"), python, "{connection_file}"],
      display_name: "Python (Tandem)",
      language: "python",
      interrupt_mode: "message",
      metadata,
      env,
    },
  };
}

/** @param {string} [wanted] @returns {string} the real path of a Python */
function findPython(wanted) {
  for (const name of wanted ? [wanted] : ["python3", "python"]) {
    try {
      return execFileSync(name, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
    } catch {
      // The next one, or the sentence below.
    }
  }
  throw new Stop(`${wanted ?? "python3"} cannot be run. Name a Python with --python.`);
}

await command(async () => {
  const { prefix, python } = parseArgs({
    options: { prefix: { type: "string" }, python: { type: "string" } },
  }).values;
  if (!prefix) throw new Stop("Say where to: npm run kernelspecs -- --prefix DIR");
  const { binary } = await ensureElectron();
  if (!existsSync(program("javascript-kernel.js")) || !existsSync(program("python-kernel.js"))) await build();
  for (const [name, spec] of Object.entries(kernelspecs(binary, findPython(python)))) {
    const folder = path.join(path.resolve(prefix), "share/jupyter/kernels", name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "kernel.json"), `${JSON.stringify(spec, undefined, 2)}\n`);
    say(`Wrote ${folder}`);
  }
});
