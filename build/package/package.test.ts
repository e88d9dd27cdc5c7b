import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { libraryOf } from "../bundle/licences.mjs";
import { writeChecksums } from "./checksums.mjs";
import { debVersion } from "./deb.mjs";
import { glibcMinorIn } from "./glibc.mjs";
import { icns, ico } from "./icons.mjs";
import { fill } from "./linux-tree.mjs";
import { rpmVersion } from "./rpm.mjs";
import { isPacked, versionOf } from "./stage.mjs";

test("a pre-release sorts before its release, and a version is one", async () => {
  expect(debVersion("0.2.0-beta.1")).toBe("0.2.0~beta.1");
  expect(rpmVersion("0.2.0-beta.1")).toEqual(["0.2.0~beta.1", "1"]);
  expect(await versionOf("0.2.0-beta.1")).toBe("0.2.0-beta.1");
  await expect(versionOf("next; rm -rf")).rejects.toThrow("is not a version");
});

test("source maps and half-written files are not packed", () => {
  expect(["out/main/main.js", "out/kernel-host/zeromq.node"].filter(isPacked)).toHaveLength(2);
  expect(
    ["out/main/main.js.map", "out/kernel-host/.zeromq.node.1", "start.py.4711"].filter(isPacked),
  ).toEqual([]);
});

test("templates are filled in whole", () => {
  expect(fill("@NAME@ @VERSION@", { NAME: "Tandem", VERSION: "1" })).toBe("Tandem 1");
  expect(() => fill("@NOTHING@", {})).toThrow("@NOTHING@");
});

test("the newest symbol version of glibc is found", () => {
  expect(glibcMinorIn(Buffer.from("\0GLIBC_2.4\0GLIBC_2.28\0GLIBC_2.17\0GLIBC_PRIVATE\0"))).toBe(28);
  expect(glibcMinorIn(Buffer.from("nothing"))).toBe(0);
});

test("an icon file holds its pictures where its header says", () => {
  const small = Buffer.from("small picture");
  const large = Buffer.from("large one");
  const windows = ico([
    { size: 16, png: small },
    { size: 256, png: large },
  ]);
  expect(windows.readUInt16LE(4)).toBe(2);
  expect(windows[6 + 16]).toBe(0); // 256
  const at = windows.readUInt32LE(6 + 16 + 12);
  expect(windows.subarray(at, at + windows.readUInt32LE(6 + 16 + 8)).toString()).toBe("large one");
  const mac = icns([["ic07", small]]);
  expect(mac.toString("latin1", 0, 4)).toBe("icns");
  expect(mac.readUInt32BE(4)).toBe(mac.length);
  expect(mac.readUInt32BE(12)).toBe(small.length + 8);
});

test("a file belongs to the innermost library", () => {
  expect(libraryOf("node_modules/react/index.js")).toBe("react");
  expect(libraryOf("node_modules/@scope/name/lib/a.js")).toBe("@scope/name");
  expect(libraryOf("node_modules/a/node_modules/b/x.js")).toBe("a/node_modules/b");
  expect(libraryOf("renderer/index.tsx")).toBeUndefined();
});

test.skipIf(process.platform === "win32")(
  "macOS's launcher finds its app through links, and hands arguments on as they are",
  async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "tandem mac "));
    const contents = path.join(folder, "Tandem.app/Contents");
    await mkdir(path.join(contents, "MacOS"), { recursive: true });
    await mkdir(path.join(contents, "Resources/bin"), { recursive: true });
    // Says how it was started, into a file: the launcher does not wait for a window.
    const said = path.join(folder, "said");
    const program = `#!/bin/sh\n{ echo "node=$ELECTRON_RUN_AS_NODE"; pwd; printf '%s\\n' "$@"; } > "${said}.half"\nmv "${said}.half" "${said}"\n`;
    await writeFile(path.join(contents, "MacOS/Tandem"), program, { mode: 0o755 });
    await cp(path.join(import.meta.dirname, "mac/tandem.sh"), path.join(contents, "Resources/bin/tandem"));
    await mkdir(path.join(folder, "bin"));
    await symlink("../Tandem.app/Contents/Resources/bin/tandem", path.join(folder, "bin/first"));
    await symlink(path.join(folder, "bin/first"), path.join(folder, "bin/tandem"));
    const startedWith = async (...args: string[]) => {
      await rm(said, { force: true });
      await promisify(execFile)(path.join(folder, "bin/tandem"), args, { cwd: folder });
      await expect.poll(() => existsSync(said), { timeout: 20_000 }).toBe(true);
      return (await readFile(said, "utf8")).trimEnd().split("\n");
    };
    const here = await realpath(folder);
    const cli = path.join(here, "Tandem.app/Contents/Resources/app.asar.unpacked/out/cli/tandem.js");
    expect(await startedWith("log", "my lab")).toEqual(["node=1", here, cli, "log", "my lab"]);
    expect(await startedWith("a b.py", "--new-window")).toEqual(["node=", here, "a b.py", "--new-window"]);
    await rm(folder, { recursive: true });
  },
);

test("checksums are as sha256sum reads them", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-sums-"));
  const file = path.join(folder, "Tandem 1.zip");
  await writeFile(file, "content");
  const sum = createHash("sha256").update("content").digest("hex");
  expect(await writeChecksums(folder, [file])).toBe(`Tandem 1.zip     0.0 MB  ${sum}`);
  await rm(folder, { recursive: true });
});

test("the configuration is one that electron-builder takes, for every system", async () => {
  const { default: config } = await import("./electron-builder.mjs");
  const { validateConfiguration } = await import("app-builder-lib/out/util/config/config.js");
  const { DebugLogger } = await import("builder-util");
  const wrong = Object.assign({}, config, { nonsense: 1 });
  await validateConfiguration(config, new DebugLogger(false));
  await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow("nonsense");
});
