/** Everything that tests need and find in their environment. */
import { ensureElectron, pinnedElectron } from "./electron-runtime.mjs";
import { ensureIpykernel6 } from "./ipykernel-6.mjs";
import { ensureNodeModules } from "./node-modules.mjs";
import { ensurePython } from "./python-environment.mjs";
import { Stop } from "./say.mjs";
import { ensureDesktopMouse, ensureSystemLibraries } from "./system-libraries.mjs";

/**
 * @param {{ app: boolean, display: boolean }} need whether the tests start our programs, and windows
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function setUpTests({ app, display }) {
  await ensureNodeModules();
  if (!app) return {};
  const { dist, binary, version } = await ensureElectron();
  const pinned = await pinnedElectron();
  const on = `On Electron ${version}${version === pinned ? "" : `; the one that is shipped is ${pinned}`}.`;
  if (version !== pinned && process.env.TANDEM_PINNED_ELECTRON === "1")
    throw new Stop(`${on} A release is tested on the one that it ships.`);
  console.log(on);
  await ensureSystemLibraries(binary, { virtualDisplay: display });
  if (display) await ensureDesktopMouse();
  const { python, jupyterPath } = await ensurePython();
  return {
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    /** Electron's binary: to launch the app, and with ELECTRON_RUN_AS_NODE=1 the kernel-host. */
    TANDEM_TEST_ELECTRON: binary,
    /** A Python with ipykernel. */
    TANDEM_TEST_PYTHON: python,
    /** That Python's kernelspec, python3. */
    JUPYTER_PATH: jupyterPath,
    /** A folder for that Python's PYTHONPATH, with ipykernel 6. */
    ...(await ensureIpykernel6(python)),
  };
}
