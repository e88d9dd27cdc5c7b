/** How the built app is started from the repository: its program, first arguments and environment. */
import { say } from "./say.mjs";

/** Arguments that go before a person's own. Chromium's sandbox cannot work for root. */
export function appArguments() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return ["."];
  say("You are root, so the app runs without Chromium's sandbox.");
  return [".", "--no-sandbox"];
}

/** Our environment, without what would make an app's binary behave as Node (some editors' terminals set it). */
export function appEnvironment() {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return env;
}
