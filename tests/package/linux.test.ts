/** The packages in a system that has nothing: installed, used, upgraded while a kernel prints, removed. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startVirtualDisplay } from "../../build/setup/display.mjs";
import { CleanRoot } from "./clean-root";
import { COUNT, numbersIn, numbersTo, runCountIn } from "./counting";
import { InstalledApp } from "./installed-app";
import { makePackages, type Packages } from "./packages";

describe("on a fresh Debian", () => {
  let older: Packages;
  let newer: Packages;
  let root: CleanRoot;
  let display: Awaited<ReturnType<typeof startVirtualDisplay>>;
  /** Starts it as a person who types this. */
  const startAs = (user: string, typed: string) =>
    InstalledApp.start((argument) =>
      root.start(user, `exec ${typed} ${argument}`, { DISPLAY: String(display.env.DISPLAY) }),
    );
  const start = () => startAs("ann", "tandem");

  beforeAll(async () => {
    older = await makePackages("0.1.0", { only: "deb,archives" });
    newer = await makePackages("0.1.1", { only: "deb" });
    root = await CleanRoot.make();
    display = await startVirtualDisplay();
    await root.bring(older.deb, "/tmp/older.deb");
    await root.bring(newer.deb, "/tmp/newer.deb");
    await root.must("apt-get", "update", "-qq");
  });
  afterEach(() => InstalledApp.endAll());
  afterAll(async () => {
    await root?.dispose();
    await display?.stop();
    await older?.dispose();
    await newer?.dispose();
  });

  test("the deb installs with what it says it depends on, and no more is needed", async () => {
    await root.install("/tmp/older.deb");
    const missing =
      "find /usr/lib/tandem -type f \\( -perm -100 -o -name '*.so*' -o -name '*.node' \\) -exec ldd {} + 2>/dev/null | grep 'not found' | sort -u";
    const libraries = (await root.run("sh", "-c", missing)).text;
    // The app's own libraries are found by the program beside them.
    expect(libraries.split("\n").filter((line) => line && !/lib(ffmpeg|EGL|GLESv2)\.so/.test(line))).toEqual(
      [],
    );
    expect((await root.as("ann", "tandem --version")).text).toBe("tandem 0.1.0\n");
    expect((await root.as("ann", "tandem --help")).text).toContain("--new-window");
    expect(await root.must("stat", "-c", "%U %a", "/usr/lib/tandem/chrome-sandbox")).toBe("root 4755\n");
  });

  test("a disk that is full leaves what was there", async () => {
    // The installed app on a disk of its own, with room for little more.
    const disk = `mkdir /tmp/disk && mount -t tmpfs -o size=320m tmpfs /tmp/disk &&
      cp -a /usr/lib/tandem/. /tmp/disk && mount --move /tmp/disk /usr/lib/tandem`;
    await root.must("sh", "-c", disk);
    const upgrade = await root.run("dpkg", "--install", "/tmp/newer.deb");
    expect(upgrade.code).not.toBe(0);
    expect(upgrade.text).toContain("No space left on device");
    expect((await root.as("ann", "tandem --version")).text).toBe("tandem 0.1.0\n");
    expect(await root.must("dpkg-query", "-W", "-f", "${Status} ${Version}", "tandem")).toBe(
      "install ok installed 0.1.0",
    );
    await root.must("umount", "/usr/lib/tandem");
    expect(await root.must("dpkg", "--verify", "tandem")).toBe("");
  });

  test("the launcher says why there is no window where there cannot be one", async () => {
    const without = await root.as("ann", "tandem");
    expect(without).toMatchObject({ code: 1, text: expect.stringContaining("no display") });
    const asRoot = await root.run("env", "DISPLAY=:0", "tandem");
    expect(asRoot).toMatchObject({ code: 1, text: expect.stringContaining("as your own user") });
    const oldLibrary = await root.as(
      "ann",
      `printf '#!/bin/sh\\necho glibc 2.17\\n' > getconf; chmod +x getconf; PATH=$PWD:$PATH tandem --version`,
    );
    expect(oldLibrary).toMatchObject({
      code: 1,
      text: expect.stringMatching(/needs glibc 2\.\d\d or newer; this system has glibc 2\.17/),
    });
  });

  test("the deb runs a cell in a built-in kernel, in Chromium's sandbox", async () => {
    const app = await start();
    await app.newShell(/JavaScript/);
    await app.type("[6 * 7, process.versions.node.length > 0]");
    await expect.poll(() => app.block("In [1]:").textContent()).toContain("42");
    expect(await renderers(root)).toContain("filtered");
    expect(await renderers(root)).not.toContain("open");
    await app.end();
  });

  test("the deb loses nothing when it is upgraded while a kernel prints", async () => {
    await root.install("python3-ipykernel");
    await root.write("/home/ann/count.py", COUNT);
    const before = await start();
    await before.newShell(/ipykernel|Python 3/);
    await before.type(runCountIn("/home/ann"));
    await before.kernelIs("busy");
    await expect.poll(() => before.output()).toMatch(/line \d\d/);

    await root.install("/tmp/newer.deb");
    expect((await root.as("ann", "tandem --version")).text).toBe("tandem 0.1.1\n");
    // The window of the older version goes on until it is closed; its host and kernel go on after that.
    await before.kernelIs("busy");
    await before.end();

    const after = await start();
    await after.kernelIs("busy");
    await root.must("touch", "/home/ann/stop");
    await after.kernelIs("idle");
    const lines = Number(await root.must("cat", "/home/ann/lines.txt"));
    const log = (await root.as("ann", "tandem log Python")).text;
    expect(numbersIn(log)).toEqual(numbersTo(lines));
    await after.type("i");
    await expect.poll(() => after.block("In [2]:").textContent()).toContain(String(lines - 1));
    await after.end();
  });

  test("the deb can be installed twice, over a newer one, and with a window open", async () => {
    const app = await start();
    for (const file of ["/tmp/newer.deb", "/tmp/older.deb", "/tmp/newer.deb"]) await root.install(file);
    await root.must("sh", "-c", "head -c 1000000 /tmp/newer.deb > /tmp/broken.deb");
    expect((await root.run("dpkg", "--install", "/tmp/broken.deb")).code).not.toBe(0);
    await app.newShell(/JavaScript/);
    await app.type("1 + 1");
    await expect.poll(() => app.block("In [1]:").textContent()).toContain("2");
    await app.end();
  });

  test("a home on a file server, where no sockets can be, does not keep kernels from running", async () => {
    await root.install("/tmp/newer.deb", "sshfs", "openssh-sftp-server");
    await root.addUser("carol");
    // A server and its client without a network between them, each with the other's words as its input.
    const mount = `mkdir /srv/carol && chown carol /srv/carol && mkfifo /tmp/wire &&
      (su carol -c /usr/lib/openssh/sftp-server < /tmp/wire |
        sshfs -f -o passive,allow_other files:/srv/carol /home/carol > /tmp/wire) >/dev/null 2>&1 &
      until mountpoint -q /home/carol; do sleep 0.1; done`;
    await root.must("timeout", "60", "sh", "-c", mount);
    await root.write("/tmp/answer.js", "console.log(6 * 7)\n");
    const ran = await root.as("carol", "tandem run --kernel javascript /tmp/answer.js");
    expect(ran.code, ran.text).toBe(0);
    expect(ran.text).toContain("42\n");
    expect(ran.text).toContain("on a disk without sockets");
    expect(await root.as("carol", "tandem stop answer.js")).toMatchObject({ code: 0 });
  });

  test("the deb leaves nothing behind but what belongs to people", async () => {
    const files = (await root.must("dpkg", "-L", "tandem")).split("\n").filter((file) => /tandem/.test(file));
    expect(files.length).toBeGreaterThan(50);
    await root.must("apt-get", "remove", "-qq", "-y", "tandem");
    const left = await root.run(
      "sh",
      "-c",
      `ls -d ${files.map((file) => `'${file}'`).join(" ")} /etc/apparmor.d/tandem 2>/dev/null`,
    );
    expect(left.text).toBe("");
    expect(await root.must("ls", "/home/ann/.config/Tandem")).toContain("sessions");
    await root.must("dpkg", "--purge", "tandem");
    expect(await root.must("ls", "/home/ann/.config/Tandem")).toContain("sessions");
  });

  test("the archive runs from a read-only folder with any name, for somebody without a home, in a damaged profile", async () => {
    const folder = "/srv/Tändem für Messung 1";
    await root.must("mkdir", "-p", folder);
    await root.bring(older.tarball, "/tmp/older.tar.gz");
    await root.must("tar", "-xzf", "/tmp/older.tar.gz", "-C", folder);
    await root.must("mount", "--bind", folder, folder);
    await root.must("mount", "-o", "remount,bind,ro", folder);
    await root.must("useradd", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/sh", "bob");
    const env = { DISPLAY: String(display.env.DISPLAY) };
    const program = `"${folder}/Tandem-0.1.0-linux-x64/bin/tandem"`;

    expect((await root.as("bob", `${program} --version`, env)).text).toContain("tandem 0.1.0");
    const homeless = await root.as("bob", program, env);
    expect(homeless).toMatchObject({ code: 1, text: expect.stringContaining("--user-data-dir=") });
    // Longer than the path of a socket may be.
    const profile = `/tmp/${"a profile with a long name ".repeat(6)}`.trim();
    const files = [
      "settings.json",
      "window-state.json",
      "kernels.json",
      "recent.json",
      "configurations.json",
    ];
    const damage = `mkdir -p "${profile}/chromium" && cd "${profile}" && head -c 5000 /dev/urandom |
      tee ${files.join(" ")} "chromium/Local State" chromium/Preferences > chromium/Cookies`;
    expect(await root.as("bob", damage)).toMatchObject({ code: 0 });
    const app = await startAs("bob", `${program} --user-data-dir="${profile}"`);
    await app.newShell(/JavaScript/);
    await app.type("6 * 7");
    await expect.poll(() => app.block("In [1]:").textContent()).toContain("42");
    expect(await renderers(root)).not.toContain("open");
    await app.end();
  });
});

/** How the processes that draw windows are confined: "filtered" (seccomp) or "open". */
async function renderers(root: CleanRoot): Promise<string[]> {
  const look =
    "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline; echo; grep ^Seccomp: $p/status; done 2>/dev/null";
  const text = await root.must("sh", "-c", look);
  return [...text.matchAll(/ --type=renderer.*\nSeccomp:\s*(\d)/g)].map(([, mode]) =>
    mode === "2" ? "filtered" : "open",
  );
}
