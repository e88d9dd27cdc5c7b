/**
 * The installed app, driven over the debugging port that Chromium itself offers: a release build has no other way in.
 */
import type { ChildProcess } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { type Browser, chromium, expect, type Locator, type Page } from "playwright/test";

/** ms for any one thing to appear. */
const PATIENCE = 90_000;

/** Starts the app with one more argument. */
export type Start = (argument: string) => Promise<ChildProcess>;

export class InstalledApp {
  static readonly #open = new Set<InstalledApp>();

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly process: ChildProcess,
    private readonly argument: string,
  ) {}

  /** Starts the app and waits until its window is drawn. */
  static async start(start: Start): Promise<InstalledApp> {
    const port = await freePort();
    const argument = `--remote-debugging-port=${port}`;
    const process = await start(argument);
    let said = "";
    for (const stream of [process.stdout, process.stderr])
      stream?.on("data", (data) => {
        said += data;
      });
    const browser = await connect(port, process, () => said);
    const context = browser.contexts()[0];
    if (!context) throw new Error(`the app has no window: ${said}`);
    const page = context.pages()[0] ?? (await context.waitForEvent("page"));
    const app = new InstalledApp(page, browser, process, argument);
    InstalledApp.#open.add(app);
    page.setDefaultTimeout(PATIENCE);
    await page.getByRole("contentinfo").waitFor();
    return app;
  }

  /** Ends what a test that failed has left open. */
  static async endAll(): Promise<void> {
    for (const app of InstalledApp.#open) await app.end();
  }

  /** Opens a shell with the kernel of this name and waits until it is ready. */
  async newShell(kernel: RegExp): Promise<void> {
    await this.page.getByRole("button", { name: "New shell", exact: true }).click();
    const list = this.page.getByRole("listbox", { name: "Kernels" });
    await list.getByRole("option", { name: kernel }).first().click();
    await this.page.getByRole("tab", { name: kernel, selected: true }).waitFor();
    await this.kernelIs("idle");
  }

  kernelIs(state: string): Promise<void> {
    return expect(this.page.getByRole("status", { name: "Kernel status" })).toHaveText(state, {
      timeout: PATIENCE,
    });
  }

  /** Types a line into the shell in front. */
  async type(line: string): Promise<void> {
    await this.#front("textbox", "Shell input").focus();
    await this.page.keyboard.insertText(line);
    await this.page.keyboard.press("Enter");
  }

  /** Runs a command from the palette, by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("Control+Shift+P");
    await this.page.getByRole("combobox", { name: "Command" }).fill(title);
    await this.page.getByRole("listbox", { name: "Found" }).getByText(title, { exact: true }).first().click();
  }

  /** What stands in the shell in front. */
  output(): Promise<string> {
    return this.#front("log", "Shell output").innerText();
  }

  /** The block of a prompt, in the shell in front. */
  block(prompt: string): Locator {
    return this.page.getByRole("article", { name: prompt, exact: true }).filter({ visible: true });
  }

  /** Asks it to end as the system does when a person logs out, which keeps kernels; waits until it has. */
  async end(): Promise<void> {
    InstalledApp.#open.delete(this);
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("close", resolve));
    for (const pid of await mainProcesses(this.argument)) process.kill(pid, "SIGTERM");
    await ended;
    await this.browser.close().catch(() => {});
  }

  /** One of the things that every shell has, in the shell in front. */
  #front(role: "log" | "textbox", name: string): Locator {
    return this.page.getByRole(role, { name, exact: true }).filter({ visible: true });
  }
}

/** Main processes of the app that were given an argument, wherever on this machine they run. */
async function mainProcesses(argument: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const program = path.basename(await readlink(`/proc/${pid}/exe`).catch(() => ""));
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
    const helper = words.some((word) => word.startsWith("--type="));
    // A program that was replaced on disk has " (deleted)" behind its name.
    if (/^tandem( |$)/.test(program) && words.includes(argument) && !helper) found.push(Number(pid));
  }
  return found;
}

async function connect(port: number, process: ChildProcess, said: () => string): Promise<Browser> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (process.exitCode !== null) throw new Error(`the app ended with ${process.exitCode}: ${said()}`);
      if (performance.now() > until) throw new Error(`the app cannot be reached: ${error}\n${said()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
