/** The packages under test: two versions of the same sources, made as `npm run package` makes them. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const repository = path.resolve(import.meta.dirname, "../..");

export interface Packages {
  readonly version: string;
  readonly deb: string;
  readonly rpm: string;
  readonly tarball: string;
  readonly zip: string;
  readonly appImage: string;
  readonly folder: string;
  /** Removes them, where they were made for a test. */
  readonly dispose: () => Promise<void>;
}

/** A folder with packages that are made already, in a folder for each version: a release is tried as it will be given out. */
const given = process.env.TANDEM_TEST_PACKAGES;

/** Makes the packages of a version, in a folder of their own; with what `more` adds to the environment, always anew. */
export async function makePackages(
  version: string,
  { more, only }: { more?: NodeJS.ProcessEnv; only?: string } = {},
): Promise<Packages> {
  if (!more && given && existsSync(path.join(given, version)))
    return packagesIn(path.join(given, version), version);
  const folder = await mkdtemp(path.join(os.tmpdir(), `tandem-packages-${version}-`));
  await new Promise<void>((resolve, reject) => {
    const args = [path.join(repository, "build/package.mjs"), "--quick", "--version", version];
    if (only) args.push("--only", only);
    const child = spawn(process.execPath, args, {
      cwd: repository,
      // Where it sees VITEST, electron-builder links files instead of copying them.
      env: { ...process.env, ...more, TANDEM_PACKAGE_OUTPUT: folder, VITEST: undefined },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`npm run package ended with ${code}:\n${said}`)),
    );
  });
  return packagesIn(folder, version);
}

async function packagesIn(folder: string, version: string): Promise<Packages> {
  const names = await readdir(folder);
  const ending = (end: string) => path.join(folder, names.find((name) => name.endsWith(end)) ?? `no ${end}`);
  return {
    version,
    folder,
    deb: ending(".deb"),
    rpm: ending(".rpm"),
    tarball: ending(".tar.gz"),
    zip: ending(".zip"),
    appImage: ending(".AppImage"),
    dispose: async () => {
      if (!given || !folder.startsWith(given)) await rm(folder, { recursive: true, force: true });
    },
  };
}
