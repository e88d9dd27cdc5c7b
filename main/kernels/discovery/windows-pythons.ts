/** Pythons that Windows knows of: those in the registry (PEP 514) and those that the py launcher lists. */
import { execFile } from "node:child_process";
import { join } from "node:path";

const TIME_LIMIT_MS = 3_000;
const KEYS = ["HKCU\\Software\\Python", "HKLM\\Software\\Python", "HKLM\\Software\\WOW6432Node\\Python"];

/** Files of interpreters; empty on other systems. Never rejects. */
export async function windowsPythons(
  platform: NodeJS.Platform,
): Promise<{ registry: string[]; launcher: string[] }> {
  if (platform !== "win32") return { registry: [], launcher: [] };
  const [launcher = "", ...registry] = await Promise.all([
    output("py", ["-0p"]),
    ...KEYS.map((key) => output("reg", ["query", key, "/s"])),
  ]);
  return { registry: parseRegistry(registry.join("\n")), launcher: parseLauncher(launcher) };
}

/** Interpreters in the output of `reg query … /s`: ExecutablePath, else python.exe in the default value of InstallPath. */
export function parseRegistry(text: string): string[] {
  const found = new Map<string, string>();
  let key = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^HK/.test(line)) key = line.trim();
    const type = /\s{2}REG_(?:EXPAND_)?SZ\s{2}/.exec(line);
    if (!type || !/^\s/.test(line) || !/\\InstallPath$/i.test(key)) continue;
    const name = line.slice(0, type.index).trim();
    const value = line.slice(type.index + type[0].length).trim();
    if (name === "" || value === "") continue;
    if (name === "ExecutablePath") found.set(key, value);
    // The default value's name is translated: "(Default)", "(Standard)"; PEP 514 has no other in parentheses.
    else if (/^\(.+\)$/.test(name) && !found.has(key))
      found.set(key, `${value.replace(/\\$/, "")}\\python.exe`);
  }
  return [...new Set(found.values())];
}

/** Interpreters in the output of `py -0p`: " -V:3.12 *        C:\\…\\python.exe", in older ones " -3.8-64   C:\\…". */
export function parseLauncher(text: string): string[] {
  const files = text
    .split(/\r?\n/)
    .map((line) => /^\s*-\S+\s+(?:\*\s+)?(\S.*\.exe)(?:\s+\*)?\s*$/i.exec(line)?.[1]);
  return [...new Set(files.filter((file) => file !== undefined))];
}

function output(program: string, args: readonly string[]): Promise<string> {
  const folder = process.env.SystemRoot ?? "C:\\Windows";
  const file = program === "reg" ? join(folder, "System32", "reg.exe") : join(folder, "py.exe");
  return new Promise((resolve) => {
    const options = { timeout: TIME_LIMIT_MS, windowsHide: true, maxBuffer: 16 * 1024 * 1024 };
    execFile(file, [...args], options, (_error, stdout) => resolve(stdout ?? ""));
  });
}
