/** Jupyter's standard folders, as jupyter_core's paths.py finds them. */
import { delimiter, join } from "node:path";

/** What the answer depends on; given, so that it can be tried. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The user's data folder. */
export function jupyterDataFolder({ platform, env, home }: Surroundings): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return join(home, "Library/Jupyter");
  if (platform === "win32") return env.APPDATA ? join(env.APPDATA, "jupyter") : join(home, ".jupyter/data");
  return join(env.XDG_DATA_HOME || join(home, ".local/share"), "jupyter");
}

/** Where connection files of running kernels lie. */
export function jupyterRuntimeFolder(surroundings: Surroundings): string {
  return surroundings.env.JUPYTER_RUNTIME_DIR || join(jupyterDataFolder(surroundings), "runtime");
}

/**
 * Data folders in the order of precedence: JUPYTER_PATH, the user's, the system's. TANDEM_SYSTEM_JUPYTER_PATH stands in
 * place of the system's; empty, there are none: what is installed for all users of a machine is then not offered.
 */
export function jupyterDataFolders(surroundings: Surroundings): string[] {
  const { platform, env } = surroundings;
  const named = (env.JUPYTER_PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const given = env["TANDEM_SYSTEM_JUPYTER_PATH"]?.split(delimiter).filter((folder) => folder !== "");
  const system =
    given ??
    (platform === "win32"
      ? [join(env.PROGRAMDATA ?? "C:\\ProgramData", "jupyter")]
      : ["/usr/local/share/jupyter", "/usr/share/jupyter"]);
  return [...new Set([...named, jupyterDataFolder(surroundings), ...system])];
}
