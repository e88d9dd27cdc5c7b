import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RawOutput } from "./raw-output";

let folder: string;
let heard: { name: string; offset: number; text: string }[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-raw-"));
  heard = [];
});
afterEach(() => rm(folder, { recursive: true }));

const paths = () => ({ stdout: path.join(folder, "out"), stderr: path.join(folder, "err") });
const open = (limit?: number) =>
  RawOutput.open(
    paths(),
    (name, offset, text) => heard.push({ name, offset, text }),
    limit === undefined ? {} : { limitBytes: limit },
  );

test("what is appended is heard with its offset; what earlier lives left is not", async () => {
  await writeFile(paths().stderr, "earlier\n");
  const raw = await open();
  await appendFile(paths().stderr, "now\n");
  await raw.read();
  await appendFile(paths().stdout, "out\n");
  await raw.dispose();
  expect(heard).toEqual([
    { name: "stderr", offset: 8, text: "now\n" },
    { name: "stdout", offset: 0, text: "out\n" },
  ]);
  expect(raw.words).toBe("now");
});

test("a character that is cut by two writes is heard whole", async () => {
  const raw = await open();
  const bytes = Buffer.from("a😀ä");
  for (const byte of bytes) {
    await appendFile(paths().stdout, Buffer.from([byte]));
    await raw.read();
  }
  await appendFile(paths().stdout, Buffer.from("😀").subarray(0, 2));
  await raw.dispose();
  expect(heard.map(({ text }) => text)).toEqual(["a", "😀", "ä", "\ufffd"]);
  expect(heard.map(({ offset }) => offset)).toEqual([0, 1, 5, 7]);
});

test("bytes that are no UTF-8 hold nothing up", async () => {
  const raw = await open();
  await appendFile(paths().stdout, Buffer.from([0xff, 0xfe, 0x80, 0x61]));
  await raw.read();
  expect(heard.map(({ text }) => text).join("")).toBe("\ufffd\ufffd\ufffda");
  await raw.dispose();
});

test("past its limit a file is emptied behind a marker, and followed on", async () => {
  const raw = await open(1000);
  await appendFile(paths().stdout, "x".repeat(1500));
  await raw.read();
  expect((await stat(paths().stdout)).size).toBeLessThan(200);
  expect(await readFile(paths().stdout, "utf8")).toContain("emptied");
  await appendFile(paths().stdout, "after\n");
  await raw.dispose();
  expect(heard.map(({ text }) => text).join("")).toMatch(
    /^x{1500}\n\[Tandem emptied .* 1500 bytes\]\nafter\n$/,
  );
});
