/** Where the window spends its time, when TANDEM_BENCH_PROFILE names a folder: a profile for each measurement. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright";

/** Does the work; its CPU profile is for Chromium's developer tools. */
export async function profiled<Result>(
  page: Page,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const folder = process.env.TANDEM_BENCH_PROFILE;
  if (!folder) return work();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Profiler.enable");
  await devtools.send("Profiler.setSamplingInterval", { interval: 500 });
  await devtools.send("Profiler.start");
  try {
    return await work();
  } finally {
    const { profile } = await devtools.send("Profiler.stop");
    await devtools.detach();
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${name.replace(/[^\w]+/g, "-")}.cpuprofile`), JSON.stringify(profile));
  }
}
