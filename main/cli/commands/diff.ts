/** `tandem diff`: two notebooks by their cells, outputs apart; also as Git's driver, which passes seven arguments or more. */
import { readFile } from "node:fs/promises";
import { structuredPatch } from "diff";
import { type CellPair, compareCells, outputsText } from "../../../preload/notebook/compare";
import { type FileCell, NotebookError, NotebookFile } from "../../../preload/notebook/notebook-file";
import { stripAnsi } from "../../../preload/transcript/terminal";
import { fileProblem } from "../../floor/user-error";
import type { Command } from "../terminal/arguments";
import { CommandError, EXIT } from "../terminal/exit-codes";
import { styled } from "../terminal/paint";
import type { Screen } from "../terminal/screen";

/** Unchanged lines around a change. */
const CONTEXT = 3;
/** Of texts that differ in more lines than this all of both is said: what is the same would take too long to find. */
const MOST_EDITS = 5_000;

/**
 * @returns 1 where they differ, as diff(1) does; 0 for Git, which takes anything else for a failure
 * @throws CommandError
 */
export async function diff(
  { from, to, title, forGit, withOutputs }: Extract<Command, { name: "diff" }>,
  screen: Screen,
): Promise<number> {
  const [before, after] = await Promise.all([read(from), read(to)]);
  const say = new Lines(screen);
  say.head(from, to, title);
  if (before.notebook && after.notebook)
    notebookDifference(before.notebook, after.notebook, say, withOutputs);
  else if (before.text !== after.text) {
    const problem = before.problem ?? after.problem ?? "";
    screen.line(`${problem} Both are compared as text.`, "stderr");
    say.change("as text", before.text, after.text, true);
  }
  return say.isSame || forGit ? EXIT.ok : EXIT.failed;
}

function notebookDifference(before: NotebookFile, after: NotebookFile, say: Lines, withOutputs: boolean) {
  for (const pair of compareCells(before.cells, after.cells)) cellDifference(pair, say, withOutputs);
  const [old, now] = [before.metadata, after.metadata].map((each) => JSON.stringify(each, null, 1));
  if (old !== now) say.change("metadata of the notebook", old ?? "", now ?? "");
}

const EMPTY = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';

interface Compared {
  readonly text: string;
  /** Null where it cannot be read as one, with a sentence that says so. */
  readonly notebook: NotebookFile | null;
  readonly problem: string | null;
}

async function read(path: string): Promise<Compared> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new CommandError(`${path} cannot be read: ${fileProblem(error)}.`, EXIT.notFound);
  });
  try {
    // Git names an empty file for one that is new, or gone.
    const notebook = new NotebookFile(text.trim() === "" ? EMPTY : text.replace(/^\ufeff/, ""));
    return { text, notebook, problem: null };
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    return {
      text,
      notebook: null,
      problem: `${path} is no notebook that can be read: ${error.message}.`,
    };
  }
}

function cellDifference(pair: CellPair, say: Lines, withOutputs: boolean): void {
  const { before, after, beforeAt, afterAt } = pair;
  const cell = (after ?? before) as FileCell;
  const number = after ? afterAt + 1 : beforeAt + 1;
  const words = `cell ${number}, ${cell.type}`;
  if (!before || !after) {
    say.change(`${words}, ${after ? "added" : "removed"}`, before?.source ?? "", after?.source ?? "", true);
    if (withOutputs && cell.outputs.length > 0)
      say.change(`${words}, outputs`, before ? outputsOf(before) : "", after ? outputsOf(after) : "");
    return;
  }
  if (!pair.isSourceSame) {
    const type = before.type === after.type ? "" : `, was ${before.type}`;
    say.change(words + type, before.source, after.source, before.type !== after.type);
  }
  if (!pair.isMetadataSame) {
    const metadata = ({ metadata, attachments }: FileCell) =>
      JSON.stringify({ metadata, attachments: Object.keys(attachments) }, null, 1);
    say.change(`${words}, metadata`, metadata(before), metadata(after));
  }
  if (withOutputs && !pair.isOutputSame) say.change(`${words}, outputs`, outputsOf(before), outputsOf(after));
}

const outputsOf = (cell: FileCell) => stripAnsi(outputsText(cell));

class Lines {
  isSame = true;
  #head: (() => void) | null = null;

  constructor(private readonly screen: Screen) {}

  /** Said before the first difference. */
  head(from: string, to: string, title: string | null): void {
    this.#head = () => {
      this.#line(`--- ${title === null ? from : `a/${title}`}`, { bold: true });
      this.#line(`+++ ${title === null ? to : `b/${title}`}`, { bold: true });
    };
  }

  change(words: string, before: string, after: string, isWhole = false): void {
    const differing = differingLines(ended(before), ended(after));
    if (differing.length === 0 && !isWhole) return;
    this.#head?.();
    this.#head = null;
    this.isSame = false;
    this.#line(`@@ ${words} @@`, { fg: 6 });
    for (const line of differing)
      this.#line(line, line[0] === "+" ? { fg: 2 } : line[0] === "-" ? { fg: 1 } : {});
  }

  #line(text: string, style: Parameters<typeof styled>[1]): void {
    // What would move the cursor stays out.
    this.screen.line(styled(text.replace(/(?!\t)\p{Cc}/gu, ""), style, this.screen.colours));
  }
}

const ended = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

/** The lines that differ, with what stands around them, marked as diff(1) does. */
function differingLines(before: string, after: string): readonly string[] {
  const how = { context: CONTEXT, maxEditLength: MOST_EDITS };
  const patch = structuredPatch("", "", before, after, "", "", how);
  if (patch) return patch.hunks.flatMap(({ lines }) => lines);
  const marked = (text: string, mark: string) =>
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => mark + line);
  return [...marked(before, "-"), ...marked(after, "+")];
}
