/** The results of the cells of a file, followed in the shells of the window. */

import { useEffect, useState } from "react";
import { Disposables } from "../../preload/floor/disposables";
import type { Block } from "../../preload/transcript/transcript";
import { type Cell, cellName } from "../code/cells";
import { type Document, formerName } from "../code/documents";
import { cellsOfModel, codeOfModel, followCode } from "../code/model-code";
import { modelLines } from "../code/notebook-models";
import { codeOfCell } from "../code/run-language";
import { noteSeen } from "../kernels/file-sessions";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { clearedChanges, clearedUntil } from "./cleared-results";
import { fileResults } from "./file-outputs";
import { trustChanges } from "./notebook-trust";
import { lookForPast, pastChanges, pastRuns, sessionChanges } from "./past-sessions";
import { type ResultSource, sourceOfShell } from "./result-source";
import { type Run, RunHistory, runsOfCells } from "./run-history";

/** Looked at again at most so often, in ms, however much is printed or typed. */
const INTERVAL_MS = 200;

/** What a cell gave. */
export interface CellResult {
  /** Runs that printed or showed something, newest first; at least one. */
  readonly runs: readonly Run<ResultSource>[];
  /** Of each of them whether the kernel that gave it is another one by now, or is gone. */
  readonly ofThePast: readonly boolean[];
  /** A newer run has begun, or waits, and has given nothing yet. */
  readonly isNext: boolean;
  /** The code of the cell as it is run now. */
  readonly code: string;
}

const histories = new WeakMap<ShellModel, RunHistory>();

function historyOf(shell: ShellModel): RunHistory {
  let history = histories.get(shell);
  if (!history) {
    history = new RunHistory();
    histories.set(shell, history);
  }
  return history;
}

/** Files whose runs were seen in the log of a shell. */
const seenIn = new WeakMap<ShellModel, Set<string>>();

function seen(file: string, shell: ShellModel): void {
  let files = seenIn.get(shell);
  if (!files) {
    files = new Set();
    seenIn.set(shell, files);
  }
  if (files.has(file)) return;
  files.add(file);
  noteSeen(file, shell.session);
}

const isOpen = ({ state }: Block) => state === "queued" || state === "running";

/** What a cell is called where its results were cleared. */
export const nameOf = (cell: Cell, key: string | undefined): string => key ?? cellName(cell);

/** The runs of each cell of a file, newest first, and its code as it is run now. */
export function resultsOf(document: Document): {
  readonly runs: readonly (readonly Run<ResultSource>[])[];
  readonly codes: readonly string[];
  readonly keys: readonly string[];
} {
  const { model } = document;
  const { text } = codeOfModel(model);
  const cells = cellsOfModel(model);
  const language = model.getLanguageId();
  const { notebook } = document;
  const texts = notebook?.cellsOf(modelLines(model));
  const codes = cells.map((cell, at) => {
    return texts ? (texts[at]?.source ?? "") : codeOfCell(text, cell, language);
  });
  const { path, name } = document.file.get();
  const files = [path ?? name, formerName(document) ?? ""];
  const runs: Run<ResultSource>[] = [];
  for (const shell of windowShells().shells.get()) {
    const history = historyOf(shell).take(shell.transcript.get());
    for (const file of files) {
      const before = runs.length;
      for (const block of history.of(file)) runs.push({ where: sourceOfShell(shell), block });
      if (runs.length > before) seen(file, shell);
    }
  }
  if (path !== null) runs.push(...pastRuns(path));
  const keys = texts?.map(({ key }) => key) ?? [];
  const shown = runsOfCells(cells, codes, runs, keys).map((own, at) => {
    const until = clearedUntil(document, nameOf(cells[at] as Cell, keys[at]));
    return until === 0 ? own : own.filter(({ block }) => block.asked > until);
  });
  return { runs: shown, codes, keys };
}

/** @returns by the place of the cell in the file; null where it gave nothing */
function resultsNow(document: Document): readonly (CellResult | null)[] {
  const { runs, codes, keys } = resultsOf(document);
  const ofFile = fileResults(document);
  return runs.map((own, at) => {
    const code = codes[at] ?? "";
    const saved = own.length === 0 && ofFile ? ofFile(keys[at] ?? "") : null;
    if (saved) return resultOf([saved], false, code);
    const given = own.filter(({ block }) => block.outputs.length > 0);
    const newest = own[0];
    if (!newest || given.length === 0) return null;
    const isNext = newest !== given[0];
    // A run that ended and gave nothing took the place of what was given before.
    if (isNext && !isOpen(newest.block)) return null;
    return resultOf(given, isNext, code);
  });
}

function resultOf(runs: readonly Run<ResultSource>[], isNext: boolean, code: string): CellResult {
  const ofThePast = runs.map(({ where, block }) => isOfThePast(where, block));
  return { runs, ofThePast, isNext, code };
}

/** The kernel that gave it is another one by now, or is gone. */
function isOfThePast({ status, session }: ResultSource, { life }: Block): boolean {
  const now = status?.get() ?? null;
  if (now === null) return session !== undefined;
  return now.life > life || now.state === "dead";
}

/**
 * Kept up with what the shells print, and, a moment later, with what is typed.
 * @param count how many cells there are now: another number is looked at at once
 */
export function useResults(document: Document, count: number): readonly (CellResult | null)[] {
  const [results, setResults] = useState<readonly (CellResult | null)[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other cells it begins anew
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const now = resultsNow(document);
      setResults((before) => kept(before, now));
    };
    const later = () => {
      timer ??= setTimeout(look, INTERVAL_MS);
    };
    const { shells } = windowShells();
    const followed = new Disposables();
    const follow = () => {
      const all = shells.get();
      const { path } = document.file.get();
      if (path !== null) lookForPast(path);
      followed.renew(
        ...all.flatMap((shell) => [shell.transcript.subscribe(later), shell.status.subscribe(later)]),
      );
      later();
    };
    const opened = new Disposables(
      followed,
      () => clearTimeout(timer),
      shells.subscribe(follow),
      followCode(document.model, later),
      trustChanges.subscribe(later),
      clearedChanges.subscribe(look),
      pastChanges.subscribe(later),
      sessionChanges.subscribe(() => {
        const { path } = document.file.get();
        if (path !== null) lookForPast(path);
      }),
      document.file.subscribe(later),
    );
    follow();
    look();
    return opened.dispose;
  }, [document, count]);
  return results;
}

/** What did not change keeps its object. */
function kept(
  before: readonly (CellResult | null)[],
  now: readonly (CellResult | null)[],
): readonly (CellResult | null)[] {
  const made = now.map((result, at) => {
    const known = before[at];
    return known && result && isSame(known, result) ? known : result;
  });
  return made.length === before.length && made.every((result, at) => result === before[at]) ? before : made;
}

function isSame(a: CellResult, b: CellResult): boolean {
  return (
    a.isNext === b.isNext &&
    a.code === b.code &&
    a.runs.length === b.runs.length &&
    a.runs.every((run, at) => run.block === b.runs[at]?.block && run.where === b.runs[at]?.where) &&
    a.ofThePast.every((is, at) => is === b.ofThePast[at])
  );
}
