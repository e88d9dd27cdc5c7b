/** `npm run -s electron-path`: prints the path of an Electron that runs here, and nothing else on stdout. */
import { ensureElectron } from "./setup/electron-runtime.mjs";
import { command } from "./setup/say.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

await command(async () => {
  const { binary } = await ensureElectron();
  await ensureSystemLibraries(binary, { virtualDisplay: false });
  console.log(binary);
});
