import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findCommand, findServer, type Machine } from "./offered-servers";
import { ownServer } from "./own-servers";

let folder: string;
let machine: Machine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-offered-"));
  machine = {
    env: { PATH: ["relative", join(folder, "bin")].join(delimiter) },
    home: folder,
    platform: "linux",
  };
  await mkdir(join(folder, "bin"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, script = "#!/bin/sh\n", mode = 0o755): Promise<string> {
  const file = join(folder, "bin", name);
  await writeFile(file, script);
  await chmod(file, mode);
  return file;
}

test("a server that is on PATH is found by the language, with the name that people know", async () => {
  expect(await findServer("cpp", machine)).toBeUndefined();
  await program("clangd");
  expect(await findServer("cpp", machine)).toEqual({
    name: "clangd",
    program: { language: "cpp", command: "clangd", args: [] },
  });
  expect(await findServer("nothing that is known", machine)).toBeUndefined();
  expect(await findServer("toString", machine)).toBeUndefined();
});

test("what may not be run, and a folder of that name, are no programs", async () => {
  await program("clangd", "text", 0o644);
  await mkdir(join(folder, "bin/ccls"));
  expect(await findServer("cpp", machine)).toBeUndefined();
  expect(await findCommand("bin/clangd", machine)).toBeUndefined();
});

test("R's server is a package that R is asked for", async () => {
  await program("R", '#!/bin/sh\ncase "$*" in *languageserver*) printf FALSE;; esac\n');
  expect(await findServer("r", machine)).toBeUndefined();
  await program("R", '#!/bin/sh\ncase "$*" in *languageserver*) printf TRUE;; esac\n');
  expect((await findServer("r", machine))?.program).toEqual({
    language: "r",
    command: "R",
    args: ["--no-echo", "-e", "languageserver::run()"],
  });
  await program("R", "#!/bin/sh\nexit 3\n");
  expect(await findServer("r", machine)).toBeUndefined();
});

test("Julia's server is in one of the user's environments", async () => {
  await program("julia");
  expect(await findServer("julia", machine)).toBeUndefined();
  const environment = join(folder, ".julia/environments/v1.11");
  await mkdir(environment, { recursive: true });
  await writeFile(join(environment, "Project.toml"), '[deps]\nLanguageServer = "2b0e0bc5"\n');
  expect((await findServer("julia", machine))?.program.args).toContain(`--project=${environment}`);
});

test("only what the settings have is started, and a program that is not there is said by its name", async () => {
  const programs = [{ language: "latex", command: "texlab", args: ["--x"] }];
  expect(await ownServer("cpp", programs, machine)).toBe("The settings have no language server for cpp.");
  expect(await ownServer("latex", programs, machine)).toBe(
    "There is no program texlab. Install it, or mend the setting “languageServers”.",
  );
  const command = await program("texlab");
  expect(await ownServer("latex", programs, machine)).toMatchObject({
    name: "texlab",
    command,
    args: ["--x"],
  });
});
