/** The real app with a profile of its own and a kernel, for as long as something is measured in it. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Tandem, WITH_PROBLEMS } from "../../e2e/app";
import { enter, idle, STARTS } from "../../e2e/shells";
import { watchWindow } from "./window-probe";

/** Settings that differ for this run, as JSON: `{"languageServer":false}`. */
const SETTINGS = JSON.parse(process.env.TANDEM_BENCH_SETTINGS ?? "{}") as Record<string, unknown>;

/** Whether a server is to be waited for. */
export const HAS_SERVER = SETTINGS.languageServer !== false;

/**
 * Starts it, has its kernel run something once, measures, and ends it.
 * @param pictures see `watchWindow`
 * @param program the folder of another build than this one
 */
export async function withWindow(
  measure: (tandem: Tandem) => Promise<void>,
  pictures = true,
  program?: string,
): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-"));
  const [folder, profile, home] = ["work", "profile", "home"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([folder, home].map((each) => mkdir(each)));
  const tandem = new Tandem(folder, profile, home, program);
  try {
    const page = await tandem.start({
      settings: { ...STARTS, ...WITH_PROBLEMS, ...SETTINGS },
    });
    await idle(tandem);
    await watchWindow(page, pictures);
    await enter(tandem, "1");
    await idle(tandem);
    await measure(tandem);
  } finally {
    await tandem.end().finally(() => tandem.clear());
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** For a bench's last line: runs it, and fails the program when it fails. */
export function run(bench: () => Promise<void>): void {
  bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
