/** A bare Monaco in a window of its own (`bare/`), on the same Electron: what of a key's cost is not Tandem's. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright";
import { watchWindow } from "./window-probe";

interface BarePage extends Window {
  show(text: string, language: string): void;
  goTo(line: number): void;
}

export class BareMonaco {
  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
    private readonly profile: string,
  ) {}

  /** Starts it with no text. */
  static async start(): Promise<BareMonaco> {
    const profile = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-bare-"));
    // This program is Electron as plain Node; the window is not.
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const electron = await _electron.launch({
      executablePath: process.env.TANDEM_TEST_ELECTRON ?? "electron",
      args: [
        path.join(__dirname, "bare"),
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        `--user-data-dir=${profile}`,
      ],
      env: env as Record<string, string>,
    });
    const page = await electron.firstWindow();
    await page.waitForFunction(() => "show" in window);
    await watchWindow(page, false);
    return new BareMonaco(electron, page, profile);
  }

  async show(text: string, language: string): Promise<void> {
    await this.page.evaluate(
      ([shown, of]) => (window as unknown as BarePage).show(shown as string, of as string),
      [text, language],
    );
  }

  async goTo(line: number): Promise<void> {
    await this.page.evaluate((to) => (window as unknown as BarePage).goTo(to), line);
  }

  async end(): Promise<void> {
    await this.electron.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
