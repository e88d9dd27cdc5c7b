/** What jupyter_client alone receives for the same cells: `alone.py`, its answers kept for the next run. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Alone } from "./compare";

/** Where Python finds things, and where a kernel of the trials works. */
export interface Surroundings {
  readonly python: string;
  /** Environment of every kernel of the trials, also of those in the app. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder in which the kernels alone work. */
  readonly folder: string;
  /** Folder for the answers of earlier runs. */
  readonly kept: string;
}

const script = path.resolve("tests/trials/alone.py");

/** Begins to play all lives, one after another; answers each one's cells as soon as it was played. */
export async function playAlone(
  lives: readonly (readonly string[])[],
  { python, env, folder, kept }: Surroundings,
): Promise<Promise<Alone[]>[]> {
  const fileOf = async (codes: readonly string[]) => {
    const hash = createHash("sha256")
      .update(await readFile(script))
      .update(python)
      .update(JSON.stringify(codes));
    return path.join(kept, `${hash.digest("hex").slice(0, 24)}.json`);
  };
  await mkdir(kept, { recursive: true });
  const answers: Promise<Alone[]>[] = [];
  const asked: {
    codes: readonly string[];
    resolve: (answer: Alone[]) => void;
    reject: (error: Error) => void;
  }[] = [];
  for (const codes of lives) {
    const text = await readFile(await fileOf(codes), "utf8").catch(() => undefined);
    if (text !== undefined) answers.push(Promise.resolve(JSON.parse(text) as Alone[]));
    else answers.push(new Promise((resolve, reject) => asked.push({ codes, resolve, reject })));
  }
  if (asked.length === 0) return answers;
  const child = spawn(python, [script, "python3", folder], { env, stdio: ["pipe", "pipe", "pipe"] });
  let words = "";
  child.stderr.on("data", (chunk) => {
    words = `${words}${chunk}`.slice(-2000);
  });
  child.stdin.end(JSON.stringify(asked.map(({ codes }) => codes)));
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const life = asked.shift();
    if (!life) return;
    life.resolve(JSON.parse(line) as Alone[]);
    fileOf(life.codes).then(
      (file) => writeFile(file, line),
      () => {},
    );
  });
  // Whoever waits for an answer hears of its failure; one that nobody waits for is none.
  for (const answer of answers) answer.catch(() => {});
  child.on("close", () => {
    for (const { reject } of asked) reject(new Error(`alone.py ended early: ${words}`));
  });
  return answers;
}
