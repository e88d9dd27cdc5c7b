/** The environment a kernel gets: the user's own, with nothing of Electron's, AppImage's or another Jupyter's. */
import path from "node:path";
import type { EnvironmentChange } from "../../preload/contract/configurations";
import { SESSION_MARK } from "../door/session-files";

type Environment = Record<string, string | undefined>;

/** What a shell configuration makes of the environment. */
export interface ConfiguredEnvironment {
  /** What its file of variables holds; taken as it is. */
  readonly file: Readonly<Record<string, string>>;
  /** Made in this order, after the file's. */
  readonly changes: readonly EnvironmentChange[];
  /** Put before the PYTHONPATH that there is by then. */
  readonly pythonPath: readonly string[];
}

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
/** What Node makes of bytes that are no UTF-8. */
const SPOILT = "\ufffd";

/**
 * @param own the host's environment
 * @param kernelspec `env` of the kernelspec: `$NAME` and `${NAME}` in its values stand for the user's value, `$$` for a
 * dollar, as jupyter_client has it
 * @param configured what the shell's configuration adds, comes after the kernelspec
 * @param activated what activating the kernel's environment changes, before the configuration; null: it is taken away
 */
export function kernelEnvironment(
  own: Environment,
  kernelspec: Readonly<Record<string, string>>,
  session: string,
  configured?: ConfiguredEnvironment,
  activated: Readonly<Record<string, string | null>> = {},
): Record<string, string> {
  const environment = usersEnvironment(own);
  const user = { ...environment };
  for (const [name, value] of Object.entries(kernelspec)) set(environment, name, substitute(value, user));
  for (const [name, value] of Object.entries(activated)) {
    if (value === null) remove(environment, name);
    else set(environment, name, value);
  }
  if (configured) configure(environment, configured);
  environment[SESSION_MARK] = session;
  // With a parent of 1, ipykernel neither dies with its host nor prints its banner about Ctrl-C.
  if (process.platform !== "win32") environment["JPY_PARENT_PID"] = "1";
  return environment;
}

/** Names of the user's variables whose values hold bytes that are no UTF-8: they cannot be handed on as they are. */
export function spoiltVariables(own: Environment): string[] {
  return Object.entries(usersEnvironment(own)).flatMap(([name, value]) =>
    value.includes(SPOILT) ? [name] : [],
  );
}

function usersEnvironment(own: Environment): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined && !FOREIGN.test(name)) clean[name] = value;
  }
  const appDir = own["APPDIR"];
  if (appDir) for (const name of PATCHED_LISTS) dropPathsInside(clean, name, appDir);
  return clean;
}

function configure(
  environment: Record<string, string>,
  { file, changes, pythonPath }: ConfiguredEnvironment,
) {
  for (const [name, value] of Object.entries(file)) set(environment, name, value);
  for (const { name, value } of changes) {
    const before = { ...environment };
    if (value === null) remove(environment, name);
    else set(environment, name, expand(value, before));
  }
  if (pythonPath.length === 0) return;
  const there = environment["PYTHONPATH"];
  environment["PYTHONPATH"] = [...pythonPath, ...(there ? [there] : [])].join(path.delimiter);
}

/** Python's `string.Template(value).safe_substitute(values)`: what is not known stays as it is written. */
function substitute(value: string, values: Readonly<Record<string, string>>): string {
  return value.replace(
    /\$(?:\$|([a-z_][a-z0-9_]*)|\{([a-z_][a-z0-9_]*)\})/gi,
    (whole, bare: string | undefined, braced: string | undefined) => {
      const name = bare ?? braced;
      if (name === undefined) return "$";
      return Object.hasOwn(values, name) ? (values[name] as string) : whole;
    },
  );
}

function expand(value: string, values: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)\}/g, (whole, inner: string) => values[inner] ?? whole);
}

function set(environment: Record<string, string>, name: string, value: string): void {
  // On Windows Path and PATH are one variable.
  if (process.platform === "win32") remove(environment, name);
  environment[name] = value;
}

function remove(environment: Record<string, string>, name: string): void {
  const same = process.platform === "win32" ? (each: string) => each.toUpperCase() : (each: string) => each;
  for (const each of Object.keys(environment)) {
    if (same(each) === same(name)) Reflect.deleteProperty(environment, each);
  }
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
