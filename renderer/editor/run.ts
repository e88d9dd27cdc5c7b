/** Running code of the file in front: which lines each command takes, and sending them to the target shell. */

import { MOST_KEPT_CHARS } from "../../preload/contract/local-history";
import type { CodeOrigin } from "../../preload/contract/records";
import { markedCells } from "../../preload/notebook/percent-text";
import { t } from "../../preload/texts/texts";
import { breakpointsTold } from "../code/breakpoints";
import { type Cell, type Chunk, cellAt, cellIndex, cellName } from "../code/cells";
import { hasCode, type LineRange, readCode } from "../code/code";
import { activeDocument, type Document, isEdited, isReadOnly, markSaved, textOf } from "../code/documents";
import { codeEditor } from "../code/instance";
import { languageById, languageTitle, runsLanguage } from "../code/languages";
import { cellsOfModel, codeOfModel } from "../code/model-code";
import { insertCells } from "../code/notebook-edits";
import { notebookMode } from "../code/notebook-mode";
import { modelLines } from "../code/notebook-models";
import type { NotebookText } from "../code/notebook-text";
import { chunkAt, codeOfCell, languageToRun, linesOfCell } from "../code/run-language";
import { namedToStart, targetOf } from "../code/run-target";
import { dedentedLines, statementAt } from "../code/statements";
import { settings, startFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { notify } from "../floor/notices/notices";
import { noteRun } from "../kernels/file-sessions";
import { firstKernelSettled } from "../kernels/first-kernel";
import { tellFailure, withFreshKernel } from "../kernels/kernel-actions";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { SELECTION } from "./run-index";

interface Piece {
  readonly code: string;
  readonly origin: CodeOrigin;
  /** It is text between code: nothing runs. */
  readonly isProse?: boolean;
  /** Of its code, where the file has several. */
  readonly language?: string;
  /** It is a whole file: where the settings want it, the kernel goes to the file's folder first. */
  readonly whole?: boolean;
  /** The line after it: where "and advance" goes. */
  readonly next: number;
}

function fileName(document: Document): string {
  const { path, name } = document.file.get();
  return path ?? name;
}

function linesOf(document: Document, range: LineRange): string {
  return codeOfModel(document.model).text.lines(range.from, range.to).join("\n");
}

function currentLine(): number {
  return codeEditor.get()?.getPosition()?.lineNumber ?? 1;
}

/** The cell at a line, or at the cursor. */
function cellPiece(document: Document, line: number): Piece | null {
  const cell = cellAt(cellsOfModel(document.model), line);
  return cell ? pieceOf(document, cell) : null;
}

/** A notebook's cell runs as it stands in the notebook, without the line that marks it here. */
function notebookPiece(document: Document, notebook: NotebookText, cell: Cell): Piece {
  const at = cellsOfModel(document.model).findIndex(({ from }) => from === cell.from);
  const own = notebook.cellsOf(modelLines(document.model))[at];
  const from = cell.hasTitle ? Math.min(cell.from + 1, cell.to) : cell.from;
  return {
    code: own?.source ?? "",
    origin: {
      file: fileName(document),
      lines: [from, cell.to],
      title: cellName(cell).slice(0, 500),
      ...(own && { cell: own.key }),
    },
    isProse: cell.kind !== undefined,
    next: cell.to + 1,
  };
}

function pieceOf(document: Document, cell: Cell): Piece {
  if (document.notebook) return notebookPiece(document, document.notebook, cell);
  const { model } = document;
  return {
    code: codeOfCell(codeOfModel(model).text, cell, model.getLanguageId()),
    origin: {
      file: fileName(document),
      lines: [...linesOfCell(cell)],
      ...(cell.hasTitle ? { title: cellName(cell).slice(0, 500) } : {}),
    },
    isProse: cell.kind !== undefined,
    ...(cell.chunk && { language: cell.chunk.language }),
    next: cell.to + 1,
  };
}

/** The selection, widened to whole lines where it spans several; without one the statement at the cursor. */
function selectionPiece(document: Document): Piece | null {
  const selection = codeEditor.get()?.getSelection();
  const code = codeOfModel(document.model);
  if (selection && !selection.isEmpty()) {
    const endsAtStart = selection.endColumn === 1 && selection.endLineNumber > selection.startLineNumber;
    const to = endsAtStart ? selection.endLineNumber - 1 : selection.endLineNumber;
    const range = { from: selection.startLineNumber, to };
    const one = range.from === range.to && !endsAtStart;
    return {
      code: one ? document.model.getValueInRange(selection) : dedentedLines(code, range),
      origin: { file: fileName(document), title: SELECTION, lines: [range.from, range.to] },
      next: to + 1,
    };
  }
  const chunk = chunkAt(cellsOfModel(document.model), currentLine());
  if (chunk) return statementOfChunk(document, chunk);
  // Text between chunks is no statement of any language.
  if (document.model.getLanguageId() === "markdown") return null;
  const range = statementAt(code, currentLine());
  if (!range) return null;
  return {
    code: dedentedLines(code, range),
    origin: { file: fileName(document), title: SELECTION, lines: [range.from, range.to] },
    next: range.to + 1,
  };
}

/** The statement at the cursor in a chunk, as the grammar of its language reads it. */
function statementOfChunk(document: Document, { language, from, to }: Chunk): Piece | null {
  const inside = linesOf(document, { from, to });
  const code = readCode(inside, language, languageById(language).comment);
  const found = statementAt(code, currentLine() - from + 1);
  if (!found) return null;
  const lines: [number, number] = [found.from + from - 1, found.to + from - 1];
  return {
    code: dedentedLines(code, found),
    origin: { file: fileName(document), title: SELECTION, lines },
    language,
    next: lines[1] + 1,
  };
}

function filePiece(document: Document): Piece {
  const lines = document.model.getLineCount();
  return {
    code: linesOf(document, { from: 1, to: lines }),
    origin: { file: fileName(document), lines: [1, lines] },
    whole: true,
    next: lines,
  };
}

/** Takes away what was said of a file that no kernel runs. */
let noLanguage: (() => void) | undefined;

/** Offers to start a kernel for a file that no shell can run, and runs the code there when taken. */
async function offerKernel(document: Document, pieces: readonly Piece[], language: string): Promise<void> {
  const { name } = document.file.get();
  const title = languageTitle(language, name);
  const { kernels } = await windowShells().kernels();
  const fitting = kernels.filter((kernel) => runsLanguage(kernel.language, language));
  if (
    !languageById(language).kernels &&
    fitting.length === 0 &&
    language === document.model.getLanguageId()
  ) {
    noLanguage = notify({
      level: "info",
      sentence: t("{name} is not in a language that a kernel runs.", { name }),
    });
    return;
  }
  const named = namedToStart(document);
  if (named && runsLanguage(named.language, language)) {
    const shell = await windowShells().start(named.id, startFolder(document.file.get().path));
    await sendAll(shell, pieces);
    return;
  }
  if (fitting.length === 0) {
    notify({
      level: "warning",
      sentence: t(
        "There is no kernel for {language} on this machine, so {name} cannot run. Install one and choose Shell > New shell.",
        { language: title, name },
      ),
    });
    return;
  }
  const dismiss = notify({
    level: "info",
    sentence: t("No shell runs {language}. Start a kernel for {name}?", { language: title, name }),
    actions: fitting.slice(0, 3).map((kernel) => ({
      label: t("Start {kernel}", { kernel: kernel.displayName }),
      run: async () => {
        stop();
        const shell = await windowShells().start(kernel.id, startFolder(document.file.get().path));
        await sendAll(shell, pieces);
      },
    })),
  });
  const stop = windowShells().shells.subscribe(() => {
    if (!targetOf(document, language)) return;
    stop();
    dismiss();
  });
}

function execute(shell: ShellModel, { code, origin, whole }: Piece, debug = false): Promise<void> {
  noteRun(origin.file, shell.session);
  return shell.execute(code, origin, { changeFolder: whole === true && settings.get().changeFolder, debug });
}

async function send(shell: ShellModel, piece: Piece, debug = false): Promise<void> {
  noLanguage?.();
  windowShells().show(shell);
  // What is wrong with a kernel stands in its shell, as long as it is so.
  await tellFailure(shell, () => execute(shell, piece, debug));
}

/** Sends them to stop at breakpoints, all of which the kernel's debugger knows by then. */
async function sendToDebugger(shell: ShellModel, pieces: readonly Piece[]): Promise<void> {
  await breakpointsTold();
  await Promise.all(pieces.map((piece) => send(shell, piece, true)));
}

/** The same in a kernel that has run nothing else. */
async function debugInFreshKernel(shell: ShellModel, pieces: readonly Piece[]): Promise<void> {
  windowShells().show(shell);
  await breakpointsTold();
  await withFreshKernel(shell, async () => {
    await Promise.all(pieces.map((piece) => execute(shell, piece, true)));
  });
}

/** Sends them at once, so that the kernel has them in this order; behind one that fails the rest does not run. */
async function sendAll(shell: ShellModel, pieces: readonly Piece[]): Promise<void> {
  await Promise.all(pieces.map((piece) => send(shell, piece)));
}

/** Sends them to a kernel that has run nothing else, as the script that they are. */
async function sendToFreshKernel(shell: ShellModel, pieces: readonly Piece[]): Promise<void> {
  windowShells().show(shell);
  await withFreshKernel(shell, async () => {
    await Promise.all(pieces.map((piece) => execute(shell, piece)));
  });
}

async function runPiece(
  pick: (document: Document) => Piece | null,
  advance: boolean,
  document: Document | null = activeDocument.get(),
  sendTo = sendAll,
): Promise<void> {
  const piece = document ? pick(document) : null;
  if (!document || !piece) return;
  if (advance) advanceTo(document, piece.next);
  await runPieces(document, [piece], sendTo);
}

async function runPieces(document: Document, pieces: readonly Piece[], sendTo = sendAll): Promise<void> {
  const code = codeOfModel(document.model);
  // What is only a mark or a comment runs nothing, and uses no number.
  const running = pieces.filter(
    ({ isProse, origin: { lines } }) => !isProse && hasCode(code, { from: lines[0], to: lines[1] }),
  );
  if (running.length === 0) return;
  keepRun(document);
  for (const [language, own] of byLanguage(document, running)) {
    if (!targetOf(document, language)) await firstKernelSettled();
    const shell = targetOf(document, language);
    await (shell ? sendTo(shell, own) : offerKernel(document, own, language));
  }
}

/** Those of each language in their order: each goes to the shell of its own. */
function byLanguage(document: Document, pieces: readonly Piece[]): ReadonlyMap<string, readonly Piece[]> {
  const all = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const language = piece.language ?? languageToRun(document, piece.origin.lines[0]);
    const known = all.get(language);
    if (known) known.push(piece);
    else all.set(language, [piece]);
  }
  return all;
}

