/** How an environment can be made in a folder: by uv, by Python's own venv, or by conda. */

import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { EnvironmentMaker, EnvironmentWays } from "../../../preload/contract/environments";
import { t } from "../../../preload/texts/texts";
import type { FoundPython } from "../discovery/found-pythons";
import type { Step, Tools } from "./installing";

/** Versions that uv and conda can fetch where the machine has none, the newest that most packages have wheels for first. */
const FETCHED_VERSIONS = ["3.13", "3.12", "3.11", "3.10", "3.14"];
/** Oldest Python whose `venv` makes what current packages can be installed into. */
const OLDEST = [3, 8] as const;
const NAMES = [".venv", "venv", "env"];

/** @param pythons what discovery has found, in the order of its list */
export async function waysToMake(
  folder: string,
  { uv, conda }: Tools,
  pythons: readonly FoundPython[],
): Promise<EnvironmentWays> {
  const name = await freeName(folder);
  const installed = installations(pythons);
  const fetched = FETCHED_VERSIONS.map((version) => ({ python: version, label: `Python ${version}` }));
  const makers: EnvironmentWays["makers"] = [];
  if (uv !== undefined) {
    makers.push({
      maker: "uv",
      label: "uv",
      pythons: [
        ...installed,
        ...fetched.map(({ python, label }) => ({
          python,
          label: t("{label}, fetched by uv if it is not here", { label }),
        })),
      ],
    });
  }
  if (installed.length > 0)
    makers.push({ maker: "venv", label: t("venv (Python's own)"), pythons: installed });
  if (conda) makers.push({ maker: conda.name, label: conda.name, pythons: fetched });
  if (makers.length > 0) return { name, makers };
  return {
    name,
    makers,
    sentence: t(
      "Neither uv nor conda nor a Python was found, and one of them is needed to make an environment. Install uv (https://docs.astral.sh/uv) or Python (https://www.python.org).",
    ),
  };
}

/** The step that makes an environment at `prefix`. */
export function howToMake(
  maker: EnvironmentMaker,
  prefix: string,
  python: string,
  tools: Tools,
): Step | undefined {
  if (maker === "venv") return { program: python, args: ["-m", "venv", prefix] };
  if (maker === "uv") {
    return tools.uv === undefined
      ? undefined
      : { program: tools.uv, args: ["venv", "--python", python, prefix] };
  }
  if (tools.conda?.name !== maker) return undefined;
  return { program: tools.conda.program, args: ["create", "-y", "-p", prefix, `python=${python}`, "pip"] };
}

/** Pythons that environments are made from: installations, each version once. */
function installations(pythons: readonly FoundPython[]): { python: string; label: string }[] {
  const versions = new Map<string, { python: string; label: string }>();
  for (const { interpreter, kind, near, python, label } of pythons) {
    const [major = 0, minor = 0] = interpreter.version.split(".").map(Number);
    const fits = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
    if (kind !== "installation" || near || !fits || versions.has(interpreter.version)) continue;
    versions.set(interpreter.version, { python, label: `Python ${interpreter.version} (${label})` });
  }
  return [...versions.values()];
}

async function freeName(folder: string): Promise<string> {
  const taken = new Set(await readdir(folder).catch(() => []));
  const names = [...NAMES, ...Array.from({ length: 100 }, (_, i) => `.venv-${i + 2}`)];
  return names.find((name) => !taken.has(name)) ?? `.venv-${Date.now()}`;
}

/** Whether there is anything of that name already. */
export function isTaken(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The interpreter of an environment that was just made. */
export function pythonOf(prefix: string, maker: EnvironmentMaker): string {
  if (process.platform !== "win32") return join(prefix, "bin/python");
  return join(prefix, maker === "uv" || maker === "venv" ? "Scripts/python.exe" : "python.exe");
}
