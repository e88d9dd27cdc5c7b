/** The app around its window: one per profile, an end that leaves nothing, a page that is confined. */
import { execFile, execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, readlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TandemBridge } from "../../preload/contract/requests";
import { expect, type Tandem, test } from "./app";

/** Asks main from the page, as the window does. Resolves with the output, or with the sentence of the failure. */
function request(tandem: Tandem, name: string, input?: unknown): Promise<unknown> {
  return tandem.page.evaluate(
    ([what, given]) => {
      const { tandem: bridge } = window as unknown as { tandem: TandemBridge };
      return bridge
        .request(what as never, given as never)
        .catch((error: Error) => `failed: ${error.message}`);
    },
    [name, input] as const,
  );
}

/** The windows that the app has, seen from main. */
const windowCount = (tandem: Tandem) =>
  tandem.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test("a second start on the profile hands its files, named from its own folder, to the first and ends", async ({
  tandem,
}) => {
  await tandem.write("first.py", "first = 1\n");
  await tandem.write("sub/second.py", "second = 2\n");
  await tandem.start({ open: ["first.py"] });
  const [program, ...args] = await tandem.electron.evaluate(({ app }) => [
    process.execPath,
    app.getAppPath(),
    ...process.argv.filter((argument) => /^--(?:user-data-dir|no-sandbox)/.test(argument)),
  ]);
  const env = await tandem.electron.evaluate(() => process.env as Record<string, string>);
  const code = await new Promise((resolve) => {
    const options = { cwd: path.join(tandem.folder, "sub"), env };
    execFile(program as string, [...args, "second.py", ".."], options, (error) => resolve(error?.code ?? 0));
  });
  expect(code).toBe(0);
  await expect(tandem.fileTab("second.py")).toBeVisible();
  await expect(tandem.fileTab("first.py")).toBeVisible();
  expect(await windowCount(tandem)).toBe(1);
});

test("SIGTERM ends the app, and with it the kernels in which nothing was run, and leaves nothing", async ({
  tandem,
}) => {
  await tandem.start();
  const { kernels } = (await request(tandem, "kernels.list", { folder: null })) as {
    kernels: { id: string }[];
  };
  const started = await request(tandem, "sessions.start", { kernelId: kernels[0]?.id, cwd: tandem.folder });
  expect(started).toMatchObject({ host: "connected", connection: 1 });
  expect(await readdir(path.join(tandem.profile, "sessions"))).toHaveLength(1);
  await tandem.kill("SIGTERM");
  expect(await tandem.processes()).toEqual([]);
  expect(await readdir(path.join(tandem.profile, "sessions"))).toEqual([]);
});

test("a session that a killed app left behind runs on at the next start", async ({ tandem }) => {
  await tandem.start();
  const { kernels } = (await request(tandem, "kernels.list", { folder: null })) as {
    kernels: { id: string }[];
  };
  const started = await request(tandem, "sessions.start", { kernelId: kernels[0]?.id, cwd: tandem.folder });
  const { id, name } = started as { id: string; name: string };
  const kernelFile = path.join(tandem.profile, "sessions", id, "kernel.json");
  const pid = async () => (JSON.parse(await readFile(kernelFile, "utf8")) as { pid: number }).pid;
  await expect.poll(() => readFile(kernelFile, "utf8").catch(() => "")).toContain("pid");
  const before = await pid();
  await tandem.kill("SIGKILL");
  await tandem.start();
  await expect
    .poll(() => request(tandem, "sessions.list"))
    .toMatchObject([{ id, name, kernelId: kernels[0]?.id, host: "connected", kept: true }]);
  expect(await pid()).toBe(before);
});

test("settings and a layout that are not JSON are named, and are not lost", async ({ tandem }) => {
  await mkdir(tandem.profile, { recursive: true });
  await writeFile(path.join(tandem.profile, "settings.json"), "{ theme: dark");
  await writeFile(path.join(tandem.profile, "window-state.json"), "[");
  await tandem.start();
  const names = (await readdir(tandem.profile)).filter((name) => name.includes(".corrupt-")).sort();
  expect(names).toEqual([expect.stringMatching(/^window-state\.corrupt-.*\.json$/)]);
  for (const name of [...names, "settings.json, line 1:"])
    await expect(tandem.page.getByText(name)).toBeVisible();
  expect(await readFile(path.join(tandem.profile, "settings.json"), "utf8")).toBe("{ theme: dark");
});

test("on a full disk the app starts, says what it goes on without, and works", async ({ tandem }) => {
  test.skip(
    process.platform !== "linux" || process.getuid?.() !== 0,
    "only root can mount a disk that is full",
  );
  await mkdir(tandem.profile);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m,mode=0700", "tandem-full-disk", tandem.profile]);
  try {
    await writeFile(path.join(tandem.profile, "settings.json"), '{"startKernel": false}');
    const filling = writeFile(path.join(tandem.profile, "filling"), Buffer.alloc(2 * 1024 * 1024));
    await expect(filling).rejects.toThrow("ENOSPC");
    const page = await tandem.start();
    await expect(page.getByText("Tandem goes on without its own log")).toBeVisible();
    await page.keyboard.press("Control+N");
    await tandem.typeText("x = 1\n");
    await expect(page.getByRole("textbox", { name: /^Editor: / })).toBeVisible();
    await tandem.quit();
  } finally {
    execFileSync("umount", ["--lazy", tandem.profile]);
  }
});

