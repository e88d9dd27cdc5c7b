/** What is in the packages, and what the systems' own checkers say of them. */
import { execFile } from "node:child_process";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../build/package/checksums.mjs";
import { installPackages, isOnPath } from "../../build/setup/system-libraries.mjs";
import { makePackages, type Packages } from "./packages";

const run = promisify(execFile);
const CHECKERS = {
  lintian: "lintian",
  "desktop-file-validate": "desktop-file-utils",
  appstreamcli: "appstream",
};
/** Fuses are written as the digits 0 and 1. */
const OFF = "0".charCodeAt(0);
const ON = "1".charCodeAt(0);

describe("the contents of the packages", () => {
  let made: Packages;
  let root: string;
  let app: string;

  beforeAll(async () => {
    made = await makePackages("0.1.0");
    root = path.join(made.folder, "unpacked-deb");
    app = path.join(root, "usr/lib/tandem");
    await run("dpkg-deb", ["-x", made.deb, root]);
    const missing: string[] = [];
    for (const [program, name] of Object.entries(CHECKERS))
      if (!(await isOnPath(program))) missing.push(name);
    if (missing.length > 0)
      await installPackages(missing, "The packages are looked at by their systems' checkers");
  });
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
    await made?.dispose();
  });

  test("is what runs, and nothing else", async () => {
    const packed = listPackage(path.join(app, "resources/app.asar"), { isPack: false });
    expect(packed).toEqual(
      expect.arrayContaining(["/package.json", "/out/main/main.js", "/out/renderer/index.html"]),
    );
    expect(packed.filter((name) => /\.(map|ts|tsx)$|\.test\.|^\/(node_modules|tests)/.test(name))).toEqual(
      [],
    );
    const top = new Set(packed.map((name) => name.split("/")[1]));
    expect([...top].sort()).toEqual(["LICENSE", "out", "package.json"]);
    expect(await readdir(path.join(app, "locales"))).toEqual(["de.pak", "en-GB.pak", "en-US.pak"]);
    expect(await readdir(path.join(app, "resources"))).not.toContain("default_app.asar");
    const licences = await readFile(path.join(app, "resources/third-party-licences.txt"), "utf8");
    for (const name of ["react", "monaco-editor", "zeromq", "valibot"])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
  });

  test("is smaller than the Electron that it is made of", async () => {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
    expect(dist).toBeDefined();
    expect(await bytesIn(app)).toBeLessThan(await bytesIn(String(dist)));
  });

  test("cannot be made to run other code by its environment", async () => {
    const wire = await getCurrentFuseWire(path.join(app, "tandem"));
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(OFF);
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(OFF);
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(OFF);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON);
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(ON);
    expect(wire[FuseV1Options.RunAsNode]).toBe(ON); // kernel-hosts are this binary as plain Node
  });

  test("pleases Debian's checker, the desktop's and the software centre's", async () => {
    const lintian = await run("lintian", ["--allow-root", "--fail-on", "none", made.deb]);
    expect(lintian.stdout).toBe("");
    const desktop = await run("desktop-file-validate", [
      "--no-hints",
      path.join(root, "usr/share/applications/tandem.desktop"),
    ]);
    expect(desktop.stdout).toBe("");
    const metainfo = path.join(root, "usr/share/metainfo");
    const [name = ""] = await readdir(metainfo);
    await run("appstreamcli", ["validate", "--no-net", path.join(metainfo, name)]); // fails at an error or a warning
    for (const size of [16, 48, 256, 512])
      expect(
        (await stat(path.join(root, `usr/share/icons/hicolor/${size}x${size}/apps/tandem.png`))).size,
      ).toBeGreaterThan(100);
    const manual = await run("man", [
      "--warnings",
      "-E",
      "UTF-8",
      "-l",
      "-Tutf8",
      path.join(root, "usr/share/man/man1/tandem.1.gz"),
    ]);
    expect(manual.stderr).toBe("");
  });

  test("is the same in the rpm", async () => {
    const [files, needs] = await Promise.all([
      run("rpm", ["-qpl", made.rpm]),
      run("rpm", ["-qp", "--requires", made.rpm]),
    ]);
    const ours = (await run("find", [app, "-type", "f", "-printf", "/usr/lib/tandem/%P\n"])).stdout
      .trim()
      .split("\n");
    const theirs = new Set(files.stdout.split("\n"));
    expect(ours.filter((file) => !theirs.has(file))).toEqual([]);
    expect(needs.stdout).toMatch(/^libgtk-3\.so\.0/m);
    expect(needs.stdout).not.toMatch(/libffmpeg|musl|aarch64/);
  });

  test("is what SHA256SUMS says, and a broken download is noticed", async () => {
    await run("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: made.folder });
    const broken = path.join(made.folder, "broken.deb");
    await run("sh", ["-c", 'head -c 1000000 "$1" > "$2"', "sh", made.deb, broken]);
    await expect(
      run("dpkg-deb", ["--info", broken]).then(() => run("dpkg-deb", ["--contents", broken])),
    ).rejects.toThrow();
    await rm(broken);
  });

  test("is the same, byte for byte, when it is made again", async () => {
    const more = { SOURCE_DATE_EPOCH: "1700000000" };
    const sums: string[][] = [];
    for (let i = 0; i < 2; i++) {
      const again = await makePackages("0.1.0", { more, only: "archives,deb,rpm" });
      const files = [again.tarball, again.zip, again.deb, again.rpm];
      sums.push(await Promise.all(files.map(async (file) => `${await sha256(file)} ${path.basename(file)}`)));
      await again.dispose();
    }
    expect(sums[0]).toEqual(sums[1]);
  });
});

async function bytesIn(folder: string): Promise<number> {
  const { stdout } = await run("du", ["--summarize", "--bytes", "--dereference-args", folder]);
  return Number(stdout.split("\t")[0]);
}
