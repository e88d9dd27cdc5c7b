/** Where windows go: the display of whoever is here, or one of our own without a screen for tests and the demo. */
import { spawn } from "node:child_process";
import { Stop } from "./say.mjs";

/** Stops where there is no display. @returns {string[]} what Electron has to be told to use it */
export function displayArguments() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== "linux" || DISPLAY) return [];
  if (WAYLAND_DISPLAY) return ["--ozone-platform=wayland"];
  throw new Stop(
    "There is no display to open a window on; `npm run demo` plays the main job on a virtual one.",
  );
}

/**
 * Starts Xvfb on a free display number.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>} what makes a program use it
 */
export async function startVirtualDisplay() {
  if (process.platform !== "linux") return { env: {}, stop: async () => {} };
  const server = spawn(
    "Xvfb",
    ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
    {
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      detached: true, // Ctrl-C in the terminal is for the tests, which then close their windows on a living server
    },
  );
  const ended = new Promise((resolve) => server.once("close", resolve));
  process.once("exit", () => server.kill());

  let words = "";
  server.stderr?.setEncoding("utf8").on("data", (text) => {
    words += text;
  });
  const number = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("close", () => reject(new Stop(`The virtual display did not start: ${words.trim()}`)));
    server.stdio[3]?.once("data", (data) => resolve(String(data).trim()));
  });
  return {
    env: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: "", XDG_SESSION_TYPE: "x11" },
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}
