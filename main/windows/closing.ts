/**
 * Closing and quitting. A window asks about unsaved files and running kernels itself; main waits for its answer, and
 * helps the user past a window that cannot answer. At quit the windows are asked one after the other, the front one
 * last, and none closes before all have agreed.
 */

import { app, dialog } from "electron";
import type { RequestInput } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import type { WriteLog } from "../floor/app-log";
import { unawaited } from "../floor/failures";
import type { AppWindow, Windows } from "./windows";

/** How long a window may be deaf before the user is asked whether to wait for it. */
const DEAF_MS = 5_000;
/** A window that has not answered after this is asking the user, and has to be seen, in ms. */
const SHOW_MS = 300;

interface ClosingQuestion {
  readonly askedAt: number;
  readonly timers: NodeJS.Timeout[];
}

/** What becomes of running kernels when the app ends. */
export type KernelsAtQuit = "keep" | "shutDown";

export class Closing {
  /** Windows that have been asked and have not answered. */
  readonly #asked = new Map<AppWindow, ClosingQuestion>();
  readonly #mayClose = new WeakSet<AppWindow>();
  /** The windows that are still to be asked whether the app may quit; undefined while nobody wants that. */
  #quit: AppWindow[] | undefined;
  #kernels: KernelsAtQuit | undefined;
  /** Sessions with which nothing is lost, as the windows that agreed have said. */
  #spare: readonly string[] = [];
  #forced = false;

  /** @param closedForGood called before a window closes that is one of several, and is not to be opened again */
  constructor(
    private readonly windows: () => Windows,
    private readonly closedForGood: (window: AppWindow) => void,
    private readonly log: WriteLog,
  ) {
    app.on("before-quit", () => {
      this.#quit ??= [...this.windows().all()];
    });
  }

  /** Watches over a new window. */
  watch(window: AppWindow): void {
    const { browserWindow } = window;
    browserWindow.on("close", (event) => {
      // A page that never started has nothing to lose and nobody to ask.
      if (this.#forced || this.#mayClose.has(window) || !window.started) return;
      event.preventDefault();
      this.#wantsToClose(window);
    });
    browserWindow.once("closed", () => {
      this.#forget(window);
      this.#quit = this.#quit?.filter((one) => one !== window);
    });
  }

  /** What the user said about running kernels; undefined when there was nothing to ask or nobody was asked. */
  get kernels(): KernelsAtQuit | undefined {
    return this.#kernels;
  }

  /** The window's answer. */
  answer(window: AppWindow, { ok, kernels, spare = [] }: RequestInput<"window.closeAnswer">): void {
    if (!this.#asked.has(window)) return;
    this.#forget(window);
    if (!ok) {
      this.#stay();
      return;
    }
    if (this.#quit) {
      this.#kernels = kernels ?? this.#kernels;
      this.#spare = [...this.#spare, ...spare];
    }
    this.#agreed(window);
  }

  /** The page that was asked is gone and will not answer. */
  pageGone(window: AppWindow): void {
    if (!this.#asked.has(window)) return;
    this.#forget(window);
    this.#stay();
  }

  /** Ends the app without asking anybody: the system wants it so. */
  quitNow(): void {
    this.#forced = true;
    app.quit();
  }

  /** Nobody quits, and what was said about it counts no more. */
  #stay(): void {
    this.#quit = undefined;
    this.#kernels = undefined;
    this.#spare = [];
  }

  #wantsToClose(window: AppWindow): void {
    // The app ends with its last window.
    if (this.windows().all().length === 1) this.#quit ??= [window];
    if (!this.#quit) {
      this.#ask(window);
      return;
    }
    const [asked] = this.#asked.keys();
    if (asked) this.#remind(asked);
    else this.#askNext();
  }

  /** Asks the next window whether the app may quit; when all have agreed, it does. */
  #askNext(): void {
    const next = this.#quit?.shift();
    if (next?.started) this.#ask(next);
    else if (next) this.#askNext();
    else {
      for (const window of this.windows().all()) this.#mayClose.add(window);
      app.quit();
    }
  }

  /** A window that was asked already is closed once more. */
  #remind(window: AppWindow): void {
    this.windows().show(window);
    const { askedAt = 0 } = this.#asked.get(window) ?? {};
    // The page is alive but asked twice in vain: perhaps it has lost its dialog.
    if (performance.now() - askedAt > DEAF_MS) unawaited("asking whether to close", this.#askUser(window));
  }

  #ask(window: AppWindow): void {
    if (this.#asked.has(window)) {
      this.#remind(window);
      return;
    }
    const quitting = this.#quit !== undefined;
    const last = quitting && !this.#quit?.some(({ started }) => started);
    this.windows().send(window, "window.closing", {
      quitting,
      askAboutKernels: last,
      spare: [...this.#spare],
    });
    this.#waitFor(window);
  }

  #waitFor(window: AppWindow): void {
    this.#forget(window);
    const deaf = setTimeout(() => unawaited("asking whether to close", this.#askUser(window)), DEAF_MS);
    const show = setTimeout(() => this.windows().show(window), SHOW_MS);
    this.#asked.set(window, { askedAt: performance.now(), timers: [deaf, show] });
    // A page that runs this is not hung, and may show its own dialog for as long as the user likes.
    window.contents.executeJavaScript("0").then(
      () => clearTimeout(deaf),
      () => {},
    );
  }

  async #askUser(window: AppWindow): Promise<void> {
    const { response } = await dialog.showMessageBox(window.browserWindow, {
      type: "warning",
      title: app.name,
      message: t("The window does not answer."),
      detail: t(
        "Wait gives it more time. Close anyway loses text typed within the last second; the rest is backed up.",
      ),
      buttons: [t("Wait"), t("Close anyway")],
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
    this.#agreed(window);
  }

  #agreed(window: AppWindow): void {
    if (this.#quit) {
      this.#askNext();
      return;
    }
    this.#mayClose.add(window);
    this.closedForGood(window);
    if (!window.browserWindow.isDestroyed()) window.browserWindow.close();
  }

  #forget(window: AppWindow): void {
    for (const timer of this.#asked.get(window)?.timers ?? []) clearTimeout(timer);
    this.#asked.delete(window);
  }
}
