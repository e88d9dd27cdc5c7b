import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KernelCatalog } from "./kernel-catalog";

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "tandem-kernels-")));
});
afterEach(() => rm(root, { recursive: true }));

const at = (...names: string[]) => join(root, ...names);

/** A catalog on a made-up machine: its home and PATH lie in the test's folder, and JUPYTER_PATH hides the system's. */
function catalog(env: Record<string, string> = {}) {
  return new KernelCatalog({ platform: "linux", home: at("home"), env: { PATH: at("bin"), ...env } });
}

/** The list without what the machine that runs the tests has in the system's folders. */
async function list(of: KernelCatalog, folder: string | null = null) {
  const { kernels, problems } = await of.list(folder);
  const ours = (text: string) => text.includes(root);
  return {
    kernels: kernels.filter(({ entry }) => ours(entry.id)),
    names: kernels.filter(({ entry }) => ours(entry.id)).map(({ entry }) => entry.displayName),
    problems: problems.filter(ours),
  };
}

async function put(file: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode });
  await chmod(file, mode);
}

const program = (file: string, text = "#!/bin/sh\n") => put(file, text, 0o755);

async function kernelspec(dataFolder: string, name: string, content: unknown): Promise<string> {
  const folder = join(dataFolder, "kernels", name);
  await put(join(folder, "kernel.json"), typeof content === "string" ? content : JSON.stringify(content));
  return folder;
}

/** An environment as venv or conda make it, with or without ipykernel. */
async function environment(
  prefix: string,
  options: { ipykernel?: boolean; conda?: boolean; config?: string } = {},
) {
  await program(join(prefix, "bin/python"));
  if (options.conda) await mkdir(join(prefix, "conda-meta"), { recursive: true });
  else await put(join(prefix, "pyvenv.cfg"), options.config ?? "home = /usr/bin\nversion = 3.12.4\n");
  const packages = join(
    prefix,
    options.conda ? "lib/python3.13/site-packages" : "lib/python3.12/site-packages",
  );
  await mkdir(packages, { recursive: true });
  if (options.ipykernel !== false) await mkdir(join(packages, "ipykernel"));
}

