/** Plays lives of cells in the app and says of each cell what froze, doubled, was lost or threw. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "playwright/test";
import type { Tandem } from "../e2e/app";
import { kernelStatus } from "../e2e/shells";
import { until } from "../process/until";
import type { Life, NamedCell } from "./cells";
import { type Alone, type Difference, differs } from "./compare";
import { watchTasks } from "./frozen";
import { OwnErrors } from "./own-errors";
import { copyBlock, type Played, playCell } from "./played-cell";

/** A window that stands still longer than this, in ms, is felt. */
export const FROZEN_MS = 200;
/** What comes after the reply is waited for as long, in ms. */
const LATE_MS = 3_000;

/** One thing that was found. */
export interface Finding {
  readonly kind: "frozen" | "doubled" | "lost" | "other" | "blank" | "code" | "error" | "no end";
  readonly cell: string;
  readonly words: string;
  readonly code: string;
}

export interface Tally {
  played: number;
  /** Not to be played: it takes too long or ends its kernel, or its text is another one each time. */
  left: number;
  readonly findings: Finding[];
}

/** Plays them in the shell in front, the kernel restarted before each life. */
export async function playLives(
  tandem: Tandem,
  lives: readonly Life[],
  alone: readonly Promise<readonly Alone[]>[],
  folders: readonly string[],
  said: (line: string) => void,
): Promise<Tally> {
  const tally: Tally = { played: 0, left: 0, findings: [] };
  const errors = await OwnErrors.begin(tandem);
  await watchTasks(tandem.page);
  for (const [i, life] of lives.entries()) {
    if (i > 0) await restart(tandem);
    const before = tally.findings.length;
    const answers = await (alone[i] as Promise<readonly Alone[]>);
    for (const [j, cell] of life.cells.entries()) {
      const expected = answers[j] ?? null;
      if (expected === null) {
        tally.left++;
        continue;
      }
      const found = await playOne(tandem, cell, expected, folders, tally, errors);
      tally.findings.push(...found);
      if (found.some(({ kind }) => kind === "no end")) break;
    }
    for (const { kind, cell, words } of tally.findings.slice(before))
      said(`  ${kind}: ${cell}: ${words.split("\n")[0]}`);
    said(`${i + 1} of ${lives.length} kernels, ${tally.played} cells, ${tally.findings.length} findings`);
  }
  return tally;
}

async function playOne(
  tandem: Tandem,
  cell: NamedCell,
  expected: NonNullable<Alone>,
  folders: readonly string[],
  tally: Tally,
  errors: OwnErrors,
): Promise<Finding[]> {
  const found: Finding[] = [];
  const add = (kind: Finding["kind"], words: string) =>
    found.push({ kind, cell: cell.name, words, code: cell.paste });
  tally.played++;
  let played: Played;
  try {
    played = await playCell(tandem, cell.paste);
  } catch (error) {
    add("no end", (error as Error).message);
    return found;
  }
  if (played.standstill.ms > FROZEN_MS) add("frozen", played.standstill.words);
  if (statements(played.code) !== statements(cell.code)) add("code", `ran ${JSON.stringify(played.code)}`);
  if (played.blank) add("blank", "there is text, and nothing is drawn");
  const difference = await lasting(tandem, expected, played, folders, played.code !== cell.code);
  if (difference === null) tally.left++;
  else if (difference !== undefined) {
    const { line, expected: wanted, found: here } = difference;
    add(difference.kind, `line ${line + 1} is ${JSON.stringify(here)}, alone ${JSON.stringify(wanted)}`);
  }
  for (const error of await errors.take()) add("error", error);
  return found;
}

/** Code without what does nothing: doctest leaves out comments and empty lines. */
const statements = (code: string) =>
  code
    .split("\n")
    .filter((line) => !/^\s*(?:#.*)?$/.test(line))
    .join("\n");

/** A difference that is still there when all that comes late has come. */
async function lasting(
  tandem: Tandem,
  expected: NonNullable<Alone>,
  played: Played,
  folders: readonly string[],
  shifted: boolean,
): Promise<Difference | undefined | null> {
  let difference = differs(expected, played.text, folders, shifted);
  for (const end = performance.now() + LATE_MS; difference && performance.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    difference = differs(expected, (await copyBlock(tandem)).text, folders, shifted);
  }
  return difference;
}

/** Restarts the kernel as a person does, and waits until the next one is there. */
async function restart(tandem: Tandem): Promise<void> {
  const { page } = tandem;
  const before = await lifeOf(tandem);
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+K");
  const restarted = async () => (await lifeOf(tandem)) > before;
  // It asks where something was run.
  await page
    .getByRole("button", { name: "Restart", exact: true })
    .click({ timeout: 3_000 })
    .catch(() => {});
  await until("the kernel's next life", restarted, 60_000);
  await expect(kernelStatus(tandem)).toHaveText("idle", { timeout: 60_000 });
}

/** The number of the life that the only session's kernel has. */
async function lifeOf(tandem: Tandem): Promise<number> {
  const sessions = path.join(tandem.profile, "sessions");
  const [name = ""] = await readdir(sessions);
  const text = await readFile(path.join(sessions, name, "kernel.json"), "utf8").catch(() => '{"life":0}');
  return (JSON.parse(text) as { life: number }).life;
}
