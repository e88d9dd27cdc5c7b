/** The programs that make environments and install into them, where they are on this machine. */
import { delimiter, dirname, isAbsolute, join } from "node:path";
import type { Surroundings } from "../discovery/jupyter-folders";
import { isProgram } from "../discovery/kernelspecs";
import { condaRoots } from "../discovery/tool-folders";

export type CondaName = "conda" | "mamba" | "micromamba";

export interface CondaTool {
  readonly name: CondaName;
  readonly program: string;
}

/** uv's program: on PATH, or where its installers put it, which an app started from a desktop has not on its PATH. */
export async function findUv({ env, home, platform }: Surroundings): Promise<string | undefined> {
  const name = platform === "win32" ? "uv.exe" : "uv";
  return firstProgram(
    [
      ...pathFolders(env.PATH),
      ...[env.UV_INSTALL_DIR, env.XDG_BIN_HOME].filter((folder) => folder !== undefined),
      ...[".local/bin", ".cargo/bin"].map((folder) => join(home, folder)),
      ...(platform === "darwin" ? ["/opt/homebrew/bin", "/usr/local/bin"] : []),
    ].map((folder) => join(folder, name)),
  );
}

/**
 * conda, or what stands for it; mamba first, which is faster.
 * @param prefix of an environment: the tool of the distribution that it belongs to comes before others
 */
export async function findConda(surroundings: Surroundings, prefix?: string): Promise<CondaTool | undefined> {
  const { env, platform } = surroundings;
  const own = prefix === undefined ? [] : [prefix, dirname(dirname(prefix))];
  const named = [env.MAMBA_EXE, env.CONDA_EXE].filter((file) => file !== undefined);
  const inside = platform === "win32" ? ["Scripts", "Library/bin", "condabin"] : ["bin", "condabin"];
  const suffixes = platform === "win32" ? [".exe", ".bat"] : [""];
  const folders = [
    ...[...own, ...condaRoots(surroundings)].flatMap((root) => inside.map((each) => join(root, each))),
    ...pathFolders(env.PATH),
  ];
  for (const name of ["mamba", "conda", "micromamba"] as const) {
    const files = [
      ...named.filter((file) => new RegExp(`[\\\\/]${name}(?:\\.exe)?$`).test(file)),
      ...folders.flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix))),
    ];
    const program = await firstProgram(files);
    if (program !== undefined) return { name, program };
  }
  return undefined;
}

/** The environment of a tool: the user's, told that nobody answers questions and nobody watches bars. */
export function toolEnvironment(env: Surroundings["env"]): NodeJS.ProcessEnv {
  const {
    ELECTRON_RUN_AS_NODE: _electron,
    VIRTUAL_ENV: _venv,
    CONDA_PREFIX: _conda,
    PYTHONHOME: _home,
    __PYVENV_LAUNCHER__: _launcher,
    ...users
  } = env;
  return {
    ...users,
    NO_COLOR: "1",
    TERM: "dumb",
    PYTHONUNBUFFERED: "1",
    PYTHONIOENCODING: "utf-8",
    PIP_NO_INPUT: "1",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_PROGRESS_BAR: "off",
    UV_NO_PROGRESS: "1",
    CONDA_ALWAYS_YES: "true",
    MAMBA_NO_BANNER: "1",
  };
}

function pathFolders(path: string | undefined): string[] {
  return (path ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
}

async function firstProgram(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await isProgram(file)) return file;
  return undefined;
}
