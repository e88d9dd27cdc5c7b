/** The app's end: kernels first, within a bounded time, whoever asked for it. */
import { app } from "electron";

/** Ends what the app has started. Called once; the app exits when it resolves. */
export type EndAll = () => Promise<void>;

/** Runs `endAll` before the app exits: after its last window is closed, on quit, and on a signal (by `quitNow`). */
export function endBeforeExit(endAll: EndAll, quitNow: () => void, log: (line: string) => void): void {
  let ending = false;
  // Also on macOS: without a window nothing shows that kernels run.
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    void endAll()
      .catch((error: unknown) => log(`the end was not clean: ${error}`))
      .then(() => app.exit(0));
  });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      log(`${signal}: ending`);
      quitNow();
    });
  }
}
