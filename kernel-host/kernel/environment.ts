/** The environment a kernel gets: the user's own, with nothing of Electron's, AppImage's or another Jupyter's. */
import path from "node:path";
import { SESSION_MARK } from "../../preload/contract/session-files";

type Environment = Record<string, string | undefined>;

const FOREIGN = /^(?:ELECTRON_|JPY_|TANDEM_|CHROME_DESKTOP$|APPDIR$|APPIMAGE$|APPIMAGE_|ARGV0$|OWD$)/;
/** Lists of paths that AppImage's start script puts its own folders into. */
const PATCHED_LISTS = [
  "PATH",
  "LD_LIBRARY_PATH",
  "XDG_DATA_DIRS",
  "PYTHONPATH",
  "PERLLIB",
  "GSETTINGS_SCHEMA_DIR",
  "QT_PLUGIN_PATH",
  "GTK_PATH",
];

/**
 * @param own the host's environment
 * @param kernelspec `env` of the kernelspec: `${NAME}` in its values stands for the user's value
 */
export function kernelEnvironment(
  own: Environment,
  kernelspec: Readonly<Record<string, string>>,
  session: string,
): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined && !FOREIGN.test(name)) clean[name] = value;
  }
  const appDir = own["APPDIR"];
  if (appDir) for (const name of PATCHED_LISTS) dropPathsInside(clean, name, appDir);
  const user = { ...clean };
  for (const [name, value] of Object.entries(kernelspec)) {
    clean[name] = value.replace(/\$\{(\w+)\}/g, (whole, inner: string) => user[inner] ?? whole);
  }
  clean[SESSION_MARK] = session;
  // With a parent of 1, ipykernel neither dies with its host nor prints its banner about Ctrl-C.
  if (process.platform !== "win32") clean["JPY_PARENT_PID"] = "1";
  return clean;
}

function dropPathsInside(environment: Record<string, string>, name: string, folder: string): void {
  const value = environment[name];
  if (value === undefined) return;
  const kept = value
    .split(path.delimiter)
    .filter((item) => item !== folder && !item.startsWith(`${folder}/`));
  if (kept.some((item) => item !== "")) environment[name] = kept.join(path.delimiter);
  else delete environment[name];
}
