/**
 * What of the Windows installer can be tried without Windows: NSIS compiles our part of it, around a stand-in for the
 * app, and Wine installs and removes it for its user.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Stop } from "../../build/setup/say.mjs";
import { installPackages, isOnPath } from "../../build/setup/system-libraries.mjs";
import { asWindowsPath, ensureWindows, type Windows } from "../../build/setup/windows-under-wine.mjs";

const OURS = path.resolve(import.meta.dirname, "../../build/package/windows/installer.nsh");
const LIMIT = { timeout: 120_000 };
const run = promisify(execFile);

/**
 * An installer around the file under test. electron-builder's own needs plug-ins that come from GitHub; of what it
 * defines, ours uses only whether an update is under way (here: "/updated" on the command line, as there).
 * @param target where it installs @param data what the user has of the app, which Wine's own folder stands for
 */
const around = (
  target: string,
  version: string,
) => `; Wine without its 32-bit half runs this one; electron-builder makes a 32-bit one from the same script.
Target amd64-unicode
Unicode true
!include LogicLib.nsh
!include FileFunc.nsh
!macro _isUpdated _a _b _t _f
  \${GetParameters} $0
  \${GetOptions} $0 "--updated" $1
  IfErrors \`\${_f}\` \`\${_t}\`
!macroend
!define isUpdated \`"" isUpdated ""\`
!include "${OURS}"
Name "Tandem"
OutFile "installer-${version}.exe"
InstallDir "${target}"
RequestExecutionLevel user
Section
  SetOutPath "$INSTDIR"
  File "payload\\Tandem.exe"
  File "payload\\version.txt"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "Uninstall"
  !insertmacro customUnInstall
  Delete "$INSTDIR\\Tandem.exe"
  Delete "$INSTDIR\\version.txt"
  Delete "$INSTDIR\\uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
`;

describe("the Windows installer", () => {
  let folder: string;
  let target: string;
  let windows: Windows | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-nsis-"));
    target = path.join(folder, "a folder with spaces é", "Tandem");
    if (!(await isOnPath("makensis")))
      await installPackages(["nsis"], "The Windows installer is compiled by NSIS");
    windows = await ensureWindows().catch((error: unknown) => {
      if (!(error instanceof Stop)) throw error;
      console.log(`${error.message} The installer is compiled, and not run.`);
      return undefined;
    });
    await mkdir(path.join(folder, "payload"));
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

  /** Compiles an installer; NSIS warns of nothing. */
  async function compile(version: string): Promise<string> {
    await writeFile(path.join(folder, "payload/Tandem.exe"), `stand-in for ${version}`);
    await writeFile(path.join(folder, "payload/version.txt"), version);
    const script = path.join(folder, `${version}.nsi`);
    await writeFile(script, around(asWindowsPath(target), version));
    const { stdout } = await run("makensis", ["-WX", "-V3", "-INPUTCHARSET", "UTF8", script], {
      cwd: folder,
    });
    expect(stdout).toContain("Total size");
    return path.join(folder, `installer-${version}.exe`);
  }

  /** The part of the user's registry that programs write to, as text. */
  async function registry(): Promise<string> {
    const file = path.join(folder, "classes.reg");
    await windows?.run("regedit", ["/E", asWindowsPath(file), "HKEY_CURRENT_USER\\Software"], LIMIT);
    return (await readFile(file)).toString("utf16le");
  }

  /** The folder of the user's data; in Wine's own folders, which are this test's alone as long as it runs. */
  async function appData(): Promise<string> {
    const file = path.join(folder, "appdata.txt");
    const script = `require("fs").writeFileSync(${JSON.stringify(asWindowsPath(file))}, process.env.APPDATA)`;
    await windows?.node(["-e", script], LIMIT);
    const [, below = ""] = /^C:\\(.*)$/.exec(await readFile(file, "utf8")) ?? [];
    return path.join(windows?.prefix ?? "", "drive_c", ...below.split("\\"));
  }

  test("has a part of ours that NSIS compiles, without a warning", async () => {
    const installer = await compile("1.0.0");
    expect((await readFile(installer)).toString("latin1", 0, 2)).toBe("MZ");
  });

  test("installs for its user, over an older one too, and removes what it installed and nothing else", async (context) => {
    if (!windows || process.platform === "win32") return context.skip();
    const kept = path.join(await appData(), "Tandem", "sessions");
    await mkdir(kept, { recursive: true });
    await writeFile(path.join(kept, "log"), "kept");
    const before = await registry();
    for (const version of ["1.0.0", "1.1.0"]) {
      expect(await windows.run(await compile(version), ["/S"], LIMIT)).toBe(0);
      expect(await readFile(path.join(target, "version.txt"), "utf8")).toBe(version);
    }
    expect((await readdir(target)).sort()).toEqual(["Tandem.exe", "uninstall.exe", "version.txt"]);
    const installed = await registry();
    expect(installed).toContain("Applications\\Tandem.exe\\shell\\open\\command");
    // As the value stands in such a file: quoted, so that a file with spaces in its name is one argument.
    expect(installed).toContain(
      `"\\"${asWindowsPath(target).replaceAll("\\", "\\\\")}\\\\Tandem.exe\\" \\"%1\\""`,
    );
    // What the user put beside it stays.
    await writeFile(path.join(target, "notes.txt"), "mine");
    // It goes on as a copy of itself, so that it can remove its own file too, which it does last.
    expect(await windows.run(path.join(target, "uninstall.exe"), ["/S"], LIMIT)).toBe(0);
    await vi.waitFor(async () => expect(await readdir(target)).toEqual(["notes.txt"]), LIMIT);
    expect(await registry()).not.toContain("Applications\\Tandem.exe");
    expect(before).not.toContain("Applications\\Tandem.exe");
    // Whoever is not asked keeps what is theirs.
    expect(await readFile(path.join(kept, "log"), "utf8")).toBe("kept");
    await rm(path.join(await appData(), "Tandem"), { recursive: true });
  }, 300_000);
});
