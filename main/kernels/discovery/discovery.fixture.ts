/** A made-up machine for the tests of discovery: a home, a PATH and Pythons that answer as real ones do. */
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type CatalogOptions, KernelCatalog } from "./kernel-catalog";

let root: string;

/** A folder for each test of the file that calls it. Files of a worker share this module, so that each has to ask. */
export function madeUpMachine(): void {
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), "tandem-kernels-")));
  });
  afterEach(() => rm(root, { recursive: true, maxRetries: 5 }));
}

/** A path in the test's folder. */
export const at = (...names: string[]) => join(root, ...names);

/** What the made-up machine is: its home and PATH lie in the test's folder. */
export function surroundings(env: Record<string, string> = {}) {
  return { platform: "linux" as const, home: at("home"), env: { PATH: at("bin"), ...env } };
}

/** A catalog on it. */
export function catalog(env: Record<string, string> = {}, options: CatalogOptions = {}): KernelCatalog {
  return new KernelCatalog(surroundings(env), options);
}

/** The list without what the machine that runs the tests has in the system's folders. */
export async function list(of: KernelCatalog, folder: string | null = null) {
  const { kernels, problems } = await of.list(folder);
  const ours = (text: string) => text.includes(root);
  return {
    kernels: kernels.filter(({ entry }) => ours(entry.id)),
    names: kernels.filter(({ entry }) => ours(entry.id)).map(({ entry }) => entry.displayName),
    problems: problems.filter(ours),
  };
}

export async function put(file: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode });
  await chmod(file, mode);
}

export const program = (file: string, text = "#!/bin/sh\n") => put(file, text, 0o755);

export async function kernelspec(dataFolder: string, name: string, content: unknown): Promise<string> {
  const folder = join(dataFolder, "kernels", name);
  await put(join(folder, "kernel.json"), typeof content === "string" ? content : JSON.stringify(content));
  return folder;
}

export interface MadeUpPython {
  readonly version?: string;
  /** What it says that it is; absent: its file. */
  readonly executable?: string;
  readonly prefix?: string;
  /** Names of the packages in its site-packages, <folder>/packages/site-packages. */
  readonly packages?: readonly string[];
  /** Instead of that folder. */
  readonly searchPath?: readonly string[];
  /** It answers once this file is there. */
  readonly waitsFor?: string;
}

/** An interpreter that writes a line into "asked" each time it is started, and answers. */
export async function python(file: string, options: MadeUpPython = {}): Promise<void> {
  const packages = join(dirname(file), "packages/site-packages");
  await mkdir(options.searchPath ? dirname(file) : packages, { recursive: true });
  for (const name of options.packages ?? []) await mkdir(join(packages, name), { recursive: true });
  const answer = {
    executable: options.executable ?? file,
    prefix: options.prefix ?? dirname(dirname(file)),
    version: options.version ?? "3.12.4",
    architecture: "x86_64",
    searchPath: options.searchPath ?? [packages],
  };
  // It waits no longer than the made-up machine exists.
  const wait = options.waitsFor
    ? `while [ -d ${root} ] && ! [ -e ${options.waitsFor} ]; do sleep 0.05; done\n`
    : "";
  await program(
    file,
    `#!/bin/sh\necho ${file} >> ${at("asked")}\n${wait}echo hello from sitecustomize\necho '--- tandem asks ---'\necho '${JSON.stringify(answer)}'\n`,
  );
}

/** An environment as venv or conda make it, with or without ipykernel. */
export async function environment(
  prefix: string,
  options: { ipykernel?: boolean; conda?: boolean; config?: string } = {},
): Promise<void> {
  const library = options.conda ? "lib/python3.13/site-packages" : "lib/python3.12/site-packages";
  const packages = join(prefix, library);
  await mkdir(packages, { recursive: true });
  if (options.ipykernel !== false) await mkdir(join(packages, "ipykernel"));
  if (options.conda) await put(join(prefix, "conda-meta/python-3.13.1-h1.json"), "{}");
  else await put(join(prefix, "pyvenv.cfg"), options.config ?? "home = /usr/bin\nversion = 3.12.4\n");
  const version = options.conda ? "3.13.1" : "3.12.4";
  await python(join(prefix, "bin/python"), { prefix, version, searchPath: [packages] });
}
