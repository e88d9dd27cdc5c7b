/** What is done with inputs of the history. */
import { type HistoryCode, type HistoryInput, MOST_HISTORY_CODES } from "../../../preload/contract/history";
import { t } from "../../../preload/texts/texts";
import type { Block, Transcript } from "../../../preload/transcript/transcript";
import { activeDocument, type Document, isReadOnly, newDocument } from "../../code/documents";
import { codeEditor, focusEditor } from "../../code/instance";
import { languageById, languageOfKernel, runsLanguage } from "../../code/languages";
import { cellsOfModel, codeOfModel } from "../../code/model-code";
import { insertCode } from "../../data/insert-code";
import { tandem } from "../../floor/bridge";
import { setShown } from "../../floor/layout-state";
import { notify } from "../../floor/notices/notices";
import { activePage } from "../../floor/pages/pages";
import type { ShellModel } from "../../kernels/shell-model";
import { shellOfSession } from "../../kernels/shell-of-session";
import { windowShells } from "../../kernels/window-shells";
import { readWholeLog } from "../../shell/whole-log/read-whole-log";
import { cellText, scriptOf } from "./script";

/** What a host may take to serve a log, in ms. */
const PATIENCE_MS = 30_000;

/** Whole inputs, the oldest first. @throws Error with a sentence */
export function codesOf(ids: readonly number[]): Promise<HistoryCode[]> {
  return tandem.request("history.codes", { ids: ids.slice(0, MOST_HISTORY_CODES) });
}

/**
 * Runs them one after another, in the shell in front or, where that is of another language, in one of theirs.
 * @throws Error with a sentence
 */
export async function runAgain(codes: readonly HistoryCode[]): Promise<void> {
  for (const { language, code } of codes) {
    const shells = windowShells();
    const fits = (shell: ShellModel | null) => shell?.language.toLowerCase() === language;
    const front = shells.front.get();
    const shell = fits(front) ? front : shells.shells.get().find(fits);
    if (!shell)
      throw new Error(t("No shell of this window runs {language}.", { language: titleOf(language) }));
    shells.show(shell);
    setShown("shells", true);
    await shell.execute(code);
  }
}

export const insert = (codes: readonly HistoryCode[]): Promise<void> => insertCode(textOf(codes));

export const copy = (codes: readonly HistoryCode[]): Promise<void> =>
  navigator.clipboard.writeText(textOf(codes));

const textOf = (codes: readonly HistoryCode[]) => codes.map(({ code }) => code).join("\n");

/** Puts each in a cell of its own, below the cell at the cursor of the file in front; without one that fits in a new file. */
export function makeCells(codes: readonly HistoryCode[]): void {
  const [first] = codes;
  if (!first) return;
  const open = activeDocument.get();
  const fits = open !== null && !isReadOnly(open) && runsLanguage(first.language, open.model.getLanguageId());
  if (!fits) {
    show(newScript(codes), 1);
    return;
  }
  const { model } = open;
  const line = codeEditor.get()?.getPosition()?.lineNumber ?? model.getLineCount();
  const cell = cellsOfModel(model).findLast(({ from }) => from <= line);
  const last = cell?.to ?? model.getLineCount();
  const comment = codeOfModel(model).comment ?? "#";
  const text = codes.map(({ code }) => cellText(code, comment)).join("\n");
  const column = model.getLineMaxColumn(last);
  const isEmpty = model.getValueLength() === 0;
  const range = { startLineNumber: last, startColumn: column, endLineNumber: last, endColumn: column };
  model.pushStackElement();
  model.pushEditOperations(
    [],
    [{ range, text: isEmpty ? text : `\n${text}`, forceMoveMarkers: true }],
    () => null,
  );
  model.pushStackElement();
  show(open, isEmpty ? 1 : last + 1);
}

/** A new file with them all, in the order in which they were run; one for each language. */
export function makeScript(codes: readonly HistoryCode[]): void {
  for (const language of new Set(codes.map((code) => code.language)))
    show(newScript(codes.filter((code) => code.language === language)), 1);
}

function newScript(codes: readonly HistoryCode[]): Document {
  const language = languageOfKernel(codes[0]?.language ?? "");
  const document = newDocument(language?.id ?? "plaintext");
  const { model } = document;
  const text = scriptOf(codes, language?.comment ?? "#");
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  return document;
}

function show(document: Document, line: number): void {
  activePage.set(null);
  activeDocument.set(document);
  // A new file is drawn first.
  requestAnimationFrame(() => {
    codeEditor.get()?.setPosition({ lineNumber: line, column: 1 });
    codeEditor.get()?.revealLineInCenterIfOutsideViewport(line);
    focusEditor();
  });
}

/** A language as people know it. */
export function titleOf(kernelLanguage: string): string {
  const known = languageOfKernel(kernelLanguage);
  return known ? languageById(known.id).title : kernelLanguage;
}

/**
 * Shows an input in its log, with the output of then; a session that ended is opened for it.
 * @throws Error with a sentence when there is no such session any more, or its log does not have it
 */
export async function goToBlock({ session, time }: HistoryInput, code: string): Promise<void> {
  const shell = await shellOfSession(session);
  setShown("shells", true);
  await shell.client.allRead(PATIENCE_MS);
  const isIt = (block: Block) => block.kind === "request" && block.asked === time && block.code === code;
  const seq = shell.transcript.get().blocks.find(isIt)?.seq ?? (await inWholeLog(shell, isIt));
  if (seq === undefined) {
    notify({
      level: "info",
      sentence: t("The log of {name} does not have this input any more.", { name: shell.name }),
    });
    return;
  }
  windowShells().show(shell);
  shell.wanted.set({ seq, output: -1, line: 0 });
}

/** Of a long log the window holds the end: the rest is looked through for it. */
async function inWholeLog(shell: ShellModel, isIt: (block: Block) => boolean): Promise<number | undefined> {
  let seq: number | undefined;
  const found = new AbortController();
  const take = ({ blocks }: Transcript) => {
    seq ??= blocks.find(isIt)?.seq;
    if (seq !== undefined) found.abort(new DOMException("", "AbortError"));
  };
  try {
    await readWholeLog(shell, { take, used: () => true, signal: found.signal });
  } catch (error) {
    if (!found.signal.aborted) throw error;
  }
  return seq;
}
