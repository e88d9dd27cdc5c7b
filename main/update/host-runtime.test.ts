import { spawn } from "node:child_process";
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  appImageOf,
  copyRuntime,
  isOfRuntime,
  isUsed,
  needsCopy,
  removeUnusedRuntimes,
} from "./host-runtime";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-runtime-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Something with the shape of a packaged app. */
async function makeApp() {
  const app = join(folder, "app");
  const files = [
    "tandem",
    "icudtl.dat",
    "snapshot_blob.bin",
    "v8_context_snapshot.bin",
    "libffmpeg.so",
    "resources.pak",
    "locales/en-US.pak",
    "resources/app.asar",
    "resources/app.asar.unpacked/package.json",
    "resources/app.asar.unpacked/out/kernel-host/host.js",
    "resources/app.asar.unpacked/out/kernel-host/zeromq.node",
  ];
  for (const file of files) {
    await mkdir(dirname(join(app, file)), { recursive: true });
    await writeFile(join(app, file), file);
  }
  return {
    execPath: join(app, "tandem"),
    script: join(app, "resources/app.asar.unpacked/out/kernel-host/host.js"),
  };
}

test("hosts run from a copy where the app's files do not stay", () => {
  expect(needsCopy("linux", true, "/home/ann/Tandem.AppImage")).toBe(true);
  expect(needsCopy("win32", true, undefined)).toBe(true);
  expect(needsCopy("linux", true, undefined)).toBe(false);
  expect(needsCopy("darwin", true, undefined)).toBe(false);
  expect(needsCopy("win32", false, undefined)).toBe(false);
});

test("a program is an AppImage's only where it lies in the AppImage's mount", async () => {
  const mount = join(await realpath(folder), "mount");
  await mkdir(mount);
  await symlink(mount, join(folder, "link"));
  const env = { APPIMAGE: "/home/ann/Tandem.AppImage", APPDIR: join(folder, "link") };
  expect(appImageOf(env, join(mount, "tandem"))).toBe("/home/ann/Tandem.AppImage");
  // Started from an AppImage: an installed Tandem, and a copy of the runtime after the mount is gone.
  expect(appImageOf(env, "/usr/lib/tandem/tandem")).toBeUndefined();
  expect(appImageOf({ ...env, APPDIR: "/gone" }, join(mount, "tandem"))).toBeUndefined();
  expect(appImageOf({}, join(mount, "tandem"))).toBeUndefined();
});

test("plain Node needs little of the app, with either kind of slash", () => {
  for (const file of [
    "Tandem.exe",
    "icudtl.dat",
    "ffmpeg.dll",
    "resources",
    "resources\\app.asar.unpacked\\out\\cli",
  ])
    expect(isOfRuntime(file, "Tandem.exe")).toBe(true);
  for (const file of [
    "resources.pak",
    "locales\\en-US.pak",
    "resources\\app.asar",
    "libGLESv2.dll",
    "LICENSES.chromium.html",
  ])
    expect(isOfRuntime(file, "Tandem.exe")).toBe(false);
});

test("the copy is made once and holds what hosts need", async () => {
  const app = await makeApp();
  const copies = join(folder, "runtimes");
  const copy = await copyRuntime(app, copies, "0.1.0");
  expect(await readFile(copy.execPath, "utf8")).toBe("tandem");
  expect(await readFile(copy.script, "utf8")).toContain("host.js");
  expect(await readdir(dirname(copy.execPath))).not.toContain("resources.pak");
  await writeFile(copy.script, "as it was");
  expect(await copyRuntime(app, copies, "0.1.0")).toEqual(copy);
  expect(await readFile(copy.script, "utf8")).toBe("as it was");
  expect(await readdir(copies)).toEqual(["0.1.0"]);
});

test("a copy goes when nothing runs from it, and not before", async () => {
  expect(isUsed("/p/runtimes/0.1.0", ["/p/runtimes/0.1.0/tandem"])).toBe(true);
  expect(isUsed("/p/runtimes/0.1.0", ["/p/runtimes/0.1.0-beta/tandem", "/usr/bin/python3"])).toBe(false);
  if (process.platform !== "linux") return;
  const copies = join(folder, "runtimes");
  for (const name of ["0.1.0", "0.1.1", "0.2.0", ".0.1.0.7"])
    await mkdir(join(copies, name), { recursive: true });
  await copyFile("/bin/sleep", join(copies, "0.1.0/tandem"));
  const host = spawn(join(copies, "0.1.0/tandem"), ["600"]);
  await new Promise((resolve) => host.once("spawn", resolve));
  await removeUnusedRuntimes(copies, "0.2.0");
  expect(await readdir(copies)).toEqual(["0.1.0", "0.2.0"]);
  const ended = new Promise((resolve) => host.once("close", resolve));
  host.kill("SIGKILL");
  await ended;
  await removeUnusedRuntimes(copies, "0.2.0");
  expect(await readdir(copies)).toEqual(["0.2.0"]);
});
