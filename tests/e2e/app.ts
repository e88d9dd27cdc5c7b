/**
 * The built app in a real window, for tests: `test` and `expect` with the fixture `tandem`. Every test of `test` has a profile,
 * a home folder and a working folder of its own, and ends only when no process of its app is left.
 */
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  _electron,
  test as base,
  type ElectronApplication,
  type Locator,
  type Page,
  type TestInfo,
} from "playwright/test";
import { electronBinary, environment, processesWith, repository } from "./app-process";
import { expect } from "./expect";
import { endSessions, newWindow } from "./new-window";

/**
 * What V8 made of the window's scripts, for all profiles, each of which would compile them anew: Chromium knows by a hash
 * of the script whether it fits. Two apps at a time do not share a folder.
 */
async function shareCompiled(profile: string): Promise<void> {
  const shared = path.join(repository, "test-results", "compiled", process.env.TEST_PARALLEL_INDEX ?? "0");
  await mkdir(shared, { recursive: true });
  await mkdir(path.join(profile, "chromium"), { recursive: true, mode: 0o700 });
  await symlink(shared, path.join(profile, "chromium", "Code Cache"), "junction").catch(() => {});
}

/**
 * Waits until a window is whole, with the editors that are made after its first paint. The fault suite has no configuration
 * of Playwright, and a machine may be busy.
 */
const isDrawn = (page: Page) =>
  expect
    .poll(
      async () =>
        (await page.locator(".window[aria-busy=false]").getByRole("contentinfo").isVisible()) &&
        (await page.locator(".editor-host:not([hidden]) > .editor-place:empty").count()) === 0,
      {
        message: "the window to be drawn",
        timeout: 60_000,
      },
    )
    .toBe(true);

/**
 * What every test's profile begins with: the language that its names are in, and nothing that reads Python files but
 * where it is the point, as a language server takes more of a core than the window's own start.
 */
const QUIET = { language: "en", languageServer: false, ruff: false };
/** Settings with all that reads Python files. */
export const WITH_PROBLEMS = { languageServer: true, ruff: true };

export interface StartOptions {
  /** Files and folder to open, relative to the test's folder. */
  readonly open?: readonly string[];
  /** Settings of a profile that has none yet, over those of `QUIET`. Without them no kernel starts by itself. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** More arguments for the program itself. */
  readonly args?: readonly string[];
}

/**
 * The app of one test: started, closed and started again at will, always on the same profile; or that of several tests,
 * one after the other (`sharing`).
 */
export class Tandem {
  readonly #mark = randomUUID();
  #electron: ElectronApplication | undefined;
  #page: Page | undefined;

  constructor(
    /** Where the test's files are. */
    public folder: string,
    readonly profile: string,
    readonly home: string,
    /** The build that is started, where it is not this one. */
    private readonly program = repository,
  ) {}

