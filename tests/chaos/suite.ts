/** Plays one fault, with everything around it: its folder, its time, what it leaves behind, and the line about it. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { waitingFor } from "../process/until";
import type { Fault } from "./fault";
import { filesIn, MARK, markedProcesses, mountsBelow, ownDescriptors, socketsBelow } from "./leftovers";
import { type Cost, Stage } from "./stage";

/** A fault that takes longer hangs, in ms. */
const FAULT_MS = 60_000;
/** What ends by itself has so long to be gone, in ms. */
const LEAVE_MS = 5_000;

export interface Result extends Cost {
  readonly kind: string;
  readonly seed: number;
  readonly survived: boolean;
  /** Why it was not survived, or could not be tried. */
  readonly words?: string;
  readonly seconds: number;
}

/** Plays a fault. Never throws. */
export async function play(fault: Fault, seed: number): Promise<Result> {
  const started = performance.now();
  const mark = randomUUID();
  const before = { mark: process.env[MARK], folder: process.env.TMPDIR };
  const descriptors = await ownDescriptors();
  const folder = await mkdtemp(path.join(os.tmpdir(), "chaos-"));
  process.env[MARK] = mark;
  process.env.TMPDIR = folder;
  const stage = new Stage(folder, fault.kind, seed);
  const problems: string[] = [];
  try {
    await within(fault.run(stage), FAULT_MS);
  } catch (error) {
    problems.push((error as Error).message);
  }
  try {
    await within(stage.dispose(), FAULT_MS);
  } catch (error) {
    problems.push(`at the end: ${(error as Error).message}`);
  }
  problems.push(...(await leftBehind(mark, folder, descriptors)));
  restore(MARK, before.mark);
  restore("TMPDIR", before.folder);
  await rm(folder, { recursive: true, force: true }).catch(() => {});
  const { lost, tail, gap } = stage.cost;
  return {
    kind: fault.kind,
    seed,
    survived: problems.length === 0 && lost === 0,
    lost,
    tail,
    gap,
    seconds: (performance.now() - started) / 1000,
    ...(problems.length > 0 ? { words: problems.join("; ") } : {}),
  };
}

/** What is there that was not before; processes are ended. */
async function leftBehind(mark: string, folder: string, descriptors: Map<string, string>): Promise<string[]> {
  const look = async () => {
    const own = [...(await ownDescriptors())]
      .filter(([id]) => !descriptors.has(id))
      .map(([, target]) => target);
    return {
      process: (await markedProcesses(mark)).map(({ pid, command }) => `${pid} ${command.slice(0, 120)}`),
      socket: await socketsBelow(folder),
      mount: await mountsBelow(folder),
      file: await filesIn(folder),
      descriptor: own.filter((target) => target.startsWith(folder) || target.startsWith("socket:")),
    };
  };
  let left = await look();
  for (const end = performance.now() + LEAVE_MS; count(left) > 0 && performance.now() < end; ) {
    await pause(50);
    left = await look();
  }
  for (const { pid } of await markedProcesses(mark)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has just ended.
    }
  }
  return Object.entries(left).flatMap(([what, names]) =>
    names.length === 0 ? [] : [`${names.length} ${what} left over (${names.slice(0, 3).join(", ")})`],
  );
}

const count = (left: Record<string, readonly string[]>) =>
  Object.values(left).reduce((sum, names) => sum + names.length, 0);

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const waits = waitingFor();
      const hangs = waits === "" ? "" : `; it waited for ${waits}`;
      reject(new Error(`it was not over after ${limitMs / 1000} s${hangs}`));
    }, limitMs);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}

/** The line that is printed about a fault. */
export function line({ kind, seed, survived, lost, tail, gap, seconds, words }: Result): string {
  const columns = [
    kind.padEnd(38),
    `seed ${seed}`,
    survived ? "survived    " : "NOT SURVIVED",
    `${lost} bytes lost`.padStart(16),
    `${tail} lines of tail`.padStart(20),
    `${gap} lines in gaps`.padStart(20),
    `${seconds.toFixed(1)} s`.padStart(8),
  ];
  return columns.join("  ") + (words === undefined ? "" : `\n    ${words}`);
}
