/**
 * Programs under tests/ that are run as they are, not by a test runner (benches, the fault suite): with the app built, the
 * tests' environment set up and a screen, bundled as the kernel-host is, so that what they do is what the app does.
 */
import path from "node:path";
import { zeromqAddon } from "./bundle/zeromq-addon.mjs";
import { build } from "./bundle.mjs";
import { startVirtualDisplay } from "./setup/display.mjs";
import { repository } from "./setup/places.mjs";
import { setUpTests } from "./setup/tests.mjs";

/**
 * Sets all up, plays, and puts the screen away.
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} play given the environment for the programs; answers the exit code
 */
export async function withEverythingBuilt(play) {
  const env = { ...process.env, ...(await setUpTests({ app: true, display: true })) };
  await build();
  const display = await startVirtualDisplay();
  try {
    return await play({ ...env, ...display.env });
  } finally {
    await display.stop();
  }
}

/**
 * Bundles a program into out/; answers the file.
 * @param {string} source below tests/, "chaos/run.ts"
 */
export async function bundleProgram(source) {
  const outfile = path.join(repository, "out", source.replace(/\.ts$/, ".js"));
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: [path.join(repository, "tests", source)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: true,
    define: { "import.meta.dirname": "__dirname" },
    external: ["playwright", "playwright/test"],
    plugins: [zeromqAddon()],
  });
  return outfile;
}
