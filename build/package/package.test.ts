import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
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
