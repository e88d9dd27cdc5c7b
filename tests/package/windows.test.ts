/** What of the Windows installer can be tried without Windows: NSIS compiles our part of it. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installPackages, isOnPath } from "../../build/setup/system-libraries.mjs";

const OURS = path.resolve(import.meta.dirname, "../../build/package/windows/installer.nsh");
const run = promisify(execFile);

/**
 * An installer around the file under test. electron-builder's own needs plug-ins that come from GitHub; of what it
 * defines, ours uses only whether an update is under way.
 */
const AROUND = `Unicode true
!include LogicLib.nsh
!macro _isUpdated _a _b _t _f
  StrCmp $0 "updated" \`\${_t}\` \`\${_f}\`
!macroend
!define isUpdated \`"" isUpdated ""\`
!include "${OURS}"
Name "Tandem"
OutFile "installer.exe"
InstallDir "$LOCALAPPDATA\\Programs\\tandem"
RequestExecutionLevel user
Section
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "Uninstall"
  !insertmacro customUnInstall
SectionEnd
`;

describe("the Windows installer", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-nsis-"));
    if (!(await isOnPath("makensis")))
      await installPackages(["nsis"], "The Windows installer is compiled by NSIS");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("has a part of ours that NSIS compiles, without a warning", async () => {
    const script = path.join(folder, "installer.nsi");
    await writeFile(script, AROUND);
    const { stdout } = await run("makensis", ["-WX", "-V3", script], { cwd: folder });
    expect(stdout).toContain("Total size");
    expect((await readFile(path.join(folder, "installer.exe"))).toString("latin1", 0, 2)).toBe("MZ");
  });
});
