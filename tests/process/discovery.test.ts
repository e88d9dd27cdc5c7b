/** What discovery finds of real Pythons, and that it runs. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KernelCatalog } from "../../main/kernels/discovery/kernel-catalog";
import { TestHost } from "./kernel-host-fixture";
import { hostProgram, python } from "./programs";

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), "tandem-discovery-")));
  await mkdir(path.join(root, "home"));
  // A real environment with a space in its name, and a module in the way of whoever asks it.
  execFileSync(python, ["-m", "venv", "--without-pip", path.join(root, "exp", "my env")]);
  await writeFile(path.join(root, "exp/my env/bin/json.py"), "raise SystemExit('in the way')\n");
});
afterAll(() => rm(root, { recursive: true, force: true }));

function catalog(env: Record<string, string>): KernelCatalog {
  const execPath = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
  return new KernelCatalog(
    { platform: process.platform, home: path.join(root, "home"), env: { PATH: "", ...env } },
    { builtin: { execPath, folder: path.dirname(hostProgram), history: path.join(root, "history") } },
  );
}

const version = execFileSync(python, ["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], {
  encoding: "utf8",
}).trim();
const short = version.replace(/\.\d+$/, "");

test("an environment without ipykernel runs plain Python, in it", async () => {
  const prefix = path.join(root, "exp", "my env");
  const of = catalog({});
  const kernel = await of.find(`plain:${prefix}/bin/python`, path.join(root, "exp"));
  await of.dispose();
  expect(kernel?.entry).toMatchObject({ displayName: `Plain Python ${short} (my env)`, language: "python" });
  expect(kernel?.entry.origin).toBe(
    `Python environment ${prefix}, near the open folder; ${version}; plain Python, as ipykernel is not in it`,
  );
  const host = await TestHost.start(kernel?.launch);
  try {
    const client = (await host.attach()).follow();
    const end = await client.run("import os, sys\nprint(sys.prefix, os.environ['VIRTUAL_ENV'], sep='\\n')");
    expect(client.text(end.msgId)).toBe(`${prefix}\n${prefix}\n`);
    const found = await client.run("import shutil\nprint(shutil.which('python'))");
    expect(client.text(found.msgId)).toBe(`${prefix}/bin/python\n`);
  } finally {
    await host.dispose();
  }
});

test("an interpreter on PATH says itself what it is and has", async () => {
  const of = catalog({ PATH: path.dirname(python) });
  const { kernels, problems } = await of.list(null);
  await of.dispose();
  expect(problems.filter((sentence) => sentence.includes(path.dirname(python)))).toEqual([]);
  const ids = kernels.map(({ entry }) => entry.id);
  const own = ids.findIndex(
    (id) => id.startsWith("python:") && path.dirname(id.slice(7)) === path.dirname(python),
  );
  expect(own).toBeGreaterThanOrEqual(0);
  expect(kernels[own]?.entry.origin).toMatch(new RegExp(`on PATH; ${version.replaceAll(".", "\\.")} \\w+$`));
  // It has ipykernel: JavaScript comes after that, and plain Python on it last.
  expect(ids.indexOf("javascript")).toBeGreaterThan(own);
  expect(ids.indexOf((ids[own] ?? "").replace("python:", "plain:"))).toBeGreaterThan(
    ids.indexOf("javascript"),
  );
});
