/** A library that reads its WebAssembly from beside its own file gets it into the bundle instead. */
import { readFile } from "node:fs/promises";
import path from "node:path";

/** @returns {import("esbuild").Plugin} */
export function wasmInside() {
  return {
    name: "wasm-inside",
    setup(build) {
      build.onLoad({ filter: /@one-ini[\\/]wasm[\\/]one_ini\.js$/ }, async ({ path: file }) => {
        const wasm = await readFile(path.join(path.dirname(file), "one_ini_bg.wasm"), "base64");
        const source = await readFile(file, "utf8");
        const read = "require('fs').readFileSync(wasmPath)";
        if (!source.includes(read)) throw new Error(`${file} reads its WebAssembly in another way by now`);
        return { contents: source.replace(read, `Buffer.from("${wasm}", "base64")`), loader: "js" };
      });
    },
  };
}
