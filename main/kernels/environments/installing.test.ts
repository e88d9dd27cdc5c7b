import { describe, expect, it } from "vitest";
import { at, madeUpMachine, program, put, surroundings } from "../discovery/discovery.fixture";
import { findConda, findUv, toolEnvironment } from "./environment-programs";
import type { PythonEnvironment } from "./inspection";
import { howToInstall, type Tools } from "./installing";

madeUpMachine();

const venv: PythonEnvironment = {
  python: "/exp/.venv/bin/python",
  prefix: "/exp/.venv",
  kind: "venv",
  label: ".venv",
  version: "3.12",
  madeByUv: false,
  hasPip: true,
  hasEnsurepip: true,
  hasIpykernel: false,
  managed: false,
};
const uv = "/home/ada/.local/bin/uv";
const none: Tools = { uv: undefined, conda: undefined };

/** The commands for numpy, or the sentence why there are none. */
function commands(environment: Partial<PythonEnvironment>, tools: Partial<Tools> = {}): string[] | string {
  const how = howToInstall({ ...venv, ...environment }, { ...none, ...tools });
  if (how.installer === null) return how.sentence;
  return how.install(["numpy"]).map((step) => [step.program, ...step.args].join(" "));
}

describe("what installs into an environment", () => {
  it("is its own pip", () => {
    expect(commands({})).toEqual(["/exp/.venv/bin/python -m pip install numpy"]);
    expect(commands({}, { uv })).toEqual(["/exp/.venv/bin/python -m pip install numpy"]);
  });

  it("is uv where uv made it, or where there is no pip", () => {
    const byUv = [`${uv} pip install --python /exp/.venv/bin/python numpy`];
    expect(commands({ madeByUv: true }, { uv })).toEqual(byUv);
    expect(commands({ hasPip: false }, { uv })).toEqual(byUv);
  });

  it("is a pip that is unpacked first, where there is neither", () => {
    expect(commands({ hasPip: false })).toEqual([
      "/exp/.venv/bin/python -m ensurepip",
      "/exp/.venv/bin/python -m pip install numpy",
    ]);
    expect(commands({ hasPip: false, hasEnsurepip: false })).toContain(
      ".venv has no pip, and uv is not on this machine",
    );
  });

  it("is conda for conda's environments, and pip after it for what conda has not", () => {
    const conda = { name: "mamba", program: "/opt/conda/bin/mamba" } as const;
    expect(commands({ kind: "conda" }, { conda })).toEqual([
      "/opt/conda/bin/mamba install -y -p /exp/.venv numpy",
    ]);
    const how = howToInstall({ ...venv, kind: "conda" }, { uv, conda });
    const otherwise = how.installer === null ? undefined : how.install(["numpy"])[0]?.otherwise;
    expect(otherwise?.when.test("PackagesNotFoundError: The following packages are not available")).toBe(
      true,
    );
    expect(otherwise?.when.test("CondaHTTPError: HTTP 000 CONNECTION FAILED")).toBe(false);
    expect(otherwise?.step.args).toEqual(["-m", "pip", "install", "numpy"]);
  });

  it("is nothing where the system, or a project, looks after it", () => {
    expect(commands({ kind: "installation", managed: true, label: "/usr/bin" }, { uv })).toContain(
      "Create an environment for your folder instead.",
    );
    expect(commands({ kind: "pixi" }, { uv })).toContain('run "pixi add"');
  });
});

describe("the tools", () => {
  it("are found on PATH and where their installers put them", async () => {
    expect(await findUv(surroundings())).toBeUndefined();
    await program(at("home/.local/bin/uv"));
    expect(await findUv(surroundings())).toBe(at("home/.local/bin/uv"));
    await program(at("bin/uv"));
    expect(await findUv(surroundings())).toBe(at("bin/uv"));
    await program(at("home/miniforge3/bin/conda"));
    expect(await findConda(surroundings())).toEqual({
      name: "conda",
      program: at("home/miniforge3/bin/conda"),
    });
    await program(at("home/miniforge3/bin/mamba"));
    await program(at("other/bin/mamba"));
    expect(await findConda(surroundings(), at("other/envs/fit"))).toEqual({
      name: "mamba",
      program: at("other/bin/mamba"),
    });
    await put(at("bin/micromamba"), "", 0o644);
    await program(at("elsewhere/micromamba"));
    expect((await findConda(surroundings({ MAMBA_EXE: at("elsewhere/micromamba") })))?.name).toBe("mamba");
  });

  it("get the user's environment, but not Electron's nor that of an environment that is active", () => {
    const env = toolEnvironment({
      HOME: "/h",
      ELECTRON_RUN_AS_NODE: "1",
      VIRTUAL_ENV: "/v",
      HTTPS_PROXY: "p",
    });
    expect(env).toMatchObject({ HOME: "/h", HTTPS_PROXY: "p", PIP_NO_INPUT: "1" });
    expect(Object.keys(env)).not.toContain("ELECTRON_RUN_AS_NODE");
    expect(Object.keys(env)).not.toContain("VIRTUAL_ENV");
  });
});
