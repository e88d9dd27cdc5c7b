/**
 * Where code of the file in front runs: in the shell tied to that file, else in the frontmost shell of the file's
 * language; never in a kernel of another language.
 */

import type { KernelEntry } from "../../preload/contract/sessions";
import { Disposables } from "../../preload/floor/disposables";
import { createStore } from "../floor/store";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { activeDocument, type Document } from "./documents";
import { cursor } from "./instance";
import { runsLanguage } from "./languages";
import { kernelToStart, namedKernels } from "./named-kernel";
import { languageToRun } from "./run-language";
import { chooseTarget } from "./target-choice";

/** Files tied to a shell: the file's path (or id while it has none), of chunks with their language, to the shell's view. */
export const ties = createStore<Readonly<Record<string, string>>>({});
/** The shells that could run the file in front, in the order of their tabs. */
export const possibleTargets = createStore<readonly ShellModel[]>([]);
/** The shell that runs the file in front; null when one would have to be started. */
export const targetShell = createStore<ShellModel | null>(null);
/** The target's kernel has something to do, so code that is sent now is queued. */
export const targetIsBusy = createStore(false);

/** Views of shells, the one that was in front last first. */
let frontOrder: readonly string[] = [];

function tieKey(document: Document, language: string): string {
  const key = document.file.get().path ?? document.id;
  // Chunks of several languages run in as many shells.
  return document.model.getLanguageId() === "markdown" ? `${key}\n${language}` : key;
}

/** The shells that could run code of that language, in the order of their tabs. */
function fittingShells(language: string): readonly ShellModel[] {
  return windowShells()
    .shells.get()
    .filter((shell) => runsLanguage(shell.language, language));
}

/**
 * The shell that runs a file, or null when one would have to be started.
 * @param language of the code that is to run; by default that at the cursor
 */
export function targetOf(document: Document, language = languageToRun(document)): ShellModel | null {
  const shells = fittingShells(language);
  const tied = ties.get()[tieKey(document, language)];
  // The kernel that a notebook names counts, unless the user chose another.
  if (!shells.some(({ view }) => view === tied)) {
    if (kernelToStart(document, shells)) return null;
    const named = namedKernels.get().get(document)?.entry;
    const ofIt = shells.filter(({ kernelId }) => kernelId === named?.id);
    if (ofIt.length > 0) return chooseTarget(ofIt, tied, frontOrder);
  }
  return chooseTarget(shells, tied, frontOrder);
}

/** The kernel that a notebook names and that is started for it when it runs; null where a shell runs it. */
export function namedToStart(document: Document): KernelEntry | null {
  return targetOf(document) ? null : kernelToStart(document, fittingShells(languageToRun(document)));
}

function updateTarget(): void {
  const document = activeDocument.get();
  const shells = document ? fittingShells(languageToRun(document)) : [];
  const before = possibleTargets.get();
  if (before.length !== shells.length || before.some((shell, index) => shell !== shells[index])) {
    possibleTargets.set(shells);
  }
  targetShell.set(document ? targetOf(document) : null);
}

/** Ties the file in front to a shell. */
export function tieToShell(shell: ShellModel): void {
  const document = activeDocument.get();
  if (!document) return;
  const key = tieKey(document, languageToRun(document));
  ties.set((now) => ({ ...now, [key]: shell.view }));
}

/** Keeps the stores above right; returns a function that stops it. */
export function followTarget(): () => void {
  const { shells, front } = windowShells();
  const ofFile = new Disposables();
  const ofState = new Disposables();
  const onFront = () => {
    const shell = front.get();
    if (shell) frontOrder = [shell.view, ...frontOrder.filter((view) => view !== shell.view)];
    updateTarget();
  };
  const onDocument = () => {
    const document = activeDocument.get();
    if (!document) ofFile.renew();
    else
      ofFile.renew(
        document.file.subscribe(updateTarget),
        document.model.onDidChangeLanguage(onDocument),
        // The language at the cursor changes with its chunk.
        ...(document.model.getLanguageId() === "markdown" ? [cursor.subscribe(updateTarget)] : []),
      );
    updateTarget();
  };
  const onTarget = () => {
    const shell = targetShell.get();
    const update = () => {
      const state = shell?.state.get();
      targetIsBusy.set(state === "busy" || state === "waiting for input");
    };
    ofState.renew(...(shell ? [shell.state.subscribe(update)] : []));
    update();
  };
  const opened = new Disposables(
    ofFile,
    ofState,
    front.subscribe(onFront),
    shells.subscribe(updateTarget),
    ties.subscribe(updateTarget),
    namedKernels.subscribe(updateTarget),
    activeDocument.subscribe(onDocument),
    targetShell.subscribe(onTarget),
  );
  onFront();
  onDocument();
  onTarget();
  return opened.dispose;
}