  /** The window. */
  get page(): Page {
    if (!this.#page) throw new Error("the app is not started");
    return this.#page;
  }

  /** The app, to reach into its main process. */
  get electron(): ElectronApplication {
    if (!this.#electron) throw new Error("the app is not started");
    return this.#electron;
  }

  /** Starts the app, or opens a new window of the one that an earlier test has left; resolves when it is drawn. */
  async start({
    open = [],
    settings = { startKernel: false },
    env = {},
    args = [],
  }: StartOptions = {}): Promise<Page> {
    if (this.#electron) {
      if (Object.keys(env).length > 0 || args.length > 0)
        throw new Error("what runs already has its environment and its arguments");
      this.#page = await newWindow(this.#electron, this.page, this.folder, open, { ...QUIET, ...settings });
      await isDrawn(this.#page);
      return this.#page;
    }
    await mkdir(this.profile, { recursive: true });
    await shareCompiled(this.profile);
    await writeFile(path.join(this.profile, "settings.json"), JSON.stringify({ ...QUIET, ...settings }), {
      flag: "wx",
    }).catch(() => {});
    const root = process.getuid?.() === 0;
    const files = open.map((name) => path.join(this.folder, name));
    this.#electron = await _electron.launch({
      executablePath: electronBinary(),
      args: [
        this.program,
        ...(root ? ["--no-sandbox"] : []),
        `--user-data-dir=${this.profile}`,
        ...args,
        ...files,
      ],
      cwd: this.folder,
      env: environment(this.home, this.#mark, env),
    });
    this.#page = await this.#electron.firstWindow();
    await isDrawn(this.#page);
    return this.#page;
  }

  /**
   * Asks the app to quit, answers its questions so that it does, and waits until it is gone.
   * @param kernels the answer for those that run and were used
   */
  async quit(kernels: "Shut down" | "Keep running" = "Shut down"): Promise<void> {
    const { electron } = this;
    let closed = false;
    const gone = electron.waitForEvent("close", { timeout: 90_000 }).then(() => {
      closed = true;
    });
    electron.evaluate(({ app }) => app.quit()).catch(() => {});
    const answer = async (page: Page) => {
      const button = page
        .getByRole("alertdialog")
        .getByRole("button", { name: new RegExp(`^(?:Discard|${kernels})$`) });
      // A click that fails because the window is gone ends it, and leaves the rest to `gone`.
      for (let open = true; open && !closed; )
        open = await button.click({ timeout: 0 }).then(
          () => true,
          () => false,
        );
    };
    for (const page of electron.windows()) void answer(page);
    await gone;
    this.#electron = undefined;
    this.#page = undefined;
  }

  /** Does what makes the app end by itself, and waits until it has. */
  async endsBy(action: () => Promise<unknown>): Promise<void> {
    const gone = this.electron.waitForEvent("close", { timeout: 90_000 });
    // An end may be quicker than the news that the click that made it is over. An app that goes on fails by `gone`.
    const done = action().catch((error: unknown) => {
      if (!/has been closed|Target crashed/.test(String(error))) throw error;
    });
    await Promise.all([gone, done]);
    this.#electron = undefined;
    this.#page = undefined;
  }

  /** Ends main by a signal: SIGKILL as a crash would, which leaves hosts and kernels to themselves. */
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const { electron } = this;
    await this.endsBy(async () => electron.process().kill(signal));
  }

  /** Quits if it runs, and waits until nothing that it started is left. */
  async end(): Promise<void> {
    if (this.#electron) await this.quit();
    await expect
      .poll(() => this.processes(), { message: "processes that the app has left behind", timeout: 90_000 })
      .toEqual([]);
  }

  /**
   * Ends the sessions and takes away what was not saved, so that another test can have a new window of this app. Fails
   * when a host or a kernel is left.
   */
  async leave(): Promise<void> {
    if (!this.#electron) return;
    await endSessions(this.page);
    for (const name of ["backups", "history"])
      await rm(path.join(this.profile, name), { recursive: true, force: true });
    await expect
      .poll(
        async () =>
          (await this.processes()).filter((line) => !line.includes(repository) || /kernel-host/.test(line)),
        {
          message: "processes that the kernels have left behind",
          timeout: 90_000,
        },
      )
      .toEqual([]);
  }

  /** Whatever of this test's app lives: main, its helpers, hosts, kernels. */
  processes(): Promise<string[]> {
    return processesWith(this.#mark);
  }

  /** Ends what `end` found left behind, so that it does not disturb the next test. */
  async clear(): Promise<void> {
    for (const line of await this.processes()) {
      try {
        process.kill(Number(line.split(" ")[0]), "SIGKILL");
      } catch {
        // It ended by itself meanwhile.
      }
    }
  }

  /** Writes a file into the test's folder; answers its path. */
  async write(name: string, content: string | Uint8Array): Promise<string> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** What a file in the test's folder holds. */
  read(name: string): Promise<string> {
    return readFile(path.join(this.folder, name), "utf8");
  }

  /** What a file of the profile holds. */
  readProfile(name: string): Promise<string> {
    return readFile(path.join(this.profile, name), "utf8");
  }

  /** What the windows have remembered of themselves so far, in the order they were opened. */
  async windowStates(): Promise<readonly unknown[]> {
    const text = await readFile(path.join(this.profile, "window-state.json"), "utf8").catch(() => "{}");
    return (JSON.parse(text) as { windows?: unknown[] }).windows ?? [];
  }

  /** What the first window has remembered of itself so far. */
  async windowState(): Promise<unknown> {
    return (await this.windowStates())[0] ?? null;
  }

  /** Does what opens a window; answers its page once it is drawn. */
  async opens(action: () => Promise<unknown>): Promise<Page> {
    const [page] = await Promise.all([this.electron.waitForEvent("window"), action()]);
    await isDrawn(page);
    return page;
  }

  /** The two windows that this start of the app brought back, in no order. */
  async bothWindows(): Promise<[Page, Page]> {
    await expect.poll(() => this.electron.windows().length).toBe(2);
    const pages = this.electron.windows() as [Page, Page];
    for (const page of pages) await isDrawn(page);
    return pages;
  }

  /** Makes another window the one that this object's other methods are about. */
  use(page: Page): void {
    this.#page = page;
  }

  /** The editor of a file, named as on its tab. */
  editor(name: string): Locator {
    return this.page.getByRole("textbox", { name: `Editor: ${name}`, exact: true });
  }

  /** The tab of a file, saved or not. */
  fileTab(name: string): Locator {
    return this.page.getByRole("tab", {
      name: new RegExp(`^${name.replace(/\W/g, "\\$&")}(?:, modified)?$`),
    });
  }

  /** Replaces the text of the editor in front by typing it, as it is. */
  async typeText(text: string): Promise<void> {
    await this.page.keyboard.press("Control+9");
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /** Runs a command from the palette, by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("Control+Shift+P");
    await this.page.getByRole("combobox", { name: "Command" }).fill(title);
    await this.page.getByRole("listbox", { name: "Found" }).getByText(title, { exact: true }).first().click();
  }

  /** Answers the next save dialog of the system, which no test can reach, with a path in the test's folder. */
  async answerSaveDialog(name: string): Promise<void> {
    const filePath = path.join(this.folder, name);
    await uncollected(() =>
      this.electron.evaluate(({ dialog }, saved) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: saved });
      }, filePath),
    );
  }

  /** Answers the next open dialog of the system with paths in the test's folder. */
  async answerOpenDialog(...names: string[]): Promise<void> {
    const filePaths = names.map((name) => path.join(this.folder, name));
    await uncollected(() =>
      this.electron.evaluate(({ dialog }, opened) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: opened });
      }, filePaths),
    );
  }
}

