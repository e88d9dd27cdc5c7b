/** A kernel prints far more than memory is to hold, into a window that does not read: host and main stay small. */
import { open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { FLOOD_MEMORY_BYTES } from "../../preload/contract/limits";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, kernelStatus, STARTS } from "./shells";

const LINES = 1_250_000;
const FILLING = 180;

/** The folder of the only session. */
async function sessionFolder(tandem: Tandem): Promise<string> {
  const sessions = path.join(tandem.profile, "sessions");
  const [name] = await readdir(sessions);
  return path.join(sessions, name as string);
}

/** What the log on disk ends with. */
async function endOfLog(folder: string): Promise<string> {
  const log = path.join(folder, "log");
  const first = (name: string) => Number(name.split("-")[0]);
  const names = (await readdir(log)).filter((name) => name.endsWith(".log"));
  const newest = names.sort((one, other) => first(one) - first(other)).at(-1) as string;
  const file = await open(path.join(log, newest));
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, 4096));
    await file.read(tail, 0, tail.length, size - tail.length);
    return tail.toString("latin1");
  } finally {
    await file.close();
  }
}

/** Memory that a process has resident now, and the most since `forgetPeak`, in bytes. */
async function residentBytes(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024;
  return { now: bytes("VmRSS"), peak: bytes("VmHWM") };
}

/** proc(5), clear_refs: 5 resets the peak to what is resident now. */
const forgetPeak = (pid: number) => writeFile(`/proc/${pid}/clear_refs`, "5");

test("more than a million lines into a window that does not read leave host and main within their bound", async ({
  tandem,
}) => {
  test.skip(process.platform !== "linux", "memory is read from /proc");
  test.setTimeout(180_000);
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const folder = await sessionFolder(tandem);
  const go = path.join(tandem.folder, "go");
  await enter(
    tandem,
    `import os, time
while not os.path.exists(${JSON.stringify(go)}): time.sleep(0.02)
for i in range(${LINES}): print(str(i).rjust(8), "x" * ${FILLING})
`,
  );
  await expect(kernelStatus(tandem)).toHaveText("busy");
  const host = JSON.parse(await readFile(path.join(folder, "host.json"), "utf8")).pid as number;
  const main = tandem.electron.process().pid as number;
  const window = await tandem.electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );
  process.kill(window, "SIGSTOP");
  let grown = { host: 0, main: 0 };
  try {
    const before = { host: await residentBytes(host), main: await residentBytes(main) };
    await Promise.all([forgetPeak(host), forgetPeak(main)]);
    await writeFile(go, "");
    await expect
      .poll(() => endOfLog(folder), { timeout: 120_000, intervals: [100] })
      .toContain('"kind":"request_end"');
    grown = {
      host: (await residentBytes(host)).peak - before.host.now,
      main: (await residentBytes(main)).peak - before.main.now,
    };
  } finally {
    process.kill(window, "SIGCONT");
  }
  expect(grown.host).toBeLessThan(FLOOD_MEMORY_BYTES.host);
  expect(grown.main).toBeLessThan(FLOOD_MEMORY_BYTES.main);
  // All of it is on disk, and a window that comes anew shows the end of it.
  const sizes = (await readdir(path.join(folder, "log"))).map((name) => stat(path.join(folder, "log", name)));
  const onDisk = (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
  expect(onDisk).toBeGreaterThan(LINES * FILLING);
  expect(onDisk).toBeGreaterThan(FLOOD_MEMORY_BYTES.host);
  await tandem.page.reload();
  await expect(block(tandem, "In [1]:")).toContainText(`${LINES - 1} xxx`, { timeout: 60_000 });
});