describe("kernelspecs", () => {
  it("are found with all that they say, python3 first, an earlier folder hiding a later one", async () => {
    await program(at("opt/R"));
    const ir = await kernelspec(at("first"), "IR", {
      argv: [at("opt/R"), "--slave", "{connection_file}"],
      display_name: "R",
      language: "R",
      env: { R_HOME: "${HOME}/R" },
      interrupt_mode: "message",
      metadata: { any: 1 },
    });
    await program(at("bin/python9"));
    const python = {
      argv: ["python9", "-f", "{connection_file}"],
      display_name: "Python 3",
      language: "python",
    };
    await kernelspec(at("first"), "python3", python);
    await kernelspec(at("home/.local/share/jupyter"), "ir", { ...python, display_name: "hidden" });
    await kernelspec(at("home/.local/share/jupyter"), "julia", {
      ...python,
      display_name: "Julia",
      language: "julia",
    });
    const { kernels, names, problems } = await list(
      catalog({ JUPYTER_PATH: `${at("first")}:${at("none")}` }),
    );
    expect(names).toEqual(["Python 3", "R", "Julia"]);
    expect(problems).toEqual([]);
    expect(kernels[1]).toEqual({
      entry: { id: `spec:${ir}`, displayName: "R", language: "R", origin: `kernelspec in ${at("first")}` },
      launch: {
        argv: [at("opt/R"), "--slave", "{connection_file}"],
        resourceDir: ir,
        env: { R_HOME: "${HOME}/R" },
        interruptMode: "message",
        language: "R",
      },
    });
    expect(kernels[0]?.launch).toMatchObject({
      argv: [at("bin/python9"), "-f", "{connection_file}"],
      interruptMode: "signal",
    });
  });

  it("that are broken are named, one sentence each, and harm no other", async () => {
    const data = at("home/.local/share/jupyter");
    await program(at("bin/good"));
    await kernelspec(data, "good", { argv: ["good"], display_name: "Good", language: "c" });
    await kernelspec(data, "half", '{"argv": [');
    await kernelspec(data, "array", "[]");
    await kernelspec(data, "no-argv", { argv: [], display_name: "X", language: "x" });
    await kernelspec(data, "no-name", { argv: ["good"], display_name: " ", language: "x" });
    await kernelspec(data, "bad-env", { argv: ["good"], display_name: "X", language: "x", env: { A: 1 } });
    await mkdir(join(data, "kernels/folder/kernel.json"), { recursive: true });
    await mkdir(join(data, "kernels/empty"));
    await put(join(data, "kernels/README"), "not a kernel");
    const { names, problems } = await list(catalog());
    expect(names).toEqual(["Good"]);
    expect(problems.map((sentence) => sentence.replace(`${data}/kernels/`, ""))).toEqual([
      expect.stringMatching(/^array\/kernel\.json is not a kernelspec: "argv": .*\.$/),
      expect.stringMatching(/^bad-env\/kernel\.json is not a kernelspec: "env\.A": .*\.$/),
      "folder/kernel.json cannot be read: it is a folder.",
      expect.stringMatching(/^half\/kernel\.json is not JSON: .*\.$/),
      expect.stringMatching(/^no-argv\/kernel\.json is not a kernelspec: "argv": .*\.$/),
      expect.stringMatching(/^no-name\/kernel\.json is not a kernelspec: "display_name": .*\.$/),
    ]);
  });

  it("whose program is missing come last and are named; they can still be chosen", async () => {
    const data = at("home/.local/share/jupyter");
    await program(at("bin/good"));
    await kernelspec(data, "a-gone", { argv: ["/nowhere/python"], display_name: "Gone", language: "python" });
    await kernelspec(data, "b-unknown", {
      argv: ["no-such-program"],
      display_name: "Unknown",
      language: "x",
    });
    await kernelspec(data, "good", { argv: ["good"], display_name: "Good", language: "x" });
    const { names, problems, kernels } = await list(catalog());
    expect(names).toEqual(["Good", "Gone", "Unknown"]);
    expect(problems).toEqual([
      `Gone (${data}/kernels/a-gone/kernel.json) cannot start: its program /nowhere/python is not there.`,
      `Unknown (${data}/kernels/b-unknown/kernel.json) cannot start: its program no-such-program is not there.`,
    ]);
    expect(kernels[2]?.launch.argv).toEqual(["no-such-program"]);
  });

  it('that came with a Python mean that one by "python"', async () => {
    await environment(at("env"));
    await program(at("bin/python"));
    const spec = {
      argv: ["python", "-m", "ipykernel_launcher"],
      display_name: "Python 3 (ipykernel)",
      language: "python",
    };
    await kernelspec(at("env/share/jupyter"), "python3", spec);
    const { kernels } = await list(catalog({ JUPYTER_PATH: at("env/share/jupyter") }));
    expect(kernels[0]?.launch.argv[0]).toBe(at("env/bin/python"));
  });
});

