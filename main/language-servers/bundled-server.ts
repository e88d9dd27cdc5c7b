/** The language server for Python that comes with the app: basedpyright, a Node program without dependencies. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { t } from "../../preload/texts/texts";
import type { ServerProgram } from "./server-process";

/** Its heap may grow to this, in MiB; past it the process ends and is started anew. */
const MOST_HEAP_MIB = 2048;

/** Where the files of the servers are that come with the app. @param app the folder of its code, which may be an archive */
function bundledServers(app: string): string {
  return join(app.replace(/app\.asar$/, "app.asar.unpacked"), "out/language-servers");
}

/** The folder with TypeScript's declarations of the language itself: what F12 on `Array` opens. */
export function typescriptLibrary(app: string): string {
  return join(bundledServers(app), "typescript");
}

/**
 * @param app the folder of the app's code, which may be an archive
 * @param execPath the program that is plain Node with ELECTRON_RUN_AS_NODE=1
 */
export function bundledPythonServer(
  app: string,
  execPath: string,
  env: NodeJS.ProcessEnv,
): ServerProgram | string {
  const script = join(bundledServers(app), "python/langserver.index.js");
  if (!existsSync(script))
    return t("The language server for Python is missing in this installation of Tandem.");
  return {
    name: "basedpyright",
    command: execPath,
    args: [`--max-old-space-size=${MOST_HEAP_MIB}`, script, "--stdio"],
    env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
    // What it reads files into is no part of the heap.
    mostMemory: (MOST_HEAP_MIB + 1024) * 1024 ** 2,
    cancelledByFiles: true,
  };
}
