/** Pythons that Windows knows of: those in the registry (PEP 514) and those that the py launcher lists. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { registeredPythons } from "./windows-registry";

const TIME_LIMIT_MS = 3_000;

/** Files of interpreters; empty on other systems. Never rejects. */
export async function windowsPythons(
  platform: NodeJS.Platform,
): Promise<{ registry: string[]; launcher: string[] }> {
  if (platform !== "win32") return { registry: [], launcher: [] };
  const registry = registeredPythons().catch((error: unknown) => {
    console.error("the registry could not be read:", error);
    return [];
  });
  return { registry: await registry, launcher: parseLauncher(await askLauncher()) };
}

/** Interpreters in the output of `py -0p`: " -V:3.12 *        C:\\…\\python.exe", in older ones " -3.8-64   C:\\…". */
export function parseLauncher(text: string): string[] {
  const files = text
    .split(/\r?\n/)
    .map((line) => /^\s*-\S+\s+(?:\*\s+)?(\S.*\.exe)(?:\s+\*)?\s*$/i.exec(line)?.[1]);
  return [...new Set(files.filter((file) => file !== undefined))];
}

function askLauncher(): Promise<string> {
  const file = join(process.env.SystemRoot ?? "C:\\Windows", "py.exe");
  return new Promise((resolve) => {
    const options = { timeout: TIME_LIMIT_MS, windowsHide: true, maxBuffer: 16 * 1024 * 1024 };
    execFile(file, ["-0p"], options, (_error, stdout) => resolve(stdout ?? ""));
  });
}
