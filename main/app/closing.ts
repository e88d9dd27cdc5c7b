/**
 * Closing and quitting. The window asks about unsaved files and running kernels itself; main waits for its answer,
 * and helps the user past a window that cannot answer.
 */
import { app, dialog } from "electron";
import type { Log } from "./app-log";
import type { AppWindow, Windows } from "./windows";

/** How long a window may be deaf before the user is asked whether to wait for it. */
const DEAF_MS = 5_000;

interface Question {
  readonly askedAt: number;
  readonly timer: NodeJS.Timeout;
}

/** What becomes of running kernels when the app ends. */
export type KernelsAtQuit = "keep" | "shutDown";

export class Closing {
  /** Windows that have been asked and have not answered. */
  readonly #asked = new Map<AppWindow, Question>();
  readonly #mayClose = new WeakSet<AppWindow>();
  #quitting = false;
  #kernels: KernelsAtQuit | undefined;
  #forced = false;

  constructor(
    private readonly windows: () => Windows,
    private readonly log: Log,
  ) {
    app.on("before-quit", () => {
      this.#quitting = true;
    });
  }

  /** Watches over a new window. */
  watch(window: AppWindow): void {
    const { browserWindow } = window;
    browserWindow.on("close", (event) => {
      // A page that never started has nothing to lose and nobody to ask.
      if (this.#forced || this.#mayClose.has(window) || !window.started) return;
      event.preventDefault();
      this.#ask(window);
    });
    browserWindow.once("closed", () => this.#forget(window));
  }

  /** What the user said about running kernels; undefined when there was nothing to ask or nobody was asked. */
  get kernels(): KernelsAtQuit | undefined {
    return this.#kernels;
  }

  /** The window's answer. */
  answer(window: AppWindow, ok: boolean, kernels?: KernelsAtQuit): void {
    if (!this.#asked.has(window)) return;
    this.#forget(window);
    this.#kernels = ok ? (kernels ?? this.#kernels) : undefined;
    if (ok) this.#close(window);
    else this.#quitting = false;
  }

  /** The page that was asked is gone and will not answer. */
  pageGone(window: AppWindow): void {
    if (!this.#asked.has(window)) return;
    this.#forget(window);
    this.#quitting = false;
  }

  /** Ends the app without asking anybody: the system wants it so. */
  quitNow(): void {
    this.#forced = true;
    app.quit();
  }

  #ask(window: AppWindow): void {
    const earlier = this.#asked.get(window);
    if (earlier && performance.now() - earlier.askedAt > DEAF_MS) {
      // The page is alive but asked twice in vain: perhaps it has lost its dialog.
      void this.#askUser(window);
      return;
    }
    this.#forget(window);
    this.windows().send(window, "window.closing", {
      quitting: this.#quitting || this.windows().all().length === 1,
    });
    this.#waitFor(window);
  }

  #waitFor(window: AppWindow): void {
    clearTimeout(this.#asked.get(window)?.timer);
    const timer = setTimeout(() => void this.#askUser(window), DEAF_MS);
    this.#asked.set(window, { askedAt: performance.now(), timer });
    // A page that runs this is not hung, and may show its own dialog for as long as the user likes.
    window.contents.executeJavaScript("0").then(
      () => clearTimeout(timer),
      () => {},
    );
  }

  async #askUser(window: AppWindow): Promise<void> {
    const { response } = await dialog.showMessageBox(window.browserWindow, {
      type: "warning",
      title: app.name,
      message: "The window does not answer.",
      detail:
        "Wait gives it more time. Close anyway loses text typed within the last second; the rest is backed up.",
      buttons: ["Wait", "Close anyway"],
      defaultId: 0,
      cancelId: 0,
    });
    if (!this.#asked.has(window)) return;
    if (response === 0) {
      this.#waitFor(window);
      return;
    }
    this.log("a window that did not answer was closed");
    this.#forget(window);
    this.#close(window);
  }

  #close(window: AppWindow): void {
    this.#mayClose.add(window);
    if (!window.browserWindow.isDestroyed()) window.browserWindow.close();
    // Asking stopped the quit; it goes on with the next window.
    if (this.#quitting) app.quit();
  }

  #forget(window: AppWindow): void {
    clearTimeout(this.#asked.get(window)?.timer);
    this.#asked.delete(window);
  }
}