/** The version of each document's text that was kept last. */
const keptVersions = new WeakMap<Document, number>();

/** Has main keep the text that is run, among the file's versions. Nobody waits for it. */
function keepRun(document: Document): void {
  const { path } = document.file.get();
  const version = document.model.getAlternativeVersionId();
  if (path === null || keptVersions.get(document) === version) return;
  const length = document.notebook?.fileText.length ?? 0;
  if (Math.max(length, document.model.getValueLength()) > MOST_KEPT_CHARS) return;
  keptVersions.set(document, version);
  const text = textOf(document);
  if (text.length <= MOST_KEPT_CHARS)
    unawaited("keeping a version", tandem.request("localHistory.keep", { path, text }));
}

/** In a notebook the next cell is selected, and behind the last one a new one is made, as Jupyter has it. */
function advanceTo(document: Document, line: number): void {
  if (!document.notebook) return moveTo(document, line);
  if (line > document.model.getLineCount() && addLastCell(document)) return;
  // So Markdown stays drawn.
  notebookMode.set("command");
  moveTo(document, line);
}

/** A new cell of code behind all others, to be written in. False where nothing can be written. */
function addLastCell(document: Document): boolean {
  const editor = codeEditor.get();
  if (!editor || !document.notebook || isReadOnly(document)) return false;
  const lines = document.model.getLinesContent();
  const { comment } = document.notebook;
  const cells = markedCells(lines, comment);
  // While nothing is written in it the file is as it is.
  const isSaved = !isEdited(document);
  const { edits, line } = insertCells({ lines, cells, comment }, cells.length, [
    { type: "code", source: "" },
  ]);
  editor.pushUndoStop();
  editor.executeEdits("cells", [...edits]);
  editor.pushUndoStop();
  if (isSaved) markSaved(document);
  notebookMode.set("edit");
  moveTo(document, line + 1);
  editor.focus();
  return true;
}

