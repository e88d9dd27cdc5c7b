/** Errors of ours while the app runs: uncaught in windows and main, on the consoles, in the logs of app and hosts. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright/test";
import type { Tandem } from "../e2e/app";

/** Lines of a log that tell of a fault of ours. */
const FAULT =
  /\b(?:unexpected:|Uncaught|Unhandled|uncaught|unhandled|TypeError|RangeError|ReferenceError|is gone: crashed)/;
/** What outputs ask the page for and may not have is the page's policy at work, and what they throw is their own. */
const NOT_OURS = /Content Security Policy|tandem-output:|net::ERR_|Permissions policy/;

export class OwnErrors {
  readonly #found: string[] = [];
  /** What was read of each log, in characters. */
  readonly #read = new Map<string, number>();

  private constructor(private readonly tandem: Tandem) {}

  static async begin(tandem: Tandem): Promise<OwnErrors> {
    const errors = new OwnErrors(tandem);
    await errors.watch();
    return errors;
  }

  /** Looks at the app that runs now: to be called each time that it was started. */
  async watch(): Promise<void> {
    const { electron } = this.tandem;
    const watch = (page: Page) => {
      page.on("pageerror", (error) => this.#add(`window: ${error.stack ?? error.message}`));
      page.on("crash", () => this.#add("window: it crashed"));
      page.on("console", (message) => {
        if (message.type() === "error") this.#add(`console: ${message.text()}`, message.location().url);
      });
    };
    for (const page of electron.windows()) watch(page);
    electron.on("window", watch);
    const main = electron.process();
    main.stderr?.on("data", (chunk) => {
      for (const line of String(chunk).split("\n")) if (FAULT.test(line)) this.#add(`main: ${line}`);
    });
    main.on("exit", (code, signal) => {
      if (code !== 0) this.#add(`main: it ended with ${signal ?? `code ${code}`}`);
    });
    await electron.evaluate(() => {
      const told = (what: string) => (error: unknown) =>
        process.stderr.write(`Uncaught (${what}) ${error instanceof Error ? error.stack : String(error)}\n`);
      process.on("uncaughtException", told("exception"));
      process.on("unhandledRejection", told("rejection"));
    });
  }

  #add(text: string, from = ""): void {
    if (!NOT_OURS.test(text) && !NOT_OURS.test(from)) this.#found.push(text.slice(0, 1500));
  }

  /** What was found since the last call. */
  async take(): Promise<string[]> {
    await this.#readLog(path.join(this.tandem.profile, "app.log"), "app log");
    const sessions = path.join(this.tandem.profile, "sessions");
    for (const name of await readdir(sessions).catch(() => [])) {
      await this.#readLog(path.join(sessions, name, "host.log"), "host log");
    }
    return this.#found.splice(0);
  }

  async #readLog(file: string, what: string): Promise<void> {
    const text = await readFile(file, "utf8").catch(() => "");
    const from = this.#read.get(file) ?? 0;
    this.#read.set(file, text.length);
    const lines = text.slice(from).split("\n");
    lines.forEach((line, i) => {
      if (FAULT.test(line)) this.#add(`${what}: ${lines.slice(i, i + 6).join("\n")}`);
    });
  }
}
