/** The window's process dies: by a crash of its own, and because it has no memory left. It comes back with every line. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, test } from "./app";
import { enter, idle, kernelStatus, STARTS } from "./shells";

/** Lines that are printed before the crash, and after it. */
const LINES = 2000;

/** Runs a script in the window. Playwright has lost a page that crashed for good, so it is asked through main. */
function inWindow(tandem: Tandem, script: string): Promise<unknown> {
  return tandem.electron.evaluate(async ({ BrowserWindow }, code) => {
    const answer = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code);
    // A page that goes away meanwhile never answers.
    const nobody = new Promise((resolve) => setTimeout(() => resolve(null), 2_000));
    return Promise.race([answer, nobody]);
  }, script);
}

/** What ends the window's process, each with what Chromium says of it. */
const DEATHS = {
  crash: {
    reason: /crashed/,
    // As process.crash() does it, from within.
    script: undefined,
  },
  "memory that runs out": {
    // On Linux V8 ends the process by a trap, elsewhere Chromium gives its own reason.
    reason: /oom|crashed, exit code 5/,
    script: "{ const kept = []; for (;;) kept.push(Array.from({ length: 1e6 }, Math.random)); }",
  },
} as const;

for (const [name, { reason, script }] of Object.entries(DEATHS)) {
  test(`a ${name}: the window is there again, line by line, and takes input`, async ({ tandem }) => {
    await tandem.start({
      settings: { ...STARTS, onQuit: "shutDown" },
      // So little that it runs out at once, and enough for the window.
      args: ["--js-flags=--max-old-space-size=200"],
    });
    await idle(tandem);
    await enter(
      tandem,
      `import os, time
for i in range(${LINES}): print('line', i)
while not os.path.exists('go'): time.sleep(0.02)
for i in range(${LINES}, ${2 * LINES}): print('line', i)`,
    );
    await expect(kernelStatus(tandem)).toHaveText("busy");
    await tandem.electron.evaluate(({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return new Promise<void>((resolve) => {
        contents?.once("render-process-gone", () => {
          if (contents.debugger.isAttached()) contents.debugger.detach();
          resolve();
        });
        if (code === undefined) {
          contents?.debugger.attach();
          contents?.debugger.sendCommand("Page.crash").catch(() => {});
        } else contents?.executeJavaScript(code).catch(() => {});
      });
    }, script);
    const home = tandem.home;
    await writeFile(path.join(home, "go"), "");

    const text = () => inWindow(tandem, `document.querySelector('[role="log"]')?.textContent ?? ""`);
    await expect.poll(text, { timeout: 60_000 }).toContain(`line ${2 * LINES - 1}`);
    await inWindow(tandem, `document.querySelector('button[aria-label="More"]').click()`);
    await inWindow(
      tandem,
      `document.querySelector('[role="menuitem"][data-command="shell.copyAll"]').click()`,
    );
    const copied = () => tandem.electron.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(copied).toContain(`line ${2 * LINES - 1}`);
    const lines = (await copied()).split("\n").filter((line) => line.startsWith("line "));
    expect(lines).toEqual(Array.from({ length: 2 * LINES }, (_, i) => `line ${i}`));
    const log = await readFile(path.join(tandem.profile, "logs/app.log"), "utf8");
    expect(log).toMatch(reason);
    await tandem.kill("SIGTERM");
  });
}