/** Puts the cursor on a line; past the end of the file it gets a line to stand on. */
function moveTo(document: Document, line: number): void {
  const editor = codeEditor.get();
  if (!editor) return;
  const target = Math.min(line, document.model.getLineCount());
  editor.setPosition({ lineNumber: target, column: 1 });
  editor.revealLineInCenterIfOutsideViewport(target);
}

/** A line given by a cell's button, or the cursor's. */
function lineFrom(argument: unknown): number {
  const given = argument as { readonly line?: number } | undefined;
  return typeof given?.line === "number" ? given.line : currentLine();
}

export const runCell = (argument?: unknown) =>
  runPiece((document) => cellPiece(document, lineFrom(argument)), false);
export const runCellAndAdvance = (argument?: unknown) =>
  runPiece((document) => cellPiece(document, lineFrom(argument)), true);

/** Runs cells of the file in front one after the other: all, those above the cursor's cell, those below it, or it and those. */
export const runCells = (which: WhichCells) => sendCells(which, sendAll);

/** Runs all cells of the file in front one after the other, in a kernel that has run nothing else. */
export const restartAndRunCells = () => sendCells("all", sendToFreshKernel);

type WhichCells = "all" | "above" | "below" | "from here";

async function sendCells(which: WhichCells, sendTo: typeof sendAll): Promise<void> {
  const document = activeDocument.get();
  if (!document) return;
  const cells = cellsOfModel(document.model);
  const at = cellIndex(cells, currentLine());
  const chosen = {
    all: () => cells.filter(({ chunk }) => chunk?.evaluated !== false),
    above: () => cells.slice(0, at),
    below: () => cells.slice(at + 1),
    "from here": () => cells.slice(Math.max(at, 0)),
  }[which]();
  await runPieces(
    document,
    chosen.map((cell) => pieceOf(document, cell)),
    sendTo,
  );
}

