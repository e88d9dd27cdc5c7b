import { appendFile, mkdtemp, open as openFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RawOptions, RawOutput } from "./raw-output";

let folder: string;
let heard: { name: string; offset: number; text: string }[];
let now: number;
beforeEach(async () => {
  now = 0;
  folder = await mkdtemp(path.join(tmpdir(), "tandem-raw-"));
  heard = [];
});
afterEach(() => rm(folder, { recursive: true }));

const paths = () => ({ stdout: path.join(folder, "out"), stderr: path.join(folder, "err") });
const open = async (limit = 1e9, free?: RawOptions["free"]) => {
  const raw = await openStarting(limit, free);
  raw.started();
  return raw;
};
const openStarting = (limit = 1e9, free?: RawOptions["free"]) =>
  RawOutput.open(paths(), (name, offset, text) => heard.push({ name, offset, text }), {
    limitBytes: limit,
    now: () => now,
    ...(free && { free }),
  });
/** Reads, and lets pass the time for which raw output waits for its stream. */
const look = async (raw: RawOutput) => {
  await raw.read();
  now += 10_000;
  await raw.read();
};
const text = () => heard.map((one) => one.text).join("");
const cannot = () => Promise.resolve(false);

test("what is appended is heard with its offset; what earlier lives left is not", async () => {
  await writeFile(paths().stderr, "earlier\n");
  const raw = await open();
  await appendFile(paths().stderr, "now\n");
  await look(raw);
  await appendFile(paths().stdout, "out\n");
  await raw.dispose();
  expect(heard).toEqual([
    { name: "stderr", offset: 8, text: "now\n" },
    { name: "stdout", offset: 0, text: "out\n" },
  ]);
  expect(raw.words).toBe("now");
});

test("what a kernel says while it starts waits for nothing, and is there before it is ready", async () => {
  const raw = await openStarting();
  await appendFile(paths().stderr, "warned\n");
  await raw.read();
  expect(text()).toBe("warned\n");
  await appendFile(paths().stderr, "and again\n");
  raw.started();
  expect(text()).toBe("warned\nand again\n");
  await raw.dispose();
});

test("a character that is cut by two writes is heard whole", async () => {
  const raw = await open();
  const bytes = Buffer.from("a😀ä");
  for (const byte of bytes) {
    await appendFile(paths().stdout, Buffer.from([byte]));
    await look(raw);
  }
  await appendFile(paths().stdout, Buffer.from("😀").subarray(0, 2));
  await raw.dispose();
  expect(heard.map(({ text }) => text)).toEqual(["a", "😀", "ä", "\ufffd"]);
  expect(heard.map(({ offset }) => offset)).toEqual([0, 1, 5, 7]);
});

test("bytes that are no UTF-8 hold nothing up", async () => {
  const raw = await open();
  await appendFile(paths().stdout, Buffer.from([0xff, 0xfe, 0x80, 0x61]));
  await look(raw);
  expect(text()).toBe("\ufffd\ufffd\ufffda");
  await raw.dispose();
});

test("a copy that is no UTF-8 is found, also where it ends in what could begin a character", async () => {
  const raw = await open();
  const writes: readonly [bytes: number[], stream: string][] = [
    [[0xff, 0xfe, 0x20, 0x68, 0x0a], "\ufffd\ufffd h\n"],
    [[0x61, 0xff], "a\ufffd"],
    [[0x63, 0xe9], "c\ufffd"],
    [[0xf0, 0x9f], "\ufffd"],
    [[0x64, 0x0a], "d\n"],
  ];
  for (const [bytes, stream] of writes) {
    raw.heard("stdout", stream);
    await appendFile(paths().stdout, Buffer.from(bytes));
    await look(raw);
    raw.heard("stdout", "printed meanwhile\n");
  }
  await raw.dispose();
  expect(text()).toBe("");
});

test("what was read of a long file is given back to the disk, while the kernel writes on", async () => {
  const raw = await open(1000);
  const writer = await openFile(paths().stdout, "a");
  const lines = Array.from({ length: 30_000 }, (_, i) => `line ${i}\n`);
  await writer.write(lines.join(""));
  await look(raw);
  const { size, blocks } = await stat(paths().stdout);
  if (process.platform === "linux") expect(blocks * 512).toBeLessThan(size / 2);
  await writer.write("after\n");
  await writer.close();
  await raw.dispose();
  expect(text()).toBe(`${lines.join("")}after\n`);
});

test("nothing unread is cut off where a beginning cannot be freed, and the marker names the true size", async () => {
  const raw = await open(1000, cannot);
  await appendFile(paths().stdout, "x".repeat(100_000));
  await look(raw);
  await raw.read();
  expect((await stat(paths().stdout)).size).toBeLessThan(200);
  await appendFile(paths().stdout, "after\n");
  await raw.dispose();
  expect(text()).toMatch(/^x{100000}\n\[Tandem emptied .* 100000 bytes\]\nafter\n$/);
});

test("a file that is being written is not emptied before it is much too long, and then it is said", async () => {
  const raw = await open(1000, cannot);
  for (let i = 0; i < 20; i++) {
    await appendFile(paths().stdout, `${"q".repeat(499)}\n`);
    now += 10_000;
    await raw.read();
  }
  await raw.dispose();
  expect(text().match(/q/g)).toHaveLength(20 * 499);
  expect(text()).toMatch(/had \d{4} bytes; what was written in that very moment may be missing\]/);
});

test("what came as stream too is not heard again, whichever of the two came first", async () => {
  const raw = await open();
  raw.heard("stdout", "before\nhello\n");
  await appendFile(paths().stdout, "hello\n");
  await look(raw);
  await appendFile(paths().stdout, "later\n\n10%\r20%\r");
  await raw.read();
  raw.heard("stdout", "x=later\n\n10%\r20%\rprinted\n");
  await look(raw);
  await raw.dispose();
  expect(heard).toEqual([]);
});

test("what has no stream of its text is heard with its place, between copies too", async () => {
  const raw = await open();
  await appendFile(paths().stderr, "one\nFatal Python error: Segmentation fault\n\ntwo\n");
  await raw.read();
  raw.heard("stderr", "one\n");
  raw.heard("stderr", "two\n");
  raw.heard("stdout", "Fatal Python error: Segmentation fault\n\n");
  await appendFile(paths().stderr, "one\n");
  await raw.dispose();
  expect(heard).toEqual([
    { name: "stderr", offset: 4, text: "Fatal Python error: Segmentation fault\n\n" },
    // Heard once, it has one copy.
    { name: "stderr", offset: 48, text: "one\n" },
  ]);
});

test("a long copy is found with what was printed between, and with characters that were torn", async () => {
  const raw = await open();
  const lines = Array.from({ length: 5_000 }, (_, i) => `жук ${i} ж\n`);
  await appendFile(paths().stdout, lines.join(""));
  await raw.read();
  for (const [i, line] of lines.entries()) {
    raw.heard("stdout", i % 100 === 99 ? `printed ${i}\n` : "");
    raw.heard("stdout", i % 7 === 6 ? line.replace("ж\n", "\ufffd\ufffd\n") : line);
  }
  await look(raw);
  await raw.dispose();
  expect(heard).toEqual([]);
});
