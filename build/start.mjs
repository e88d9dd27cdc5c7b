/** `npm start [-- file... folder --user-data-dir=DIR]`: makes what is missing, builds, and runs the app. */
import path from "node:path";
import { build } from "./bundle.mjs";
import { appArguments, appEnvironment } from "./setup/app.mjs";
import { displayArguments } from "./setup/display.mjs";
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { kernelForTheApp } from "./setup/python-environment.mjs";
import { runInForeground } from "./setup/run.mjs";
import { command } from "./setup/say.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

await command(async () => {
  const display = displayArguments();
  const { binary } = await ensureElectron();
  await ensureSystemLibraries(binary, { virtualDisplay: false });
  const kernel = await kernelForTheApp();
  await build();
  const args = [...appArguments(), ...display, ...process.argv.slice(2).map(fromWhereYouAre)];
  return runInForeground(binary, args, { env: { ...appEnvironment(), ...kernel } });
});

/** npm runs us in the repository's root; a person names paths from where they stand. @param {string} argument */
function fromWhereYouAre(argument) {
  const here = process.env.INIT_CWD ?? process.cwd();
  const [, option = "", value = argument] = /^(--user-data-dir=)(.*)$/.exec(argument) ?? [];
  return option === "" && argument.startsWith("-") ? argument : option + path.resolve(here, value);
}
