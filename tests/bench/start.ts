/**
 * A start of the app until its window is painted and until its editor shows the file that it was given, in turns with a
 * minimal Electron window and, where TANDEM_BENCH_BEFORE names its folder, an older build: on empty profiles, and again on
 * profiles that were started on before. Says medians of ms, with all that were measured. docs/SPEED.md has the figures.
 */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { run } from "./probe/bench-window";
import { load, ms, say } from "./probe/report";
import { minimalProgram, type Started, startsOf } from "./probe/window-start";

const STARTS = 5;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function sayStarts(what: string, starts: readonly Started[], minimal: number): void {
  const painted = starts.map((start) => start.painted);
  say(
    `${what}: window painted`,
    ms(median(painted)),
    `${(median(painted) / minimal).toFixed(2)} times a minimal window's; ${painted.map((each) => each.toFixed(0)).join(", ")}`,
  );
  const editor = starts.map((start) => start.editor);
  if (median(editor) > 0)
    say(
      `${what}: its file in the editor`,
      ms(median(editor)),
      editor.map((each) => each.toFixed(0)).join(", "),
    );
}

run(async () => {
  console.log(`load ${load()}\n`);
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-minimal-"));
  const before = process.env.TANDEM_BENCH_BEFORE;
  try {
    const programs = [
      { what: "a minimal window", folder: await minimalProgram(folder), hasEditor: false },
      { what: "Tandem", folder: path.resolve(__dirname, "../.."), hasEditor: true },
      ...(before ? [{ what: "Tandem before", folder: path.resolve(before), hasEditor: true }] : []),
    ];
    for (const again of [false, true]) {
      const starts = await startsOf(programs, STARTS, again);
      const minimal = median((starts[0] ?? []).map(({ painted }) => painted));
      for (const [at, { what }] of programs.entries())
        sayStarts(`${again ? "started again" : "a first start"}, ${what}`, starts[at] ?? [], minimal);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`\nload ${load()}`);
});
