/** How long programs take until their window is painted for the first time, and builds of the app until there is an editor. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { _electron } from "playwright";

/** From the start of the program, in ms. */
export interface Started {
  /** The window's first paint with something in it. */
  readonly painted: number;
  /** A line of the opened file is drawn; 0 for a program that has no editor. */
  readonly editor: number;
}

/**
 * One start with a Python file to open.
 * @param program a build of the app, or another program for Electron
 * @param root the home folder, with the profile in it
 */
async function startOnce(program: string, root: string, hasEditor: boolean): Promise<Started> {
  // This program is Electron as plain Node; the app is not.
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  const file = path.join(root, "small.py");
  await writeFile(file, "print(1)\n");
  const from = Date.now();
  const electron = await _electron.launch({
    executablePath: process.env.TANDEM_TEST_ELECTRON ?? "electron",
    args: [program, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), `--user-data-dir=${root}`, file],
    env: { ...inherited, HOME: root } as Record<string, string>,
  });
  const page = await electron.firstWindow();
  const started = await page.evaluate(
    (wanted) =>
      new Promise<Started>((resolve) => {
        const look = () => {
          const [paint] = performance.getEntriesByName("first-contentful-paint");
          const line = wanted ? document.querySelector(".monaco-editor .view-line") : null;
          if (!paint || (wanted && !line)) return requestAnimationFrame(look);
          const { timeOrigin } = performance;
          resolve({
            painted: timeOrigin + paint.startTime,
            editor: wanted ? timeOrigin + performance.now() : 0,
          });
        };
        look();
      }),
    hasEditor,
  );
  await electron.close();
  return { painted: started.painted - from, editor: hasEditor ? started.editor - from : 0 };
}

async function newHome(): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-"));
  await writeFile(path.join(root, "settings.json"), JSON.stringify({ language: "en", startKernel: false }));
  return root;
}

/** A program that shows a window with a word in it and nothing else. */
export async function minimalProgram(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, "package.json"),
    JSON.stringify({ name: "minimal", version: "1.0.0", main: "main.js" }),
  );
  await writeFile(
    path.join(folder, "main.js"),
    `const { app, BrowserWindow } = require("electron");
app.whenReady().then(() => new BrowserWindow({ width: 1360, height: 860 }).loadFile(__dirname + "/index.html"));`,
  );
  await writeFile(path.join(folder, "index.html"), '<!doctype html><meta charset="utf-8"><p>Hello</p>');
  return folder;
}

export interface Program {
  readonly folder: string;
  readonly hasEditor: boolean;
}

/**
 * Starts the programs in turns, each so many times; answers each one's starts.
 * @param again on one profile each, which each had started twice before, so that Chromium has their compiled scripts
 */
export async function startsOf(
  programs: readonly Program[],
  times: number,
  again: boolean,
): Promise<readonly (readonly Started[])[]> {
  const homes = again ? await Promise.all(programs.map(newHome)) : [];
  const all = programs.map((): Started[] => []);
  try {
    for (let i = again ? -2 : 0; i < times; i++)
      for (const [at, { folder, hasEditor }] of programs.entries()) {
        const root = homes[at] ?? (await newHome());
        const started = await startOnce(folder, root, hasEditor);
        if (i >= 0) all[at]?.push(started);
        if (!again) await rm(root, { recursive: true, force: true, maxRetries: 5 });
      }
  } finally {
    await Promise.all(homes.map((root) => rm(root, { recursive: true, force: true, maxRetries: 5 })));
  }
  return all;
}
