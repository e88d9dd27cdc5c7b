/**
 * `npm run dev [-- arguments]`: the app, built anew on every change. A change of the window reloads it; a change of
 * main or of the bridge starts the app again; a change of kernel-host is for the next kernel that starts.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { watch } from "./bundle.mjs";
import { appArguments, appEnvironment } from "./setup/app.mjs";
import { displayArguments } from "./setup/display.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { repository } from "./setup/places.mjs";
import { kernelForTheApp } from "./setup/python-environment.mjs";
import { command, say } from "./setup/say.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

await command(async () => {
  const display = displayArguments();
  const { binary } = await ensureElectron();
  await ensureSystemLibraries(binary, { virtualDisplay: false });
  const env = { ...appEnvironment(), ...(await kernelForTheApp()) };
  const args = [
    "-r",
    path.join(repository, "build/dev/reload-window.cjs"),
    ...appArguments(),
    ...display,
    ...process.argv.slice(2),
  ];

  /** @type {import("node:child_process").ChildProcess | undefined} */
  let app;
  let restarting = false;
  /** @type {(code: number) => void} */
  let end = () => {};
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    end = resolve;
  });

  const start = () => {
    app = spawn(binary, args, { cwd: repository, env, stdio: "inherit" });
    app.once("close", (code) => {
      if (!restarting) return end(code ?? 1);
      restarting = false;
      start();
    });
  };

  const watching = await watch((program) => {
    if (program === "renderer" || restarting) return;
    if (program === "kernel-host") return say("kernel-host is built: the next kernel starts with it.");
    say(`${program} is built: starting the app again.`);
    restarting = true;
    app?.kill("SIGTERM");
  });
  start();
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
    process.on(signal, () => app?.kill(signal));

  const code = await ended;
  await watching.stop();
  return code;
});
