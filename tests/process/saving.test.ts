/**
 * Saving where a file is more than its content, and where the disk is full: real users, mounts, links, attributes. Most of
 * it needs root's rights, to be another user and to mount.
 */
import { execFile, execFileSync } from "node:child_process";
import { chmod, chown, link, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { wasmInside } from "../../build/bundle/wasm-inside.mjs";
import { python } from "./programs";

const run = promisify(execFile);
const NOBODY = 65534;
const COLLEAGUE = 65533;
const GROUP = 4711;

const isRoot = process.platform === "linux" && process.getuid?.() === 0;
/** Why a test is skipped: being another user and mounting takes root's rights on Linux. */
const asRoot = test.skipIf(!isRoot);

let program: string;
beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-saving-program-"));
  await chmod(folder, 0o755);
  program = path.join(folder, "save.js");
  await build({
    entryPoints: ["tests/process/fixtures/save-as-user.ts"],
    bundle: true,
    platform: "node",
    outfile: program,
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    plugins: [wasmInside()],
  });
  return () => rm(folder, { recursive: true });
});

let folder: string;
let mounts: string[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tandem-saving-"));
  await chmod(folder, 0o755);
  await mkdir(at("copies"));
  if (isRoot) await chown(at("copies"), NOBODY, NOBODY);
  mounts = [];
});
afterEach(async () => {
  for (const mount of mounts.reverse()) execFileSync("umount", [mount]);
  await rm(folder, { recursive: true });
});

const at = (name: string) => path.join(folder, name);
const content = (name: string) => readFile(at(name), "utf8");
const inode = async (name: string) => (await stat(at(name))).ino;
const copies = () => readdir(at("copies"));

interface As {
  readonly uid?: number;
  readonly gid?: number;
  readonly groups?: number[];
  readonly copies?: string;
}

