/** Environments made and filled by the real tools: venv, pip, and uv where it is. */
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { KernelCatalog } from "../../main/kernels/discovery/kernel-catalog";
import { Environments } from "../../main/kernels/environments/environments";
import type { EnvironmentJob, EnvironmentTask } from "../../preload/contract/environments";
import { TestHost } from "./kernel-host-fixture";
import { isAlive } from "./processes";
import { hostProgram, python } from "./programs";
import { until } from "./until";

/** Tools take their time on a loaded machine, in ms. */
const PATIENCE_MS = 300_000;

/** Whether packages can be had from the index that pip is set up for. */
const indexThere = (() => {
  try {
    execFileSync(python, ["-m", "pip", "download", "--no-deps", "-q", "-d", tmpdir(), "comm"], {
      stdio: "ignore",
      timeout: 60_000,
    });
    return true;
  } catch {
    return false;
  }
})();

let root: string;
let catalog: KernelCatalog;
let environments: Environments;
let told: EnvironmentJob[];

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), "tandem-environments-")));
  for (const name of ["home", "bin", "exp", "wheels"]) await mkdir(at(name));
  await wheel("tinything", "ANSWER = 42\n");
  told = [];
});
afterEach(async () => {
  await environments.dispose();
  await catalog.dispose();
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

const at = (...names: string[]) => path.join(root, ...names);

/** A package that is to be had here, as a wheel. */
async function wheel(name: string, code: string): Promise<void> {
  const lines = `
import sys, zipfile
name, code, folder = sys.argv[1:]
info = name + "-1.0.dist-info/"
with zipfile.ZipFile(folder + "/" + name + "-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr(name + ".py", code)
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(info + "RECORD", name + ".py,,\\n" + info + "METADATA,,\\n" + info + "WHEEL,,\\n" + info + "RECORD,,\\n")
`;
  execFileSync(python, ["-c", lines, name, code, at("wheels")]);
}

/** The app's part, on a machine whose packages are the wheels above, or with `index` those of the index. */
function begin(options: { index?: boolean; path?: string; env?: Record<string, string> } = {}): void {
  const here = { PIP_NO_INDEX: "1", PIP_FIND_LINKS: at("wheels"), UV_OFFLINE: "1" };
  const surroundings = {
    platform: process.platform,
    home: at("home"),
    env: {
      ...process.env,
      JUPYTER_PATH: "",
      PATH: options.path ?? `${at("bin")}:${path.dirname(python)}:/usr/bin:/bin`,
      VIRTUAL_ENV: "",
      CONDA_PREFIX: "",
      ...(options.index ? {} : here),
      ...options.env,
    },
  };
  const execPath = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
  catalog = new KernelCatalog(surroundings, {
    builtin: { execPath, folder: path.dirname(hostProgram), history: at("history") },
  });
  environments = new Environments(surroundings, catalog);
  environments.onChange((job) => told.push(job));
}

/** Does it; resolves with how it ended. */
async function done(task: EnvironmentTask): Promise<EnvironmentJob> {
  const { id } = await environments.begin(task);
  return ended(id);
}

function ended(id: string): Promise<EnvironmentJob> {
  const job = () => environments.list().find((one) => one.id === id);
  return until(
    () => `the end of the job: ${JSON.stringify(job()?.lines.slice(-5))}`,
    () => {
      const now = job();
      return now && now.state !== "running" && now;
    },
    PATIENCE_MS,
  );
}

/** All lines of a job as a window would have put them together. */
function linesOf(id: string): string[] {
  const lines: string[] = [];
  for (const job of told.filter((one) => one.id === id))
    lines.splice(job.firstLine, Number.POSITIVE_INFINITY, ...job.lines);
  return lines;
}

const inFolder = (name: string) => ({ name, folder: at("exp") });

test("an environment is made by venv, and a package installed into it by its pip, line by line", {
  timeout: PATIENCE_MS,
}, async () => {
  begin();
  const ways = await environments.ways(at("exp"));
  expect(ways.name).toBe(".venv");
  const venv = ways.makers.find(({ maker }) => maker === "venv");
  const [chosen] = venv?.pythons ?? [];
  expect(chosen?.label).toMatch(/^Python \d+\.\d+\.\d+ \(/);
  const made = await done({
    kind: "create environment",
    ...inFolder(".venv"),
    maker: "venv",
    python: chosen?.python as string,
    ipykernel: false,
  });
  const interpreter = at("exp/.venv/bin/python");
  expect(made).toMatchObject({
    state: "done",
    sentence: `.venv is ready in ${at("exp")}.`,
    kernelId: `plain:${interpreter}`,
  });

  const kernelId = `plain:${interpreter}`;
  expect(await environments.offer(kernelId, at("exp"), "tinything.part")).toEqual({
    environment: ".venv",
    prefix: at("exp/.venv"),
    installer: "pip",
    hasIpykernel: false,
    package: "tinything",
  });
  const installed = await done({
    kind: "install package",
    kernelId,
    folder: at("exp"),
    package: "tinything",
  });
  expect(installed).toMatchObject({ state: "done", sentence: "tinything is installed in .venv.", kernelId });
  expect(installed.title).toBe("Installing tinything into .venv");
  expect(linesOf(installed.id)).toEqual(installed.lines);
  expect(installed.lines.at(-1)).toBe("Successfully installed tinything-1.0");
  expect(
    execFileSync(interpreter, ["-c", "import tinything; print(tinything.ANSWER)"], { encoding: "utf8" }),
  ).toBe("42\n");

  // What there is not, is said; and a name is not taken twice.
  const none = await done({ kind: "install package", kernelId, folder: at("exp"), package: "tinythingg" });
  expect(none).toMatchObject({
    state: "failed",
    sentence: "There is no package tinythingg that fits this Python: check how its name is written.",
  });
  const again = {
    kind: "create environment",
    ...inFolder(".venv"),
    maker: "venv",
    python: chosen?.python as string,
    ipykernel: false,
  } as const;
  await expect(environments.begin(again)).rejects.toThrow(`There is .venv in ${at("exp")} already.`);
  expect((await environments.ways(at("exp"))).name).toBe("venv");
});

test("a job that is cancelled ends the tool with all that it has started, and what it had begun is removed", {
  timeout: PATIENCE_MS,
}, async () => {
  // It makes its folder, starts something that ignores the signal, and never ends.
  await writeFile(
    at("bin/uv"),
    `#!/bin/sh\nmkdir -p "$4/bin"\nsh -c 'trap "" TERM; echo $$; while :; do sleep 0.1; done' &\nwait\nwait\n`,
  );
  await chmod(at("bin/uv"), 0o755);
  begin();
  const { makers } = await environments.ways(at("exp"));
  expect(makers[0]).toMatchObject({ maker: "uv" });
  const chosen = makers[0]?.pythons[0]?.python as string;
  const task = {
    kind: "create environment",
    ...inFolder(".venv"),
    maker: "uv",
    python: chosen,
    ipykernel: false,
  } as const;
  const { id } = await environments.begin(task);
  const pid = Number(await until("the tool's child", () => linesOf(id).find((line) => /^\d+$/.test(line))));
  expect((await stat(at("exp/.venv"))).isDirectory()).toBe(true);
  await expect(environments.begin(task)).rejects.toThrow("is not finished yet");
  await environments.cancel(id);
  expect(await ended(id)).toMatchObject({
    state: "cancelled",
    sentence: `Creating .venv in ${at("exp")} was cancelled.`,
  });
  await until("the child's end", () => !isAlive(pid));
  expect(await readdir(at("exp"))).toEqual([]);
});

test("a Python that the system looks after is left alone, and an environment offered instead", {
  timeout: PATIENCE_MS,
}, async () => {
  // A Python whose standard library says so, as Debian's does.
  const stdlib = execFileSync(python, ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], {
    encoding: "utf8",
  }).trim();
  const managed =
    "import sysconfig\nreal = sysconfig.get_path\n" +
    `sysconfig.get_path = lambda name, *a, **k: ${JSON.stringify(at("managed"))} if name == "stdlib" else real(name, *a, **k)\n`;
  await mkdir(at("managed"));
  await mkdir(at("site"));
  await writeFile(at("managed/EXTERNALLY-MANAGED"), "[externally-managed]\n");
  await writeFile(at("site/sitecustomize.py"), managed);
  const base = execFileSync(
    python,
    ["-c", "import sys; print(getattr(sys, '_base_executable', sys.executable))"],
    { encoding: "utf8" },
  ).trim();
  expect((await stat(stdlib)).isDirectory()).toBe(true);
  begin({ path: path.dirname(await realpath(base)), env: { PYTHONPATH: at("site") } });
  const { kernels } = await catalog.list(null);
  const kernelId = kernels.map(({ entry }) => entry.id).find((id) => id.startsWith("plain:")) as string;
  const offer = await environments.offer(kernelId, null, "yaml");
  expect(offer).toMatchObject({ installer: null, package: "PyYAML" });
  expect(offer?.sentence).toMatch(/belongs to the system.*Create an environment for your folder instead\.$/);
  const job = await done({ kind: "install package", kernelId, folder: null, package: "PyYAML" });
  expect(job).toMatchObject({ state: "failed", sentence: offer?.sentence });
});

test("only Pythons that were found are asked or changed", async () => {
  begin();
  await writeFile(at("exp/python"), "#!/bin/sh\ntouch ran\n", { mode: 0o755 });
  const kernelId = `python:${at("exp/python")}`;
  expect(await environments.offer(kernelId, at("exp"))).toBeNull();
  expect(await environments.offer("javascript", at("exp"))).toBeNull();
  await expect(
    environments.begin({ kind: "install ipykernel", kernelId, folder: at("exp") }),
  ).rejects.toThrow("no Python environment");
  await expect(
    environments.begin({
      kind: "create environment",
      ...inFolder("x"),
      maker: "venv",
      python: at("exp/python"),
      ipykernel: true,
    }),
  ).rejects.toThrow("Choose again.");
  expect(await readdir(at("exp"))).toEqual(["python"]);
});

test.runIf(indexThere)(
  "ipykernel is installed, and the environment's kernel is ipykernel from then on",
  { timeout: PATIENCE_MS },
  async () => {
    begin({ index: true });
    execFileSync(python, ["-m", "venv", "--without-pip", at("exp/.venv")]);
    const interpreter = at("exp/.venv/bin/python");
    const changed = new Promise<void>((resolve) => catalog.onChange(() => resolve()));
    const before = (await catalog.list(at("exp"))).kernels.find(({ entry }) =>
      entry.id.endsWith(interpreter),
    );
    expect(before?.entry.displayName).toMatch(/^Plain Python 3\.\d+ \(\.venv\)$/);
    const job = await done({
      kind: "install ipykernel",
      kernelId: `plain:${interpreter}`,
      folder: at("exp"),
    });
    expect(job, JSON.stringify(job.lines.slice(-10))).toMatchObject({
      state: "done",
      kernelId: `python:${interpreter}`,
    });
    await changed;
    const kernel = await catalog.find(`python:${interpreter}`, at("exp"));
    expect(kernel?.entry.displayName).toMatch(/^Python 3\.\d+ \(\.venv\)$/);
    const host = await TestHost.start(kernel?.launch);
    try {
      const client = (await host.attach()).follow();
      const end = await client.run("import sys; print(sys.prefix, get_ipython().__class__.__name__)");
      expect(client.text(end.msgId)).toBe(`${at("exp/.venv")} ZMQInteractiveShell\n`);
    } finally {
      await host.dispose();
    }
    expect(await readFile(at("exp/.venv/pyvenv.cfg"), "utf8")).toContain("version");
  },
);
