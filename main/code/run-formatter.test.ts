import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runFormatter } from "./run-formatter";

const file = { path: null, name: "a.txt", text: "b\na\n" };
const node = (code: string, ...args: string[]) => ({
  command: process.execPath,
  args: ["-e", code, ...args],
});

it("gives the text to the program and takes what it prints", async () => {
  expect(await runFormatter(node("process.stdin.pipe(process.stdout)"), file)).toBe("b\na\n");
  const folder = await mkdtemp(join(tmpdir(), "tandem-format-"));
  try {
    await writeFile(join(folder, "x y.txt"), "");
    const asked = { ...file, path: join(folder, "x y.txt") };
    const program = node("console.log(process.argv[1], process.cwd())", "--", "as={file}");
    expect(await runFormatter(program, asked)).toBe(`as=${asked.path} ${folder}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("says what went wrong, and gives no text then", async () => {
  await expect(runFormatter({ command: "no-such-formatter", args: [] }, file)).rejects.toThrow(
    /no-such-formatter is not there/,
  );
  await expect(runFormatter(node("console.error('line 2: bad'); process.exit(3)"), file)).rejects.toThrow(
    /failed on a.txt \(3\): line 2: bad/,
  );
  await expect(runFormatter(node(""), file)).rejects.toThrow(/printed nothing/);
});

it("ends one that never comes to an end, with what it started", async () => {
  const started = performance.now();
  const child =
    "require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'inherit'})";
  await expect(runFormatter(node(child), file, 1_500)).rejects.toThrow(/took longer than 1.5 s/);
  expect(performance.now() - started).toBeLessThan(30_000);
});

it("takes no output that has no end", async () => {
  const flood = "const b = Buffer.alloc(1 << 20, 'x'); (function go() { process.stdout.write(b, go) })()";
  await expect(runFormatter(node(flood), file, 60_000)).rejects.toThrow(/without end/);
});
