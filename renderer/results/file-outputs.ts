/** The outputs that a notebook has in its file, as results of its cells. */
import { type FileOutput, readOutput } from "../../preload/notebook/file-outputs";
import { shownSource } from "../../preload/notebook/percent-text";
import { t } from "../../preload/texts/texts";
import { toLines } from "../../preload/transcript/terminal";
import type { Block, Output, Transcript } from "../../preload/transcript/transcript";
import type { Document } from "../code/documents";
import { folderOf } from "../floor/paths";
import { createStore } from "../floor/store";
import { shownRepresentation } from "../shell/output/content/representations";
import { drawingOf } from "../shell/output/view/output-size";
import { isTrusted } from "./notebook-trust";
import type { ResultSource } from "./result-source";
import type { Run } from "./run-history";

type Display = Extract<Output, { kind: "display" }>;

interface Known {
  readonly source: ResultSource;
  readonly runs: Map<unknown, { readonly trusted: boolean; readonly run: Run<ResultSource> }>;
}

const known = new WeakMap<Document, Known>();
let files = 0;

function knownOf(document: Document): Known {
  let own = known.get(document);
  if (!own) {
    const unfolded = new Set<string>();
    const { path } = document.file.get();
    files += 1;
    const source: ResultSource = {
      name: `file ${files}`,
      shell: null,
      status: null,
      owner: {
        cwd: path === null ? "" : folderOf(path),
        transcript: createStore<Transcript>({ blocks: [], seq: 0 }),
        isUnfolded: (seq, piece) => unfolded.has(`${seq} ${piece}`),
        togglePiece: (seq, piece) => {
          const name = `${seq} ${piece}`;
          if (!unfolded.delete(name)) unfolded.add(name);
        },
      },
    };
    own = { source, runs: new Map() };
    known.set(document, own);
  }
  return own;
}

/** @returns what the file has of a cell, by the cell's key; null for a file that is no notebook */
export function fileResults(document: Document): ((key: string) => Run<ResultSource> | null) | null {
  const { notebook } = document;
  if (!notebook) return null;
  const { source, runs } = knownOf(document);
  const isSafe = isTrusted(document);
  return (key) => {
    const cell = notebook.inFile(key);
    if (cell?.type !== "code" || cell.outputs.length === 0 || notebook.isCleared(key)) return null;
    const made = runs.get(cell);
    if (made && made.trusted === isSafe) return made.run;
    const block: Block = {
      seq: runs.size + 1,
      life: 0,
      kind: "kernel",
      msgId: null,
      prompt: `In [${cell.count ?? " "}]:`,
      code: shownSource(cell.source),
      client: null,
      state: "ok",
      asked: 0,
      outputs: cell.outputs.map((output) => shown(readOutput(output), isSafe)),
      version: 1,
    };
    const run = { where: source, block };
    runs.set(cell, { trusted: isSafe, run });
    return run;
  };
}

function shown(output: FileOutput, isSafe: boolean): Output {
  switch (output.kind) {
    case "stream":
      return { kind: "stream", name: output.name, lines: toLines(output.text) };
    case "error":
      return {
        kind: "error",
        name: output.name,
        value: output.value,
        traceback: toLines(output.traceback || `${output.name}: ${output.value}`),
      };
    case "unknown":
      return note(
        t("An output of the kind “{kind}”, which Tandem does not know. The file keeps it.", {
          kind: output.type,
        }),
      );
    case "display": {
      const { data, metadata, count } = output;
      const display: Display = {
        kind: "display",
        data,
        metadata,
        ...(count !== undefined && { executionCount: count }),
      };
      return isSafe ? display : withoutScripts(display);
    }
  }
}

/** What is said in place of an output, which is in no log: told as a gap in one is, its words kept whole. */
const note = (sentence: string): Output => ({ kind: "event", event: "trimmed", sentence, time: 0 });

/** Without what would be drawn by scripts of the file's. */
function withoutScripts(display: Display): Output {
  let data = display.data;
  for (;;) {
    const widest = shownRepresentation(data);
    if (!widest) break;
    if (drawingOf({ ...display, data }, widest) !== "frame") return { ...display, data };
    const { [widest.type]: _scripts, ...rest } = data;
    data = rest;
  }
  return note(t("This output brings scripts. Run > Allow the scripts of this notebook's outputs shows it."));
}
