import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  at,
  catalog,
  environment,
  kernelspec,
  list,
  madeUpMachine,
  program,
  put,
  python,
  surroundings,
} from "./discovery.fixture";
import { type Interpreter, ipykernelEncrypts } from "./interpreters";
import { jupyterDataFolders } from "./jupyter-folders";
import type { KernelCatalog } from "./kernel-catalog";

madeUpMachine();

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

  it("of the open folder's environment comes before a kernelspec, also without ipykernel", async () => {
    await program(at("bin/good"));
    await kernelspec(at("home/.local/share/jupyter"), "python3", {
      ...{ argv: ["good"], display_name: "Python 3", language: "python" },
    });
    await environment(at("home/exp/.venv"), { ipykernel: false });
    const builtin = { execPath: at("electron"), folder: at("out"), history: at("history") };
    const { kernels } = await list(catalog({}, { builtin }), at("home/exp"));
    expect(kernels.slice(0, 2).map(({ entry }) => entry.displayName)).toEqual([
      "Plain Python 3.12 (.venv)",
      "Python 3",
    ]);
  });

  it("of the system are looked for in other folders, or nowhere, when the user says so", () => {
    const folders = (env: Record<string, string>) => jupyterDataFolders(surroundings(env));
    expect(folders({}).slice(1)).toEqual(["/usr/local/share/jupyter", "/usr/share/jupyter"]);
    expect(folders({ TANDEM_SYSTEM_JUPYTER_PATH: "/a:/b" }).slice(1)).toEqual(["/a", "/b"]);
    expect(folders({ TANDEM_SYSTEM_JUPYTER_PATH: "" })).toHaveLength(1);
  });

  it("of conda environments are activated", async () => {
    await environment(at("home/exp/.conda"), { conda: true });
    const { kernels } = await list(catalog(), at("home/exp"));
    const kernel = kernels.find(({ launch }) => launch.conda !== undefined);
    expect(kernel?.launch).toMatchObject({
      conda: at("home/exp/.conda"),
      env: { CONDA_PREFIX: at("home/exp/.conda") },
    });
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
    await python(at("bin/python"));
    const spec = {
      argv: ["python", "-m", "ipykernel_launcher"],
      display_name: "Python 3 (ipykernel)",
      language: "python",
    };
    await kernelspec(at("env/share/jupyter"), "python3", spec);
    const { kernels } = await list(catalog({ JUPYTER_PATH: at("env/share/jupyter") }));
    expect(kernels[0]?.launch.argv[0]).toBe(at("env/bin/python"));
  });

  it("of environments on the standard paths are offered as that, their own copy of it is not, their others are", async () => {
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

describe("the order of the list", () => {
  const builtin = {
    execPath: "/opt/tandem/electron",
    folder: "/opt/tandem/out/kernel-host",
    history: "/home/ada/history",
  };

  it("is JavaScript alone on a machine with nothing else", async () => {
    const { kernels, problems } = await catalog({}, { builtin }).list(at("home"));
    const ours = kernels.filter(({ entry }) => entry.id === "javascript");
    expect(ours).toEqual([
      {
        entry: {
          id: "javascript",
          displayName: "JavaScript (built in)",
          language: "javascript",
          origin: "comes with Tandem, runs TypeScript too",
        },
        launch: {
          argv: [
            "/opt/tandem/electron",
            "/opt/tandem/out/kernel-host/javascript-kernel.js",
            "{connection_file}",
          ],
          resourceDir: "",
          env: { ELECTRON_RUN_AS_NODE: "1", TANDEM_HISTORY: "/home/ada/history/javascript.jsonl" },
          interruptMode: "message",
          curve: true,
          language: "javascript",
        },
      },
    ]);
    expect(problems.filter((sentence) => sentence.includes(at()))).toEqual([]);
    expect((await list(catalog({}, { builtin }))).names).toEqual([]);
  });

  it("begins with the open folder's environments, then ipykernel, plain Python where there is none, JavaScript, plain Python on the others", async () => {
    await environment(at("home/exp/.venv"), { ipykernel: false });
    await environment(at("home/exp/venv"));
    await python(at("old/bin/python3"), { version: "3.7.17" });
    await python(at("usr/bin/python3"), { version: "3.8.0", packages: ["ipykernel"] });
    await python(at("local/bin/python3"), { version: "3.13.1" });
    const PATH = ["old", "usr", "local"].map((name) => at(name, "bin")).join(":");
    const { kernels } = await catalog({ PATH }, { builtin }).list(at("home/exp"));
    const names = kernels
      .filter(({ entry, launch }) => entry.id === "javascript" || JSON.stringify(launch).includes(at()))
      .map(({ entry }) => entry.displayName);
    expect(names).toEqual([
      "Python 3.12 (venv)",
      "Plain Python 3.12 (.venv)",
      `Python 3.8 (${at("usr/bin")})`,
      `Plain Python 3.13 (${at("local/bin")})`,
      "JavaScript (built in)",
      "Plain Python 3.12 (venv)",
      `Plain Python 3.8 (${at("usr/bin")})`,
    ]);
    const plain = kernels.find(({ entry }) => entry.id === `plain:${at("home/exp/.venv/bin/python")}`);
    expect(plain?.entry.origin).toMatch(
      /, near the open folder; 3\.12\.4; plain Python, as ipykernel is not in it$/,
    );
    expect(plain?.launch).toEqual({
      argv: [
        "/opt/tandem/electron",
        "/opt/tandem/out/kernel-host/python-kernel.js",
        at("home/exp/.venv/bin/python"),
        "{connection_file}",
      ],
      resourceDir: "",
      env: {
        ELECTRON_RUN_AS_NODE: "1",
        TANDEM_HISTORY: "/home/ada/history/python.jsonl",
        VIRTUAL_ENV: at("home/exp/.venv"),
        PATH: `${at("home/exp/.venv/bin")}:\${PATH}`,
      },
      interruptMode: "message",
      curve: true,
      language: "python",
    });
  });
});

describe("encryption over TCP", () => {
  it("is what a kernelspec says it can do, as a word or in a list", async () => {
    const data = at("home/.local/share/jupyter");
    await program(at("bin/k"));
    const spec = (metadata: unknown) => ({ argv: ["k"], display_name: "K", language: "k", metadata });
    const said = { a: "Curve ", b: ["tls", "CURVE"], c: ["tls"], d: 5, e: null, f: undefined, g: [null, {}] };
    for (const [name, supported] of Object.entries(said))
      await kernelspec(data, name, spec({ supported_encryption: supported }));
    await kernelspec(data, "h", spec("no object"));
    const { kernels, problems } = await list(catalog());
    expect(problems).toEqual([]);
    expect(kernels.map(({ launch }) => launch.curve ?? false)).toEqual([true, true, ...Array(6).fill(false)]);
  });

  it("is what ipykernel does from 7.3 on", async () => {
    for (const [name, version, encrypts] of [
      ["old", "6.31.0", false],
      ["before", "7.2.9", false],
      ["first", "7.3.0", true],
      ["later", "10.0.1.dev0", true],
      ["unknown", null, false],
    ] as const) {
      const folder = at(`packages/${name}`);
      await mkdir(join(folder, "ipykernel"), { recursive: true });
      if (version !== null) await mkdir(join(folder, `ipykernel-${version}.dist-info`));
      const interpreter = { searchPath: [at("packages/none"), folder] } as unknown as Interpreter;
      expect(await ipykernelEncrypts(interpreter), name).toBe(encrypts);
    }
  });
});

describe("what was found before", () => {
  /** Resolves with the folder of the next change. */
  const nextChange = (of: KernelCatalog) => new Promise((resolve) => of.onChange(resolve));

  it("is given while an interpreter has not answered, and a change is told when it has", async () => {
    const memory = at("kernels.json");
    const file = at("bin/python3");
    await python(file, { packages: ["ipykernel"] });
    const first = catalog({}, { memory });
    expect((await list(first)).names).toEqual([`Python 3.12 (${at("bin")})`]);
    await first.dispose();

    await python(file, { version: "3.14.0", packages: ["ipykernel"], waitsFor: at("go") });
    const second = catalog({}, { memory });
    const changed = nextChange(second);
    expect((await list(second)).names).toEqual([`Python 3.12 (${at("bin")})`]);
    await put(at("go"), "");
    expect(await changed).toBe(null);
    expect((await list(second)).names).toEqual([`Python 3.14 (${at("bin")})`]);
    await second.dispose();
  });

  it("can be started before anything is looked for, by its id", async () => {
    const memory = at("kernels.json");
    await python(at("bin/python3"), { packages: ["ipykernel"] });
    const first = catalog({}, { memory });
    await list(first);
    await first.dispose();
    await python(at("bin/python3"), { packages: ["ipykernel"], waitsFor: at("go") });
    const second = catalog({}, { memory });
    const found = await second.find(`python:${at("bin/python3")}`, null);
    expect(found?.launch.argv[0]).toBe(at("bin/python3"));
    await put(at("go"), "");
    await second.dispose();
  });

  it("that cannot be read is found again", async () => {
    const memory = at("kernels.json");
    await put(memory, '{"version": 1, "interpreters": 7');
    await python(at("bin/python3"), { packages: ["ipykernel"] });
    const of = catalog({}, { memory });
    expect((await list(of)).names).toEqual([`Python 3.12 (${at("bin")})`]);
    await of.dispose();
  });

  it("is looked at again when a folder changes: a kernelspec, ipykernel, an environment that is being made", async () => {
    await mkdir(at("home/.local/share/jupyter/kernels"), { recursive: true });
    const exp = at("home/exp");
    await mkdir(exp, { recursive: true });
    await python(at("bin/python3"));
    const of = catalog();
    expect((await list(of, exp)).names).toEqual([]);

    let changed = nextChange(of);
    await put(at("bin/packages/site-packages/ipykernel/__init__.py"), "");
    expect(await changed).toBe(exp);
    expect((await list(of, exp)).names).toEqual([`Python 3.12 (${at("bin")})`]);

    changed = nextChange(of);
    await environment(join(exp, ".venv"));
    await changed;
    expect((await list(of, exp)).names[0]).toBe("Python 3.12 (.venv)");

    changed = nextChange(of);
    await program(at("opt/R"));
    const data = at("home/.local/share/jupyter");
    await kernelspec(data, "ir", { argv: [at("opt/R")], display_name: "R", language: "R" });
    await changed;
    expect((await list(of, exp)).names).toContain("R");
    await of.dispose();
  });
});