export const runSelection = () => runPiece(selectionPiece, false);
export const runSelectionAndAdvance = () => runPiece(selectionPiece, true);
/** Runs a whole file, as it stands in the editor; by default the one in front. Of a notebook cell after cell. */
export const runFile = (document?: Document) => runWhole(document, sendAll);

/** Runs a whole file in a kernel that has run nothing else; by default the one in front. */
export const runFileAsScript = (document?: Document) => runWhole(document, sendToFreshKernel);

async function runWhole(
  document: Document | null = activeDocument.get(),
  sendTo: typeof sendAll,
): Promise<void> {
  const cells = document ? cellsOfModel(document.model) : [];
  if (!document || !(document.notebook || cells.some(({ chunk }) => chunk)))
    return runPiece(filePiece, false, document, sendTo);
  await runPieces(
    document,
    cells.filter(({ chunk }) => chunk?.evaluated !== false).map((cell) => pieceOf(document, cell)),
    sendTo,
  );
}

export const debugCell = (argument?: unknown) =>
  runPiece((document) => cellPiece(document, lineFrom(argument)), false, undefined, sendToDebugger);
export const debugSelection = () => runPiece(selectionPiece, false, undefined, sendToDebugger);
export const debugFile = () => runPiece(filePiece, false, undefined, sendToDebugger);
export const debugFileAsScript = () => runPiece(filePiece, false, undefined, debugInFreshKernel);

/** Puts the cursor on the title of the next or previous cell. */
export function goToCell(step: 1 | -1): void {
  const document = activeDocument.get();
  if (!document) return;
  const cells = cellsOfModel(document.model);
  const next = cells[cellIndex(cells, currentLine()) + step];
  if (next) moveTo(document, next.from);
}