test("the page is confined: no other origin, no window, no file, no permission, no unknown request", async ({
  tandem,
}) => {
  const page = await tandem.start();
  const address = page.url();
  const tried = await page.evaluate(async () => {
    const status = (url: string) =>
      fetch(url).then(
        (response) => response.status,
        () => "refused",
      );
    const permission = await navigator.permissions.query({ name: "geolocation" });
    return {
      escape: await status("tandem://app/..%2f..%2fpackage.json"),
      file: await status("file:///etc/hostname"),
      network: await status("https://example.org/"),
      opened: window.open("https://example.org/") === null,
      node: typeof (window as { require?: unknown }).require,
      geolocation: permission.state,
      inline: await new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
          // The fetches above are told late.
          if (violatedDirective.startsWith("script")) resolve(violatedDirective);
        });
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.head.append(script);
      }),
    };
  });
  expect(tried).toEqual({
    escape: 400,
    file: "refused",
    network: "refused",
    opened: true,
    node: "undefined",
    geolocation: "denied",
    inline: "script-src-elem",
  });
  await page.evaluate(() => {
    window.location.href = "https://example.org/";
  });
  expect(await request(tandem, "files.explode", {})).toBe('failed: There is no request "files.explode".');
  expect(await request(tandem, "files.explode", {})).toBe('failed: There is no request "files.explode".');
  expect(page.url()).toBe(address);
  const log = await readFile(path.join(tandem.profile, "logs/app.log"), "utf8");
  expect(log.match(/unknown request files\.explode/g)).toHaveLength(1);
  expect(log).toContain("navigation denied: https://example.org/");
  expect(await windowCount(tandem)).toBe(1);
});

test("what fails where nobody waits for it is in the app's log, and the window says so", async ({
  tandem,
}) => {
  const page = await tandem.start();
  await page.evaluate(() => void Promise.reject(new Error("planted in a window")));
  await tandem.electron.evaluate(() => {
    setTimeout(() => {
      throw new Error("planted in main");
    });
    void Promise.reject(new Error("planted in a promise of main"));
  });
  await expect(page.getByText("Something in Tandem failed")).toBeVisible();
  const log = () => readFile(path.join(tandem.profile, "logs/app.log"), "utf8");
  for (const planted of ["in a window", "in main", "in a promise of main"])
    await expect.poll(log).toContain(`planted ${planted}`);
  await expect(page.getByText("Something in Tandem failed")).toHaveCount(1);
});

test("a kernel-host holds nothing of the app's: no display, no pipe, no socket that is shared", async ({
  tandem,
}) => {
  test.skip(process.platform !== "linux", "only Linux shows the descriptors of a process");
  await tandem.start();
  const { kernels } = (await request(tandem, "kernels.list", { folder: null })) as {
    kernels: { id: string }[];
  };
  const started = await request(tandem, "sessions.start", { kernelId: kernels[0]?.id, cwd: tandem.folder });
  const { id } = started as { id: string };
  const hostFile = path.join(tandem.profile, "sessions", id, "host.json");
  const { pid } = JSON.parse(await readFile(hostFile, "utf8")) as { pid: number };
  const shared = async (of: number) => {
    const folder = `/proc/${of}/fd`;
    const links = await Promise.all(
      (await readdir(folder)).map((name) => readlink(path.join(folder, name)).catch(() => "")),
    );
    return new Set(links.filter((link) => /^(?:socket|pipe):/.test(link)));
  };
  const main = await shared(tandem.electron.process().pid as number);
  expect(main.size).toBeGreaterThan(5);
  expect([...(await shared(pid))].filter((link) => main.has(link))).toEqual([]);
});

/** Answers message boxes of the system, which no test can reach, with the button of that name. */
function answerMessageBoxes(tandem: Tandem, button: string): Promise<void> {
  return tandem.electron.evaluate(({ dialog }, name) => {
    const answer = (...args: unknown[]) => {
      const { buttons = [] } = args.at(-1) as { buttons?: string[] };
      return Promise.resolve({ response: buttons.indexOf(name), checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox: answer });
  }, button);
}

test("a window that hangs can be closed all the same", async ({ tandem }) => {
  const page = await tandem.start();
  await answerMessageBoxes(tandem, "Close anyway");
  await page.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  await tandem.endsBy(() =>
    tandem.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  );
  const log = await readFile(path.join(tandem.profile, "logs/app.log"), "utf8");
  expect(log).toContain("a window that did not answer was closed");
});

test("a window that crashes again and again is not loaded for ever: the user is asked", async ({
  tandem,
}) => {
  await tandem.start();
  await answerMessageBoxes(tandem, "Quit");
  await tandem.endsBy(() =>
    tandem.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (let crash = 1; crash <= 4; crash++) {
        const loaded = new Promise<void>((resolve) => contents?.once("did-finish-load", () => resolve()));
        contents?.forcefullyCrashRenderer();
        if (crash <= 3) await loaded;
      }
    }),
  );
  const log = await readFile(path.join(tandem.profile, "logs/app.log"), "utf8");
  expect(log.match(/the window's process is gone/g)).toHaveLength(4);
});
