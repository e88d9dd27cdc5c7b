/**
 * How the cost of what a session's life grows goes with its size, at 1, 10 and 100 times the size: the exponent fitted to the
 * processor's time, 1 for linear. The aim is 1.1. Without a window and kernels: a minute. TANDEM_BENCH_ONLY: a part
 * of a name.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { systemClock } from "../../kernel-host/floor/clock";
import { openSegments } from "../../kernel-host/log/disk/segment-folder";
import { Log } from "../../kernel-host/log/log";
import { HistoryIndex } from "../../main/history/history-index";
import type { LogRecord } from "../../preload/contract/records";
import { clear, toggleDelete, toggleFold } from "../../preload/transcript/marks";
import { createReducer } from "../../preload/transcript/reduce";
import { findCells } from "../../renderer/code/cells";
import { readCode } from "../../renderer/code/code";
import "../../renderer/code/grammar-tables";
import { FindCorpus } from "../../renderer/shell/find/find-corpus";
import { compileQuery } from "../../renderer/shell/find/find-query";
import { TranscriptLayout } from "../../renderer/shell/transcript/transcript-layout";
import { KINDS, logOf } from "../unit/log-kinds";
import { run } from "./probe/bench-window";
import { load, ms, say } from "./probe/report";

const AIM = 1.1;
const ONLY = process.env.TANDEM_BENCH_ONLY ?? "";
/** What is quicker at its largest is not measured: nobody would wait for it. In ms. */
const TOO_QUICK_MS = 5;

interface Structure {
  readonly name: string;
  /** The smallest size. */
  readonly n: number;
  /** Makes work of a size; the making is not measured. */
  readonly prepare: (size: number) => () => unknown;
}

const folders: string[] = [];
const newLog = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tandem-bench-growth-"));
  folders.push(folder);
  return new Log({ folder: path.join(folder, "log"), session: "s", epoch: 1, clock: systemClock });
};

/** A log of so many requests that each print a line. */
const requests = (count: number): LogRecord[] => {
  let seq = 0;
  const of = (record: object) => ({ seq: ++seq, life: 1, time: seq, ...record }) as unknown as LogRecord;
  return Array.from({ length: count }, (_, i) => [
    of({ kind: "request", msgId: `r${i}`, client: "w", code: `print(${i})` }),
    of({ kind: "stream", parent: `r${i}`, foreign: false, name: "stdout", text: `${i}\n` }),
    of({ kind: "request_end", msgId: `r${i}`, status: "ok" }),
  ]).flat();
};
const reduced = (records: readonly LogRecord[]) => {
  const reducer = createReducer([], undefined, "places");
  for (const record of records) reducer.append(record);
  return reducer;
};

