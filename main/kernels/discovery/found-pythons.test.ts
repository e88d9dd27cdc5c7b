import { chmod, mkdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { at, environment, madeUpMachine, program, put, python, surroundings } from "./discovery.fixture";
import { findPythons } from "./found-pythons";
import { Interpreters } from "./interpreters";

madeUpMachine();

/** What is found, as "label: reason" with the test's folder left out. */
async function find(
  env: Record<string, string> = {},
  folder: string | null = null,
  interpreters = new Interpreters(),
) {
  const { pythons, problems } = await findPythons(surroundings(env), interpreters, folder);
  const ours = pythons.filter(({ python: file }) => file.includes(at()));
  return {
    pythons: ours,
    found: ours.map(({ label, reason }) => `${label}: ${reason.replaceAll(`${at()}/`, "")}`),
    problems: problems.filter((each) => each.includes(at())).map((each) => each.replaceAll(`${at()}/`, "")),
  };
}

const asked = () => readFile(at("asked"), "utf8").catch(() => "");

describe("environments of the open folder", () => {
  it("are the nearest first, and none of them is started", async () => {
    await environment(at("home/projects/exp/.venv"));
    await environment(at("home/projects/exp/analysis"), { ipykernel: false });
    await environment(at("home/projects/exp/.pixi/envs/default"), { conda: true });
    await environment(at("home/projects/venv"));
    await environment(at("venv"));
    const { pythons, found } = await find({}, at("home/projects/exp"));
    expect(found).toEqual([
      ".venv: Python environment home/projects/exp/.venv, near the open folder",
      "analysis: Python environment home/projects/exp/analysis, near the open folder",
      "projects/venv: Python environment home/projects/venv, near the open folder",
      "default: conda environment home/projects/exp/.pixi/envs/default, kept by pixi for the open folder",
    ]);
    expect(pythons.map(({ interpreter }) => interpreter.version)).toEqual([
      "3.12.4",
      "3.12.4",
      "3.12.4",
      "3.13.1",
    ]);
    expect(pythons.map(({ hasIpykernel }) => hasIpykernel)).toEqual([true, false, true, true]);
    expect(await asked()).toBe("");
  });

  it("are never started when another tool lists them too, nor is any program that is in it", async () => {
    const exp = at("home/exp");
    await environment(join(exp, "envs/fit"));
    await python(join(exp, "tool/bin/python"));
    await put(at("home/.conda/environments.txt"), join(exp, "envs/fit"));
    await find({ VIRTUAL_ENV: join(exp, "envs/fit"), PATH: join(exp, "tool/bin") }, exp);
    expect(await asked()).toBe("");
  });

  it("see the packages of the system when they are made so", async () => {
    await mkdir(at("usr/lib/python3.12/site-packages/ipykernel"), { recursive: true });
    const config = `home = ${at("usr/bin")}\nversion = 3.12.4\ninclude-system-site-packages = `;
    await environment(at("home/a/.venv"), { ipykernel: false, config: `${config}true\n` });
    await environment(at("home/b/.venv"), { ipykernel: false, config: `${config}false\n` });
    expect((await find({}, at("home/a"))).pythons[0]?.hasIpykernel).toBe(true);
    expect((await find({}, at("home/b"))).pythons[0]?.hasIpykernel).toBe(false);
  });

  it("whose Python is gone are named", async () => {
    await environment(at("home/exp/.venv"));
    await rm(at("home/exp/.venv/bin/python"));
    await symlink(at("gone/python3.9"), at("home/exp/.venv/bin/python"));
    expect(await find({}, at("home/exp"))).toMatchObject({
      found: [],
      problems: [
        "The environment home/exp/.venv (near the open folder) is broken: home/exp/.venv/bin/python leads to a Python that is gone. Make it anew.",
      ],
    });
  });

  it("that Poetry and Pipenv keep elsewhere are theirs by the project's path", async () => {
    const exp = at("home/exp");
    await mkdir(exp, { recursive: true });
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256").update(exp).digest("base64url").slice(0, 8);
    await environment(at("home/.cache/pypoetry/virtualenvs", `exp-${hash}-py3.12`));
    await environment(at("home/.cache/pypoetry/virtualenvs/other-12345678-py3.12"));
    await environment(at("home/.local/share/virtualenvs/exp-abc"));
    await put(at("home/.local/share/virtualenvs/exp-abc/.project"), `${exp}\n`);
    const { found } = await find({}, exp);
    expect(found.map((each) => each.replace(/.*, /, ""))).toEqual([
      "kept by Poetry for the open folder",
      "kept by Pipenv for the open folder",
      "kept by Poetry",
    ]);
  });
});

describe("what tools keep", () => {
  it("is found without the tools, each Python once, with the reason", async () => {
    await python(at("home/.local/share/uv/python/cpython-3.13.1-linux/bin/python3"), { version: "3.13.1" });
    await python(at("home/.pyenv/versions/3.11.9/bin/python"), { version: "3.11.9" });
    await symlink(at("home/.pyenv/versions/3.11.9"), at("home/.pyenv/versions/3.11"));
    await python(at("home/.asdf/installs/python/3.10.1/bin/python"), { version: "3.10.1" });
    await python(at("home/.local/share/mise/installs/python/3.9.2/bin/python"), { version: "3.9.2" });
    await environment(at("home/miniforge3"), { conda: true });
    await environment(at("home/miniforge3/envs/fit"), { conda: true });
    await environment(at("mamba/envs/slow"), { conda: true });
    await environment(at("home/.pixi/envs/jupyter"), { conda: true });
    await mkdir(at("home/miniforge3/envs/without-python/conda-meta"), { recursive: true });
    await put(at("home/.conda/environments.txt"), `${at("home/miniforge3/envs/fit")}\n${at("gone")}\n`);
    await python(at("brew/opt/python@3.12/bin/python3.12"));
    const { found, problems, pythons } = await find({
      MAMBA_ROOT_PREFIX: at("mamba"),
      HOMEBREW_PREFIX: at("brew"),
    });
    expect(found).toEqual([
      "uv: Python in home/.local/share/uv/python/cpython-3.13.1-linux, kept by uv",
      "jupyter: conda environment home/.pixi/envs/jupyter, kept by pixi",
      "fit: conda environment home/miniforge3/envs/fit, kept by conda",
      "slow: conda environment mamba/envs/slow, kept by conda",
      "miniforge3: conda environment home/miniforge3, kept by conda",
      "pyenv: Python in home/.pyenv/versions/3.11.9, kept by pyenv",
      "asdf: Python in home/.asdf/installs/python/3.10.1, kept by asdf",
      "mise: Python in home/.local/share/mise/installs/python/3.9.2, kept by mise",
      "Homebrew: Python in brew/opt/python@3.12, kept by Homebrew",
    ]);
    expect(problems).toEqual([]);
    expect(pythons[0]?.interpreter).toMatchObject({ version: "3.13.1", architecture: "x86_64" });
  });

  it("is one with what the terminal and PATH name", async () => {
    await environment(at("home/fit"));
    await python(at("usr/bin/python3.12"));
    await symlink("python3.12", at("usr/bin/python3"));
    await symlink(at("usr/bin"), at("bin"));
    const { found } = await find({
      VIRTUAL_ENV: at("home/fit"),
      PATH: [at("home/fit/bin"), at("usr/bin"), at("bin"), "relative", ""].join(":"),
    });
    expect(found).toEqual([
      "fit: Python environment home/fit, active in the terminal",
      `${at("usr/bin")}: Python in usr, on PATH`,
    ]);
  });
});

describe("the order", () => {
  it("has what PATH leads to before all that a tool keeps, named after the tool, and its newest first", async () => {
    const versions = at("home/.pyenv/versions");
    for (const version of ["3.9.18", "3.11.7", "3.13.0", "3.8.20"])
      await python(join(versions, version, "bin/python"), { version });
    const shim = {
      executable: join(versions, "3.11.7/bin/python"),
      prefix: join(versions, "3.11.7"),
      version: "3.11.7",
    };
    await python(at("shims/python3"), shim);
    await program(at("shims/python3.13"), "#!/bin/sh\necho 'not chosen' >&2\nexit 127\n");
    const { pythons, found, problems } = await find({ PATH: at("shims") });
    expect(pythons.map(({ interpreter }) => interpreter.version)).toEqual([
      "3.11.7",
      "3.13.0",
      "3.9.18",
      "3.8.20",
    ]);
    expect(found[0]).toBe("pyenv: Python in home/.pyenv/versions/3.11.7, kept by pyenv, on PATH");
    expect(problems).toEqual([]);
  });
});

describe("interpreters", () => {
  it("are asked once as long as their file is the same, in later runs too", async () => {
    await python(at("bin/python3"));
    const first = new Interpreters();
    await find({}, null, first);
    await find({}, null, first);
    const second = new Interpreters(JSON.parse(JSON.stringify(first.remembered)));
    await find({}, null, second);
    expect(await asked()).toBe(`${at("bin/python3")}\n`);
    await python(at("bin/python3"), { version: "3.13.0", packages: ["more"] });
    const { pythons } = await find({}, null, second);
    expect(pythons[0]?.interpreter.version).toBe("3.13.0");
  });

  it("get ipykernel at any time, without being asked again", async () => {
    await python(at("bin/python3"));
    const interpreters = new Interpreters();
    expect((await find({}, null, interpreters)).pythons[0]?.hasIpykernel).toBe(false);
    await mkdir(at("bin/packages/site-packages/ipykernel"));
    expect((await find({}, null, interpreters)).pythons[0]?.hasIpykernel).toBe(true);
    expect(await asked()).toBe(`${at("bin/python3")}\n`);
  });

  it("that are shims are asked each time: another version may answer", async () => {
    await python(at("shims/python3"), { prefix: at("versions/3.11") });
    const interpreters = new Interpreters();
    await find({ PATH: at("shims") }, null, interpreters);
    await find({ PATH: at("shims") }, null, interpreters);
    expect(await asked()).toBe(`${at("shims/python3")}\n`.repeat(2));
  });

  it("that are too old are named where the user would look for them, and not where a tool keeps them", async () => {
    await python(at("a/python"), { version: "2.7.18" });
    await python(at("b/python3"), { version: "3.7.16", packages: ["ipykernel"] });
    await python(at("home/.pyenv/versions/3.6.15/bin/python"), { version: "3.6.15" });
    const { found, problems } = await find({ PATH: [at("a"), at("b")].join(":") });
    expect(problems).toEqual([
      "a/python (on PATH) is Python 2.7.18, which is too old: plain Python needs 3.8 or newer, and ipykernel is not in it.",
    ]);
    // An ipykernel that was made for it serves.
    expect(found).toContain(`${at("b")}: Python in ${at()}, on PATH`);
  });

  it("that are broken are named with what they said, and harm no other", async () => {
    await program(at("a/python3"), "#!/bin/sh\necho 'no libpython3.9.so.1.0' >&2\nexit 127\n");
    await program(at("b/python3"), "#!/bin/sh\necho nonsense\n");
    await program(at("c/python3"), "\\0not a program");
    await mkdir(at("d/python3"), { recursive: true });
    await program(at("e/python3"), "#!/bin/sh\n");
    await chmod(at("e/python3"), 0o644);
    await program(at("g/python3"), "#!/bin/sh\nkill -SEGV $$\n");
    await python(at("h/python3"));
    const PATH = ["a", "b", "c", "d", "e", "g", "h"].map((name) => at(name)).join(":");
    const { found, problems } = await find({ PATH });
    expect(found).toHaveLength(1);
    expect(problems).toEqual([
      "a/python3 (on PATH) cannot be used: it ended with exit code 127: no libpython3.9.so.1.0.",
      "b/python3 (on PATH) cannot be used: it does not answer as Python does.",
      expect.stringMatching(
        /^c\/python3 \(on PATH\) cannot be used: it (?:could not be started: .*|ended with .*)\.$/,
      ),
      "g/python3 (on PATH) cannot be used: it ended with signal SIGSEGV.",
    ]);
  });
});
