import { execFileSync } from "node:child_process";
import { constants } from "node:fs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readWhole } from "./read-whole";

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "tandem-read-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test("a file is read, one that is not there is said", async () => {
  const file = path.join(await folder(), "file");
  await expect(readWhole(file)).rejects.toThrow("ENOENT");
  await writeFile(file, "text");
  expect((await readWhole(file)).toString()).toBe("text");
});

test.skipIf(process.platform === "win32")(
  "a FIFO is waited for, and no longer than it is wanted",
  async () => {
    const file = path.join(await folder(), "fifo");
    execFileSync("mkfifo", [file]);
    const stop = new AbortController();
    const stopped = readWhole(file, stop.signal);
    stop.abort();
    await expect(stopped).rejects.toThrow();
    const reading = readWhole(file);
    let done = false;
    void reading.then(() => {
      done = true;
    });
    await expect
      .poll(async () => {
        const writer = await open(file, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => undefined);
        await writer?.write("A=1\n").catch(() => {});
        await writer?.close();
        return done;
      })
      .toBe(true);
    expect((await reading).toString()).toMatch(/^(?:A=1\n)+$/);
  },
);
