/** Shell configurations as main has them: started, changed while their shells run, and restarted with. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { afterEach, expect, test } from "vitest";
import { ConfiguredKernels } from "../../main/kernels/configurations/configured-kernels";
import { KernelCatalog } from "../../main/kernels/discovery/kernel-catalog";
import { ConfigurationStore } from "../../main/settings/configuration-store";
import { shellConfiguration } from "../../preload/contract/configurations";
import { hostProgram, TestProfile } from "./main-supervisor-fixture";
import { python } from "./programs";
import { until } from "./until";

const builtin = {
  execPath: process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath,
  folder: path.dirname(hostProgram.script),
  history: "/nowhere",
};
const configuration = (more: object) =>
  v.parse(shellConfiguration, { id: "one", name: "Mine", kernel: { kind: "path", path: python }, ...more });

let profile: TestProfile;
afterEach(() => profile.dispose());

async function make() {
  profile = await TestProfile.make();
  const failed = (error: unknown) => profile.logged.push(String(error));
  const store = new ConfigurationStore(path.join(profile.root, "configurations.json"), failed);
  const home = path.join(profile.root, "home");
  const env = { PATH: path.join(profile.root, "nothing") };
  const catalog = new KernelCatalog({ platform: process.platform, env, home }, { builtin });
  const { supervisor, logged } = profile;
  const configured = new ConfiguredKernels({
    ...{ store, catalog, supervisor, home },
    log: (line) => logged.push(line),
  });
  const info = (id: string) => supervisor.list().find((each) => each.id === id);
  return { store, catalog, configured, supervisor, info };
}

test("a shell has its configuration's name and content, and is marked and restarted with what changed", async () => {
  const { store, configured, supervisor, info } = await make();
  store.save(configuration({ arguments: ["one"], folder: "sub" }));
  await mkdir(path.join(profile.work, "sub"));
  const { id, name, cwd, configuration: first } = await configured.start("one", profile.work);
  const second = await configured.start("one", profile.work);
  expect([name, second.name]).toEqual(["Mine", "Mine 2"]);
  expect(cwd).toBe(path.join(profile.work, "sub"));
  await supervisor.end(second.id);
  const tell = "import sys, os, json; print(json.dumps([sys.argv, os.getcwd()]))";
  expect(JSON.parse(await profile.execute(id, tell))).toEqual([["", "one"], cwd]);

  // A new name is no reason to restart; new arguments and another folder are.
  store.save(configuration({ name: "Yours", arguments: ["one"], folder: "sub" }));
  await configured.follow();
  expect(info(id)?.configuration).toEqual(first);
  store.save(configuration({ name: "Yours", arguments: ["two"] }));
  await configured.follow();
  expect(info(id)).toMatchObject({ name: "Mine", cwd: profile.work, configuration: { name: "Yours" } });
  const revision = info(id)?.configuration?.revision;
  expect(revision).not.toBe(first?.revision);
  expect((await profile.kernelState(id, "idle")).configuration).toBe(first?.revision);

  // The app ends and starts again: the shell still knows what it runs with, and what it is to have.
  await supervisor.leave();
  await profile.nextApp().takeOver();
  const kept = () => profile.supervisor.list().find((each) => each.id === id);
  await until("the connection", () => kept()?.host === "connected");
  expect(kept()?.configuration?.revision).toBe(revision);
  expect((await profile.kernelState(id, "idle")).configuration).toBe(first?.revision);
  const control = profile.link(id).pipe.open({ session: id, name: "control", client: "test" });
  control.send({ type: "restart", id: "restart-it" });
  await until("the new life", async () => (await profile.kernelState(id, "idle")).configuration === revision);
  expect(JSON.parse(await profile.execute(id, tell))).toEqual([["", "two"], profile.work]);
});

test("a kernel is found by any path that means one, and what is none is said", async () => {
  const { catalog, configured, store } = await make();
  const spec = path.join(profile.root, "spec");
  await mkdir(spec);
  const kernelJson = { argv: [python, "-m", "mine", "{connection_file}"], display_name: "S", language: "R" };
  await writeFile(path.join(spec, "kernel.json"), JSON.stringify(kernelJson));
  for (const each of [spec, path.join(spec, "kernel.json")])
    expect((await catalog.at(each)).launch).toMatchObject({ argv: kernelJson.argv, language: "R" });
  expect((await catalog.at(python)).launch.argv.join(" ")).toContain("ipykernel_launcher");
  const config = await readFile(path.join(path.dirname(python), "../pyvenv.cfg"), "utf8").catch(() => "");
  if (config !== "")
    expect((await catalog.at(path.dirname(path.dirname(python)))).entry.id).toContain("python:");
  const script = path.join(profile.root, "script");
  await writeFile(script, `#!/bin/sh\necho started >> ${profile.root}/started\n`, { mode: 0o755 });
  await writeFile(path.join(profile.root, "text"), "no program");
  const doubts = async (named: string) =>
    (await configured.check(configuration({ kernel: { kind: "path", path: named } }), profile.work))
      .filter(({ field }) => field === "kernel")
      .map(({ sentence }) => sentence)
      .join();
  expect(await doubts(python)).toBe("");
  // Looking starts nothing; starting a shell does, and says why there is none.
  expect(await doubts(script)).toBe("");
  await expect(stat(path.join(profile.root, "started"))).rejects.toThrow("ENOENT");
  store.save(configuration({ kernel: { kind: "path", path: script } }));
  await expect(configured.start("one", profile.work)).rejects.toThrow("does not answer as Python does");
  expect(await doubts(path.join(profile.root, "text"))).toContain("is no program");
  expect(await doubts(path.join(profile.root, "nowhere"))).toMatch(/nowhere.* not there/);
  expect(await doubts(profile.work)).toContain("neither a kernelspec nor a Python");
  expect(await doubts("")).toBe("Name the interpreter or the kernelspec.");
  const gone = configuration({ kernel: { kind: "listed", kernelId: "python:/gone", label: "Python 3.9" } });
  expect((await configured.check(gone, profile.work))[0]?.sentence).toContain(
    "The kernel Python 3.9 is not there any more",
  );
});
