/** How many end-to-end tests run at a time, each worker on a display of its own. */
import { startVirtualDisplay } from "../setup/display.mjs";

/** Two, as an app that is driven waits half of its time; `TANDEM_E2E_WORKERS` says otherwise. */
export function e2eWorkers() {
  const asked = Number(process.env["TANDEM_E2E_WORKERS"]);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 2;
}

/**
 * A display for each worker: they have the keyboard, the mouse and the clipboard each for itself.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>} what the tests have to know of them
 */
export async function startDisplays() {
  const displays = await Promise.all(Array.from({ length: e2eWorkers() }, startVirtualDisplay));
  const numbers = displays.map(({ env }) => env.DISPLAY).filter((number) => number !== undefined);
  return {
    env: { ...displays[0]?.env, ...(numbers.length > 0 ? { TANDEM_E2E_DISPLAYS: numbers.join() } : {}) },
    stop: async () => {
      await Promise.all(displays.map(({ stop }) => stop()));
    },
  };
}
