/** The app as a program: its binary, its environment, and what lives of it. */
import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export const repository = path.resolve(__dirname, "../..");
/**
 * By this variable, which everything that the app starts inherits, a test knows its processes. Not TANDEM_…: a host takes
 * those out of its kernel's environment, and a kernel that is left behind has to be seen.
 */
const MARK = "E2E_RUN";

/** The binary that runs the app: given by `npm test`, else looked for. */
export function electronBinary(): string {
  return (
    process.env.TANDEM_TEST_ELECTRON ??
    execFileSync("npm", ["run", "-s", "electron-path"], { cwd: repository, encoding: "utf8" }).trim()
  );
}

/** The environment of the app: this one's, without what would let a person's own settings and kernels in. */
export function environment(
  home: string,
  mark: string,
  more: Readonly<Record<string, string>>,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (
      value !== undefined &&
      !/^(?:XDG_(?:CONFIG|DATA|STATE|CACHE)|IPYTHON|NODE_OPTIONS|ELECTRON_RUN)/.test(name)
    ) {
      env[name] = value;
    }
  }
  // LANGUAGE: where no setting says it, the window speaks the language of the desktop, and tests know it by its names.
  // What the machine has installed for all is not the test's: it names the kernels that its app finds.
  return {
    ...env,
    TANDEM_SYSTEM_JUPYTER_PATH: "",
    LANGUAGE: "en",
    HOME: home,
    USERPROFILE: home,
    [MARK]: mark,
    ...more,
  };
}

/** Command lines of the living processes that carry a mark in their environment. Only Linux lets us look. */
export async function processesWith(mark: string): Promise<string[]> {
  if (process.platform !== "linux") return [];
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const environ = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    if (!environ.split("\0").includes(`${MARK}=${mark}`)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    // A process that has ended but was not waited for yet has neither.
    if (command !== "") found.push(`${pid} ${command.replaceAll("\0", " ").trim()}`);
  }
  return found;
}