// Playwright numbers the workers that run side by side.
const display = process.env.TANDEM_E2E_DISPLAYS?.split(",")[Number(process.env.TEST_PARALLEL_INDEX)];
if (display) process.env.DISPLAY = display;

/**
 * Asks again what may be asked twice: V8's inspector holds the promise that Playwright waits for by a weak handle, and a
 * main process that has just let go of a large file collects it (playwright#33737).
 */
async function uncollected<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => {
    if (!/promise was (?:garbage )?collected/i.test(String(error))) throw error;
    return ask();
  });
}

/** An app that is not started yet, with folders of its own; whatever it leaves is a failure, and is cleared away. */
async function withTandem(use: (tandem: Tandem, root: string) => Promise<void>): Promise<void> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), "tandem-e2e-")));
  const [folder, profile, home] = ["work", "profile", "home"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([folder, home].map((each) => mkdir(each)));
  const tandem = new Tandem(folder, profile, home);
  try {
    await use(tandem, root);
    await tandem.end();
  } finally {
    await tandem.clear();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function picture(tandem: Tandem, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus) return;
  const body = await tandem.page.screenshot().catch(() => undefined);
  if (body) await info.attach("window", { body, contentType: "image/png" });
}

export const test = base.extend<{ tandem: Tandem }>({
  // Playwright reads from the pattern that nothing else is needed.
  tandem: async ({}, use, info) => {
    await withTandem(async (tandem) => {
      await use(tandem);
      await picture(tandem, info);
    });
  },
});

/**
 * For tests in which the app's start is not the point, nor what it remembers: they have one app, each a new window, a
 * folder of its own, the settings that it asks for and no kernel of another one. The profile's other files, the home
 * folder and the list of kernels stay. After a failure Playwright takes another process, and so another app. A test among
 * them that starts the app anew, or changes what it keeps, takes `alone`.
 */
export const sharing = base.extend<
  { tandem: Tandem; alone: Tandem },
  { shared: { tandem: Tandem; root: string } }
>({
  shared: [
    async ({}, use) => {
      await withTandem((tandem, root) => use({ tandem, root }));
    },
    { scope: "worker", timeout: 120_000 },
  ],
  tandem: async ({ shared: { tandem, root } }, use, info) => {
    tandem.folder = path.join(await mkdtemp(path.join(root, "test-")), "work");
    await mkdir(tandem.folder);
    await use(tandem);
    await picture(tandem, info);
    await tandem.leave();
  },
  alone: async ({}, use, info) => {
    await withTandem(async (tandem) => {
      await use(tandem);
      await picture(tandem, info);
    });
  },
});

export { expect };