describe("Python environments", () => {
  it("with ipykernel are found near the open folder, the nearest first, and named after it", async () => {
    await environment(at("home/projects/exp/.venv"));
    await environment(at("home/projects/exp/analysis"));
    await environment(at("home/projects/venv"));
    await environment(at("home/.venv"), { ipykernel: false });
    await environment(at("venv"));
    const { kernels, names, problems } = await list(catalog(), at("home/projects/exp"));
    expect(names).toEqual(["Python 3.12 (.venv)", "Python 3.12 (analysis)", "Python 3.12 (projects/venv)"]);
    expect(problems).toEqual([expect.stringContaining(`${at("home/.venv")} has no ipykernel`)]);
    const prefix = at("home/projects/exp/.venv");
    expect(kernels[0]).toEqual({
      entry: {
        id: `python:${prefix}/bin/python`,
        displayName: "Python 3.12 (.venv)",
        language: "python",
        origin: `Python environment ${prefix}`,
      },
      launch: {
        argv: [`${prefix}/bin/python`, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        resourceDir: "",
        env: { VIRTUAL_ENV: prefix, PATH: `${prefix}/bin:\${PATH}` },
        interruptMode: "signal",
        language: "python",
      },
    });
  });

  it("are found where conda, pyenv and the terminal say, each once", async () => {
    await environment(at("conda/envs/fit"), { conda: true });
    await environment(at("active"));
    await put(at("home/.conda/environments.txt"), `${at("conda/envs/fit")}\n${at("conda/gone")}\n`);
    const env = { VIRTUAL_ENV: at("active"), CONDA_PREFIX: at("conda/envs/fit"), PATH: at("active/bin") };
    const { kernels, names } = await list(catalog(env), at("home"));
    expect(names.sort()).toEqual(["Python 3.12 (active)", "Python 3.13 (fit)"]);
    const conda = kernels.find(({ entry }) => entry.displayName.includes("fit"));
    expect(conda?.launch.env.CONDA_PREFIX).toBe(at("conda/envs/fit"));
  });

  it("with a kernelspec on the standard paths are offered as that, their own copy of it is not, their others are", async () => {
    const [one, two] = [at("home/exp/.venv"), at("home/exp/venv")];
    await environment(one);
    await environment(two);
    const spec = { argv: [join(one, "bin/python3")], display_name: "Experiment", language: "python" };
    await symlink("python", join(one, "bin/python3"));
    await kernelspec(at("home/.local/share/jupyter"), "experiment", spec);
    for (const prefix of [one, two]) {
      await kernelspec(join(prefix, "share/jupyter"), "python3", {
        argv: ["python"],
        display_name: "Python 3",
        language: "python",
      });
    }
    await program(join(two, "bin/xeus"));
    await kernelspec(join(two, "share/jupyter"), "xcpp", {
      argv: [join(two, "bin/xeus")],
      display_name: "C++",
      language: "c++",
    });
    const { names } = await list(catalog(), at("home/exp"));
    expect(names).toEqual(["Python 3.12 (venv)", "Experiment", "C++"]);
  });
});

describe("Pythons on PATH", () => {
  const says = (text: string) => `#!/bin/sh\necho "$0" >> ${at("asked")}\n${text}\n`;

  it("are asked, each once, and those that do not answer are left out", async () => {
    const answer = (name: string, ipykernel: boolean) =>
      says(
        `echo '{"executable": "${at("bin", name)}", "prefix": "/usr", "version": "3.11", "ipykernel": ${ipykernel}}'`,
      );
    await program(at("bin/python3"), answer("python3", true));
    await symlink("python3", at("bin/python"));
    await program(at("other/python3"), says("exit 1"));
    await program(at("third/python3"), says("echo nonsense"));
    const of = catalog({ PATH: `${at("bin")}:${at("other")}:${at("third")}:relative:` });
    expect((await list(of)).names).toEqual([`Python 3.11 (${at("bin")})`]);
    expect((await list(of)).names).toEqual([`Python 3.11 (${at("bin")})`]);
    expect((await of.find(`python:${at("bin/python3")}`, null))?.launch.argv[0]).toBe(at("bin/python3"));
    expect(await of.find("python:/nowhere", null)).toBeUndefined();
  });

  it("without ipykernel are asked again, because it can be installed", async () => {
    const file = at("bin/python3");
    const answer = `{"executable": "${file}", "prefix": "/usr", "version": "3.11", "ipykernel": '$(test -e ${at("installed")} && echo true || echo false)'}`;
    await program(file, says(`echo '${answer}'`));
    const of = catalog();
    expect((await list(of)).names).toEqual([]);
    await put(at("installed"), "");
    expect((await list(of)).names).toEqual([`Python 3.11 (${at("bin")})`]);
  });
});
