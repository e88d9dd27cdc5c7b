/** How the built app is started from the repository: its program, first arguments and environment. */
import { existsSync } from "node:fs";
import { say } from "./say.mjs";

/** Arguments that go before a person's own. Chromium's sandbox cannot work for root. */
export function appArguments() {
  const quiet = process.platform === "linux" && !hasMessageBus(process.env, existsSync);
  const args = quiet ? [".", "--log-level=3"] : ["."];
  if (process.platform !== "linux" || process.getuid?.() !== 0) return args;
  say("You are root, so the app runs without Chromium's sandbox.");
  return [...args, "--no-sandbox"];
}

/**
 * Whether this Linux has both buses of D-Bus. Where one is missing Chromium tries it at each start and prints an error
 * for each try, none of which matters to the app.
 * @param {NodeJS.ProcessEnv} env @param {(path: string) => boolean} exists
 */
export function hasMessageBus({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }, exists) {
  const session = DBUS_SESSION_BUS_ADDRESS
    ? !DBUS_SESSION_BUS_ADDRESS.startsWith("disabled:")
    : XDG_RUNTIME_DIR !== undefined && exists(`${XDG_RUNTIME_DIR}/bus`);
  const system = ["/run/dbus/system_bus_socket", "/var/run/dbus/system_bus_socket"].some(exists);
  return session && system;
}

/** Our environment, without what would make an app's binary behave as Node (some editors' terminals set it). */
export function appEnvironment() {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return env;
}