const structures: readonly Structure[] = [
  ...Object.entries(KINDS).flatMap(([name, turn]) =>
    (["all", "ends"] as const).map((keeps) => ({
      name: `${name}, ${keeps === "all" ? "in the window" : "in the host"}`,
      n: 2_000,
      prepare: (size: number) => {
        const records = logOf(turn, size);
        return () => {
          const reducer = createReducer([], undefined, keeps);
          for (const record of records) reducer.append(record);
          return keeps === "all" ? reducer.snapshot() : reducer.checkpoint();
        };
      },
    })),
  ),
  {
    name: "blocks, in the window",
    n: 300,
    prepare: (size) => {
      const records = requests(size);
      return () => reduced(records).snapshot();
    },
  },
  {
    name: "blocks, laid out",
    n: 300,
    prepare: (size) => {
      const transcript = reduced(requests(size)).snapshot();
      return () =>
        new TranscriptLayout({ columns: 80, codeColumns: 70, row: 20, width: 640 }).update(
          transcript,
          new Set(),
        );
    },
  },
  {
    name: "marks: every block folded or taken out, then cleared",
    n: 1_000,
    prepare: (size) => {
      const reducer = reduced(requests(size));
      const { blocks, seq } = reducer.snapshot();
      const marks = blocks.map((block, i) =>
        i % 2 ? toggleFold([], block.seq) : toggleDelete([], block.seq),
      );
      return () => {
        reducer.setMarks(marks.flat());
        reducer.snapshot();
        reducer.setMarks(clear(marks.flat(), seq));
        return reducer.snapshot();
      };
    },
  },
  {
    name: "records, written to the log",
    n: 300,
    prepare: (size) => {
      const log = newLog();
      return () => {
        for (let i = 0; i < size; i++) {
          log.append({ kind: "request", msgId: `r${i}`, client: "w", code: "x" });
          log.append({ kind: "request_end", msgId: `r${i}`, status: "ok" });
        }
        log.dispose();
      };
    },
  },
  {
    name: "records, a log opened and read to its end",
    n: 300,
    prepare: (size) => {
      const log = newLog();
      for (let i = 0; i < size; i++) log.append({ kind: "request", msgId: `r${i}`, client: "w", code: "x" });
      log.dispose();
      const folder = path.join(folders.at(-1) ?? "", "log");
      return () => {
        openSegments(folder, "s");
        const again = new Log({ folder, session: "s", epoch: 2, clock: systemClock });
        for (let at = 0; at < again.last; ) at = again.read(at, 64 * 1024).at(-1)?.seq ?? again.last;
        again.dispose();
      };
    },
  },
  {
    name: "inputs of the history, found by a word",
    n: 1_000,
    prepare: (size) => {
      const index = new HistoryIndex();
      for (let i = 0; i < size; i++)
        index.add("python", {
          session: `s${i % 50}`,
          code: `x = ${i}`,
          time: i * 60_000,
          outcome: "ok",
        } as never);
      return () => {
        for (const text of ["9", "x", "77"])
          index.find({ text, language: null, outcome: "all", sessions: null }, 0, 100);
      };
    },
  },
  {
    name: "find: hits in a log",
    n: 300,
    prepare: (size) => {
      const records = requests(size);
      return () => {
        const corpus = new FindCorpus();
        corpus.append(records);
        corpus.find(compileQuery({ text: "1", matchCase: true, wholeWord: false, regex: false }));
        while (!corpus.search(() => false).done);
      };
    },
  },
  {
    name: "cells of a file",
    n: 100,
    prepare: (size) => {
      const text = Array.from(
        { length: size },
        (_, i) => `# %% cell ${i}\nx = f(${i})\nprint("x", x)\n`,
      ).join("");
      return () => findCells(readCode(text, "python", "#"));
    },
  },
];

/** ms of the processor; of the quick ones the least of three. */
function time(prepare: Structure["prepare"], size: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const work = prepare(size);
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
    if (best > 300) break;
  }
  return best;
}

/** The slope through points of logarithms. */
function fitted(points: readonly (readonly [number, number])[]): number {
  const xs = points.map(([size]) => Math.log(size));
  const ys = points.map(([, took]) => Math.log(took));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const above = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? 0) - my), 0);
  return above / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}

run(async () => {
  say("the machine's load", load());
  const over: string[] = [];
  try {
    for (const { name, n, prepare } of structures) {
      if (!name.includes(ONLY)) continue;
      // The first work is the compiler's too.
      prepare(10 * n)();
      const points = [n, 10 * n, 100 * n].map((size) => [size, time(prepare, size)] as const);
      const largest = points.at(-1)?.[1] ?? 0;
      const exponent = largest < TOO_QUICK_MS ? 0 : fitted(points.filter(([, took]) => took > 1));
      const times = points.map(([size, took]) => `${size}: ${ms(took).trim()}`).join(", ");
      say(name, exponent === 0 ? "too quick" : exponent.toFixed(2).padStart(9), times);
      if (exponent > AIM) over.push(name);
    }
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
  say(`exponents above ${AIM}`, String(over.length).padStart(9), over.join("; "));
});
