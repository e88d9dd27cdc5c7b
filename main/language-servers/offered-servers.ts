/** Language servers that are known by name: looked for on this machine, offered, and never downloaded. */
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readdir, readFile, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import type { LanguageProgram } from "../../preload/contract/programs";

/** What looking depends on. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/** A program that was found, and how people call it. */
export interface FoundServer {
  readonly name: string;
  readonly program: LanguageProgram;
}

/** A language's server: how it is called and started, and what else has to be there (returns its arguments then). */
interface KnownServer {
  readonly name: string;
  readonly command: string;
  readonly args:
    | readonly string[]
    | ((command: string, machine: Machine) => Promise<readonly string[] | null>);
}

/** R answers in so many ms, or counts as having none. */
const ASK_MS = 15_000;

/** By Monaco's id of the language; the first one that is there is offered. */
const KNOWN: Readonly<Record<string, readonly KnownServer[]>> = {
  cpp: [
    { name: "clangd", command: "clangd", args: [] },
    { name: "ccls", command: "ccls", args: [] },
  ],
  r: [{ name: "languageserver", command: "R", args: rArguments }],
  julia: [{ name: "LanguageServer.jl", command: "julia", args: juliaArguments }],
  latex: [
    { name: "texlab", command: "texlab", args: [] },
    { name: "Digestif", command: "digestif", args: [] },
  ],
  shell: [{ name: "bash-language-server", command: "bash-language-server", args: ["start"] }],
  yaml: [{ name: "yaml-language-server", command: "yaml-language-server", args: ["--stdio"] }],
  markdown: [{ name: "Marksman", command: "marksman", args: ["server"] }],
  sql: [{ name: "sqls", command: "sqls", args: [] }],
  xml: [{ name: "LemMinX", command: "lemminx", args: [] }],
};

/** The server of a language that is on this machine; undefined where none is known or there. */
export async function findServer(language: string, machine: Machine): Promise<FoundServer | undefined> {
  const known = Object.hasOwn(KNOWN, language) ? (KNOWN[language] ?? []) : [];
  for (const { name, command, args } of known) {
    const program = await findCommand(command, machine);
    if (program === undefined) continue;
    const all = typeof args === "function" ? await args(program, machine) : args;
    // By its name, not its place: it is found again after it was installed anew.
    if (all) return { name, program: { language, command, args: [...all] } };
  }
  return undefined;
}

/** The program of a name on PATH, or where installers put programs; of a path itself. Undefined where there is none. */
export async function findCommand(command: string, machine: Machine): Promise<string | undefined> {
  const { env, home, platform } = machine;
  if (isAbsolute(command)) return (await isProgram(command)) ? command : undefined;
  if (/[\\/]/.test(command)) return undefined;
  const folders = [
    ...(env.PATH ?? "").split(delimiter).filter((folder) => isAbsolute(folder)),
    ...[".local/bin", ".cargo/bin", ".juliaup/bin"].map((folder) => join(home, folder)),
    ...(platform === "darwin" ? ["/opt/homebrew/bin", "/usr/local/bin", "/Library/TeX/texbin"] : []),
  ];
  const suffixes = platform === "win32" ? [".exe", ".cmd", ".bat", ""] : [""];
  for (const folder of folders)
    for (const suffix of suffixes)
      if (await isProgram(join(folder, command + suffix))) return join(folder, command + suffix);
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** R has its server as a package: R itself is asked, without the files that a folder or a user makes it read. */
async function rArguments(command: string, { env, home }: Machine): Promise<readonly string[] | null> {
  const ask = 'cat(nzchar(system.file(package = "languageserver")))';
  const said = await new Promise<string>((resolve) => {
    const args = ["--no-echo", "--no-save", "--no-restore", "--no-init-file", "-e", ask];
    const child = execFile(command, args, { env, cwd: home, timeout: ASK_MS }, (error, stdout) =>
      resolve(error ? "" : stdout),
    );
    child.stdin?.end();
  });
  return said.includes("TRUE") ? ["--no-echo", "-e", "languageserver::run()"] : null;
}

/** Julia has it in one of the user's environments, whose files say so. */
async function juliaArguments(_command: string, { env, home }: Machine): Promise<readonly string[] | null> {
  const depot = (env.JULIA_DEPOT_PATH ?? "").split(delimiter)[0] || join(home, ".julia");
  const folder = join(depot, "environments");
  const names = (await readdir(folder).catch(() => [])).sort().reverse();
  for (const name of names) {
    const project = await readFile(join(folder, name, "Project.toml"), "utf8").catch(() => "");
    if (!/^LanguageServer *=/m.test(project)) continue;
    return [
      "--startup-file=no",
      "--history-file=no",
      `--project=${join(folder, name)}`,
      "-e",
      "using LanguageServer; runserver()",
    ];
  }
  return null;
}