async function save(name: string, text: string, as: As = {}): Promise<Record<string, unknown>> {
  const task = {
    path: at(name),
    text,
    encoding: "utf8",
    eol: "\n",
    expected: null,
    copies: at("copies"),
    ...as,
  };
  const file = at(`task-${Math.random()}.json`);
  // Its text may be longer than an argument can be.
  await writeFile(file, JSON.stringify(task));
  const { stdout } = await run(process.execPath, [
    "-e",
    `process.argv[2] = require("fs").readFileSync(process.argv[1], "utf8"); require(${JSON.stringify(program)})`,
    file,
  ]);
  await rm(file);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function mountFull(name: string): Promise<void> {
  await mkdir(at(name));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m,mode=755", "tmpfs", at(name)]);
  mounts.push(at(name));
}

const asNobody = { uid: NOBODY, gid: NOBODY, groups: [NOBODY] };

asRoot("a file in a folder that may not be written is written in place", async () => {
  await mkdir(at("locked"));
  await writeFile(at("locked/a.py"), "old\n");
  await chown(at("locked/a.py"), NOBODY, NOBODY);
  const before = await inode("locked/a.py");
  expect(await save("locked/a.py", "new\n", asNobody)).toMatchObject({ result: "saved" });
  expect(await content("locked/a.py")).toBe("new\n");
  expect(await save("locked/a.py", "n\n", asNobody)).toMatchObject({ result: "saved" });
  expect(await content("locked/a.py")).toBe("n\n");
  expect(await inode("locked/a.py")).toBe(before);
  expect(await copies()).toEqual([]);
});

asRoot("on a full disk such a file keeps what it held, and what fits is saved", async () => {
  await mountFull("disk");
  const old = "o".repeat(300_000);
  await writeFile(at("disk/a.py"), old);
  await chown(at("disk/a.py"), NOBODY, NOBODY);
  await writeFile(at("disk/filler"), "f".repeat(700_000));
  expect(await save("disk/a.py", "n".repeat(600_000), asNobody)).toEqual({
    sentence: `${at("disk/a.py")} cannot be saved: the disk is full. Save it under another name to keep your text.`,
  });
  expect(await content("disk/a.py")).toBe(old);
  expect(await copies()).toEqual([]);
  expect(await save("disk/a.py", "n".repeat(299_999), asNobody)).toMatchObject({ result: "saved" });
  expect(await content("disk/a.py")).toBe("n".repeat(299_999));
});

asRoot(
  "where the disk has no room for two of it, a file is written in place, and no half of it is left",
  async () => {
    await mountFull("disk");
    const old = "o".repeat(600_000);
    await writeFile(at("disk/a.py"), old);
    expect((await save("disk/a.py", "n".repeat(2_000_000))).sentence).toMatch(/: the disk is full\./);
    expect(await content("disk/a.py")).toBe(old);
    expect(await save("disk/a.py", "n".repeat(650_000))).toMatchObject({ result: "saved" });
    expect(await content("disk/a.py")).toBe("n".repeat(650_000));
    expect(await readdir(at("disk"))).toEqual(["a.py"]);
  },
);

asRoot("what cannot be kept safe first is not touched", async () => {
  await mountFull("disk");
  const old = "o".repeat(600_000);
  await writeFile(at("disk/a.py"), old);
  const answer = await save("disk/a.py", "n".repeat(650_000), { copies: at("disk/copies") });
  expect(answer.sentence).toMatch(/what it holds now could not be kept safe first \(the disk is full\)/);
  expect(await content("disk/a.py")).toBe(old);
  expect((await readdir(at("disk"))).filter((name) => name.includes("a.py"))).toEqual(["a.py"]);
});

asRoot("a file that is mounted by itself is written through the mount", async () => {
  await writeFile(at("real.py"), "old\n");
  await writeFile(at("a.py"), "");
  execFileSync("mount", ["--bind", at("real.py"), at("a.py")]);
  mounts.push(at("a.py"));
  expect(await save("a.py", "new\n")).toMatchObject({ result: "saved" });
  expect([await content("real.py"), await content("a.py")]).toEqual(["new\n", "new\n"]);
});

asRoot("a colleague's file stays the colleague's, and the group's", async () => {
  await mkdir(at("shared"));
  await chmod(at("shared"), 0o2775);
  await chown(at("shared"), COLLEAGUE, GROUP);
  await writeFile(at("shared/a.py"), "old\n");
  await chown(at("shared/a.py"), COLLEAGUE, GROUP);
  await chmod(at("shared/a.py"), 0o664);
  const as = { uid: NOBODY, gid: NOBODY, groups: [NOBODY, GROUP] };
  expect(await save("shared/a.py", "new\n", as)).toMatchObject({ result: "saved" });
  expect(await content("shared/a.py")).toBe("new\n");
  expect(await stat(at("shared/a.py"))).toMatchObject({ uid: COLLEAGUE, gid: GROUP, mode: 0o100664 });

  // One's own file with a group that new files would not have.
  await writeFile(at("shared/mine.py"), "old\n");
  await chown(at("shared/mine.py"), NOBODY, NOBODY);
  await chmod(at("shared/mine.py"), 0o640);
  const before = await inode("shared/mine.py");
  expect(await save("shared/mine.py", "new\n", as)).toMatchObject({ result: "saved" });
  expect(await stat(at("shared/mine.py"))).toMatchObject({ uid: NOBODY, gid: NOBODY, mode: 0o100640 });
  expect(await inode("shared/mine.py")).not.toBe(before);
});

test("all names of a file lead to the new text", async () => {
  await writeFile(at("a.py"), "old\n");
  await link(at("a.py"), at("b.py"));
  expect(await save("a.py", "new and longer\n")).toMatchObject({ result: "saved" });
  expect([await content("a.py"), await content("b.py")]).toEqual(["new and longer\n", "new and longer\n"]);
  expect(await inode("a.py")).toBe(await inode("b.py"));
});

test.skipIf(process.platform !== "linux")("extended attributes and lists of access stay", async () => {
  await writeFile(at("a.py"), "old\n", { mode: 0o640 });
  // A user beside the owner who may write: version 2, then tag, permissions and id of each entry.
  const set = `
import os, struct, sys
acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *e) for e in
    [(1, 6, 0xffffffff), (2, 6, ${COLLEAGUE}), (4, 4, 0xffffffff), (16, 6, 0xffffffff), (32, 0, 0xffffffff)])
os.setxattr(sys.argv[1], "user.note", "größe".encode())
os.setxattr(sys.argv[1], "system.posix_acl_access", acl)`;
  const get = `
import os, sys
print({n: os.getxattr(sys.argv[1], n) for n in sorted(os.listxattr(sys.argv[1]))})`;
  try {
    execFileSync(python, ["-c", set, at("a.py")], { stdio: "pipe" });
  } catch (error) {
    // A file system without them has nothing to lose.
    if (/Operation not supported/.test(String((error as { stderr?: Buffer }).stderr))) return;
    throw error;
  }
  const attributes = () => execFileSync(python, ["-c", get, at("a.py")], { encoding: "utf8" });
  const before = attributes();
  expect(before).toContain("posix_acl_access");
  expect(await save("a.py", "new\n")).toMatchObject({ result: "saved" });
  expect(await content("a.py")).toBe("new\n");
  expect(attributes()).toBe(before);
  expect((await stat(at("a.py"))).mode & 0o777).toBe(0o660);
});
