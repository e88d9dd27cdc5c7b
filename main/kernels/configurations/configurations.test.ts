import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ShellConfiguration, shellConfiguration } from "../../../preload/contract/configurations";
import type { StartableKernel } from "../discovery/startable-kernel";
import { checkConfiguration } from "./check";
import { resolveConfiguration, revisionOf } from "./resolve";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-configured-"));
});
afterEach(() => rm(folder, { recursive: true }));

const kernel: StartableKernel = {
  entry: { id: "python:/p", displayName: "Python", language: "python", origin: "" },
  launch: { argv: ["/p"], resourceDir: "", env: {}, interruptMode: "signal", language: "python" },
};
const configuration = (more: object = {}): ShellConfiguration =>
  v.parse(shellConfiguration, { id: "a", name: "A", kernel: { kind: "path", path: "/p" }, ...more });
const resolve = (more: object) => resolveConfiguration(configuration(more), kernel, "/open", "/home/ada");

it("gives paths in full: from the open folder, from home, or as they are", () => {
  const { cwd, launch } = resolve({
    folder: "sub",
    environmentFile: ".env",
    pythonPath: ["~/lib", "../near", "", "/abs"],
    startup: { kind: "file", file: "~/start.py", lines: "not these", when: "before" },
    script: "go.py",
  });
  expect(cwd).toBe("/open/sub");
  expect(launch.configuration).toMatchObject({
    base: "/open",
    environmentFile: "/open/.env",
    pythonPath: ["/home/ada/lib", "/near", "/abs"],
    startup: { file: "/home/ada/start.py", lines: "", when: "before" },
    script: "/open/go.py",
  });
});

it("leaves out what is not wanted", () => {
  const { cwd, kernel: named, launch } = resolve({ name: "Mine", startup: { kind: "lines", lines: " \n" } });
  expect(cwd).toBe("/open");
  expect(named.entry).toMatchObject({ displayName: "Mine", id: "python:/p" });
  expect(launch.configuration).toMatchObject({ environmentFile: null, startup: null, script: null });
  expect(Object.keys(launch)).toEqual(["configuration"]);
  expect(resolve({ restarts: 3, transport: "tcp" }).launch).toMatchObject({
    restart: { limit: 3 },
    transport: "tcp",
  });
});

it("has another revision for another content, and not for another name", () => {
  const first = revisionOf(configuration());
  expect(revisionOf(configuration({ name: "B" }))).toBe(first);
  // What the window does by it needs no other kernel.
  expect(revisionOf(configuration({ savedModules: "reload" }))).toBe(first);
  const others = [{ arguments: ["x"] }, { restarts: 1 }, { kernel: { kind: "path", path: "/q" } }];
  const revisions = others.map((more) => revisionOf(configuration(more)));
  expect(new Set([first, ...revisions]).size).toBe(4);
});

it("doubts what is not there, each beside its field", async () => {
  await mkdir(join(folder, "lib"));
  await writeFile(join(folder, "latin.env"), Buffer.from("A=\xe9", "latin1"));
  const doubts = async (more: object, language?: string) =>
    (await checkConfiguration(configuration(more), language, folder, "/home/ada")).map(
      ({ field, sentence }) => `${field}: ${sentence.replaceAll(folder, "")}`,
    );
  expect(await doubts({ pythonPath: ["lib", ""], arguments: ["x"], eventLoop: "tk" }, "python")).toEqual([]);
  expect(await doubts({ folder: "latin.env" })).toEqual([
    "folder: /latin.env: it is not a folder. The kernel would work in your home folder.",
  ]);
  expect(
    await doubts({
      folder: "gone",
      environmentFile: "latin.env",
      pythonPath: ["lib", "nowhere"],
      startup: { kind: "file", file: "" },
      script: "lib",
    }),
  ).toEqual([
    "folder: /gone: it is not there. The kernel would work in your home folder.",
    "environmentFile: /latin.env: it is not UTF-8 text.",
    "pythonPath: /nowhere is not there.",
    "startup: Name the file, or choose “None”.",
    "script: /lib: it is a folder.",
  ]);
  expect(await doubts({ arguments: ["x"], eventLoop: "tk" }, "R")).toEqual([
    "arguments: They are not used: Tandem cannot hand arguments to R.",
    "eventLoop: It is not used: R has no event loop to choose.",
  ]);
});

it("refuses what no system takes", () => {
  const fits = (more: object) => v.safeParse(shellConfiguration, { ...configuration(), ...more }).success;
  expect(fits({ environment: [{ name: "A", value: "one\ntwo" }] })).toBe(true);
  expect(fits({ environment: [{ name: "A=B", value: "" }] })).toBe(false);
  expect(fits({ environment: [{ name: "", value: "" }] })).toBe(false);
  expect(fits({ environment: [{ name: "A", value: "\0" }] })).toBe(false);
  expect(fits({ environment: [{ name: "TANDEM_SESSION", value: "trap" }] })).toBe(false);
  expect(fits({ arguments: ["a\0"] })).toBe(false);
  expect(fits({ name: "  " })).toBe(false);
});
