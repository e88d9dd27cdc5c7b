/** How long builds of the app take until their window is painted for the first time. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { _electron } from "playwright";

/** One start on an empty profile, with a Python file to open; ms from the start of the program to the window's first paint. */
async function firstPaint(build: string): Promise<number> {
  const root = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-"));
  // This program is Electron as plain Node; the app is not.
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  try {
    const file = path.join(root, "small.py");
    await writeFile(file, "print(1)\n");
    await writeFile(path.join(root, "settings.json"), JSON.stringify({ language: "en", startKernel: false }));
    const from = Date.now();
    const electron = await _electron.launch({
      executablePath: process.env.TANDEM_TEST_ELECTRON ?? "electron",
      args: [build, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), `--user-data-dir=${root}`, file],
      env: { ...inherited, HOME: root } as Record<string, string>,
    });
    const page = await electron.firstWindow();
    await page.getByRole("contentinfo").waitFor();
    const painted = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = () => {
            const [paint] = performance.getEntriesByName("first-contentful-paint");
            if (paint) resolve(performance.timeOrigin + paint.startTime);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await electron.close();
    return painted - from;
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts the builds in turns, each so many times; the median of each, in ms. */
export async function firstPaints(builds: readonly string[], times: number): Promise<readonly number[]> {
  const all = builds.map((): number[] => []);
  for (let i = 0; i < times; i++)
    for (const [at, build] of builds.entries()) all[at]?.push(await firstPaint(build));
  return all.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0);
}
