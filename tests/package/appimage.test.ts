/**
 * The AppImage updates itself from a feed while a kernel prints, and nothing is lost though its files vanish.
 *
 * The runtime in front of a real AppImage mounts it by FUSE. It comes from GitHub: with TANDEM_APPIMAGE=1, or tools in
 * APPIMAGE_TOOLS_PATH, it is the real one. Otherwise in its place stands a script that unpacks it to a folder and removes
 * that folder when the app ends. All else is real: electron-builder's AppImage and feed, electron-updater, the app.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { appImageWanted } from "../../build/package/electron-app.mjs";
import { startVirtualDisplay } from "../../build/setup/display.mjs";
import { installPackages, isOnPath } from "../../build/setup/system-libraries.mjs";
import { COUNT, numbersIn, numbersTo, runCountIn } from "./counting";
import { InstalledApp } from "./installed-app";
import { makePackages, type Packages } from "./packages";

/** As long as it says: what follows it in the file is the squashfs. */
const RUNTIME_BYTES = 4096;
const RUNTIME = `#!/bin/bash
export APPIMAGE=$(readlink -f "$0")
export APPDIR=$(mktemp -d /tmp/.mount_Tandem.XXXXXX)
unsquashfs -quiet -no-progress -force -offset ${RUNTIME_BYTES} -dest "$APPDIR" "$APPIMAGE" >/dev/null
bash "$APPDIR/AppRun" "$@"
code=$?
rm -rf "$APPDIR"
exit $code
`;

const run = promisify(execFile);

describe("the AppImage", () => {
  let folder: string;
  let older: Packages;
  let newer: Packages;
  let feed: Server;
  /** The feed's next AppImage arrives damaged. */
  let damaged = true;
  let display: Awaited<ReturnType<typeof startVirtualDisplay>>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-appimage-"));
    if (!(await isOnPath("mksquashfs")))
      await installPackages(["squashfs-tools"], "The AppImage needs mksquashfs");
    display = await startVirtualDisplay();
    feed = createServer(async (request, response) => {
      const name = path.basename(new URL(request.url ?? "/", "http://feed").pathname);
      const content = await readFile(path.join(newer.folder, name)).catch(() => undefined);
      if (content && damaged && name.endsWith(".AppImage"))
        content.fill(0, content.length >> 1, (content.length >> 1) + 1000);
      response.writeHead(content ? 200 : 404).end(content);
    }).listen(0, "127.0.0.1");
    await once(feed, "listening");
    const env = {
      ...(appImageWanted() ? {} : { APPIMAGE_TOOLS_PATH: await makeTools(path.join(folder, "tools")) }),
      TANDEM_UPDATE_URL: `http://127.0.0.1:${(feed.address() as AddressInfo).port}`,
    };
    older = await makePackages("0.1.0", { more: env, only: "appimage" });
    newer = await makePackages("0.1.1", { more: env, only: "appimage" });
  });
  afterEach(() => InstalledApp.endAll());
  afterAll(async () => {
    feed?.close();
    await display?.stop();
    await older?.dispose();
    await newer?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  test("is replaced by a newer one from the feed while a kernel prints, and loses nothing", async () => {
    const image = path.join(folder, "Tandem.AppImage");
    await copyFile(older.appImage, image);
    const work = path.join(folder, "work");
    await mkdir(work);
    await writeFile(path.join(work, "count.py"), COUNT);
    const profile = path.join(folder, "profile");
    await mkdir(profile);
    await writeFile(
      path.join(profile, "settings.json"),
      JSON.stringify({ startKernel: false, language: "en" }),
    );
    const start = () =>
      InstalledApp.start(async (argument) => {
        // Chromium's sandbox cannot work for root, as whom tests of packages run.
        const args = ["--no-sandbox", `--user-data-dir=${profile}`, argument];
        return spawn(image, args, {
          cwd: work,
          env: { ...process.env, ...display.env },
          stdio: ["ignore", "pipe", "pipe"],
        });
      });

    // In a terminal: a script whose kernel outlives the mount that it was started from.
    const terminal = (...args: string[]) =>
      run(image, [`--user-data-dir=${profile}`, ...args], { cwd: work, maxBuffer: 64 * 1024 * 1024 });
    expect((await terminal("--version")).stdout).toBe("tandem 0.1.0\n");
    await writeFile(path.join(work, "kept.js"), "globalThis.kept = 42");
    await terminal("run", "--detach", "--name", "Kept", "kept.js");
    await expect.poll(mounts).toEqual([]);

    const before = await start();
    await before.newShell(/Python 3/);
    await before.type(runCountIn(work));
    await before.kernelIs("busy");
    await expect.poll(() => before.output()).toMatch(/line \d\d/);
    await before.command("Check for updates");
    const about = before.page.getByRole("dialog", { name: "Tandem 0.1.0" });
    await about.getByRole("button", { name: "Fetch it" }).click();
    await about.getByText("what arrived is damaged").waitFor({ timeout: 120_000 });
    damaged = false;
    await about.getByRole("button", { name: "Check for updates" }).click();
    await about.getByRole("button", { name: "Fetch it" }).click();
    await about.getByText("Tandem 0.1.1 is fetched").waitFor({ timeout: 120_000 });
    await before.end();
    expect((await stat(image)).size).toBe((await stat(newer.appImage)).size);
    await expect.poll(mounts).toEqual([]);

    const after = await start();
    await after.kernelIs("busy");
    await writeFile(path.join(work, "stop"), "");
    await after.kernelIs("idle");
    await after.command("About Tandem");
    await after.page.getByRole("dialog", { name: "Tandem 0.1.1" }).waitFor();
    await after.page.keyboard.press("Escape");
    // Both versions have hosts of their own runtime; the older one goes when its last host has ended.
    const runtimes = path.join(profile, "runtimes");
    expect((await readdir(runtimes)).sort()).toEqual(["0.1.0", "0.1.1"]);
    const lines = Number(await readFile(path.join(work, "lines.txt"), "utf8"));
    const log = await terminal("log", "Python");
    expect(numbersIn(log.stdout)).toEqual(numbersTo(lines));
    expect((await terminal("sessions")).stdout).toMatch(/Kept.*idle/);
    for (const session of ["Kept", "Python"]) await terminal("stop", session);
    await after.end();
    const last = await start();
    await expect.poll(() => readdir(runtimes)).toEqual(["0.1.1"]);
    await last.end();
  });
});

/** Where AppImages of ours are mounted now. */
const mounts = async () => (await readdir(os.tmpdir())).filter((name) => name.startsWith(".mount_Tandem"));

/** The folder that electron-builder takes its tools for AppImages from. */
async function makeTools(tools: string): Promise<string> {
  await mkdir(path.join(tools, "runtimes"), { recursive: true });
  await mkdir(path.join(tools, "lib/x64"), { recursive: true });
  await symlink("/usr/bin/mksquashfs", path.join(tools, "mksquashfs"));
  await writeFile(path.join(tools, "desktop-file-validate"), "#!/bin/sh\n", { mode: 0o755 });
  await writeFile(path.join(tools, "runtimes/runtime-x64"), RUNTIME.padEnd(RUNTIME_BYTES, "\n"), {
    mode: 0o755,
  });
  return tools;
}
