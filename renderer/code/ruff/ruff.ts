/** Ruff for Python files: what it finds as problems, its fixes, its formatting. Nothing of it is loaded before a Python file is. */

import type { RuffSettings } from "../../../preload/contract/ruff";
import { Disposables } from "../../../preload/floor/disposables";
import { t } from "../../../preload/texts/texts";
import { openFolder, settings } from "../../floor/app";
import { reportFailure } from "../../floor/failures";
import { type Document, documents, textOf } from "../documents";
import { registerFormatter, takeText } from "../formatters";
import { monaco } from "../monaco";
import type { Finding, RuffJob, RuffResult } from "./ruff-jobs";
import { followRuffSettings, refusedSentence, ruffSettingsOf, tell } from "./ruff-settings";
import { RuffWorker } from "./ruff-worker";

/** Owner of its markers. */
export const RUFF = "ruff";
/** So long nothing was typed before a file is looked at, in ms. */
const QUIET_MS = 400;
/** A longer text is not looked at, in UTF-16 units: it would take a minute. */
const MOST_CHARS = 2_000_000;
/** What Ruff reads: stubs and Cython are other languages to it. */
const READS = /\.(?:py|pyw|ipy)$/i;

const worker = new RuffWorker();
/** What was found last in each text, and in which version. */
const findings = new WeakMap<
  monaco.editor.ITextModel,
  { readonly version: number; readonly all: readonly Finding[] }
>();

/** Whether a file is Ruff's to read. */
export function isRuffs({ model, file }: Document): boolean {
  const { path, name } = file.get();
  return (
    !model.isDisposed() &&
    model.getLanguageId() === "python" &&
    (path === null || READS.test(name)) &&
    model.getValueLength() <= MOST_CHARS
  );
}

/** What Ruff found in the text as it is now; empty while it is not known. */
export function findingsIn(model: monaco.editor.ITextModel): readonly Finding[] {
  const known = findings.get(model);
  return known?.version === model.getVersionId() ? known.all : [];
}

function jobFor(what: RuffJob["do"], text: string, { options, ignored }: RuffSettings): RuffJob {
  return { do: what, text, options, ignored };
}

/** The text that a job makes of a file. Throws an Error with a sentence. */
async function made(document: Document, what: RuffJob["do"], text: string): Promise<string> {
  const found = await ruffSettingsOf(document);
  if (found.problem !== null) throw new Error(found.problem);
  const { name } = document.file.get();
  if (what === "format" && found.excluded.format)
    throw new Error(
      t("{name} is not formatted: Ruff's settings in {file} leave it out.", { name, file: found.file ?? "" }),
    );
  const result = await worker.do(jobFor(what, text, found));
  if (result.is === "text") return result.text;
  throw new Error(sentenceFor(result, name, found));
}

function sentenceFor(result: RuffResult, name: string, found: RuffSettings): string {
  if (result.is === "refused") return refusedSentence(found, result.reason);
  if (result.is === "unparsed")
    return result.line === null
      ? t("{name} does not parse: {reason}", { name, reason: result.reason })
      : t("{name} does not parse (line {line}): {reason}", {
          name,
          line: String(result.line),
          reason: result.reason,
        });
  return t("Ruff failed on {name}: {reason}", { name, reason: "reason" in result ? result.reason : "" });
}

/** Puts a file's imports in order. Throws an Error with a sentence. */
export const organizeImports = (document: Document) =>
  takeText(document, (text) => made(document, "organize", text));

/** Makes all fixes that change nothing but what they say. Throws an Error with a sentence. */
export const fixAll = (document: Document) => takeText(document, (text) => made(document, "fixAll", text));

/** Follows one file's text. */
class Follower {
  #timer: number | undefined;
  /** A text on which Ruff failed is not given to it again. */
  #failed = -1;
  readonly #stops: Disposables;

  constructor(private readonly document: Document) {
    const { model } = document;
    const content = model.onDidChangeContent(() => this.later());
    let { path } = document.file.get();
    this.#stops = new Disposables(
      () => content.dispose(),
      document.file.subscribe(() => {
        if (document.file.get().path === path) return;
        ({ path } = document.file.get());
        this.later();
      }),
    );
    this.later(0);
  }

  later(ms = QUIET_MS): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#look().catch((error: unknown) => reportFailure("Ruff", error));
    }, ms);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stops.dispose();
    const { model } = this.document;
    if (!model.isDisposed()) monaco.editor.setModelMarkers(model, RUFF, []);
  }

  async #look(): Promise<void> {
    const { document } = this;
    const { model } = document;
    if (!settings.get().ruff) return show(model, []);
    const found = await ruffSettingsOf(document);
    if (model.isDisposed()) return;
    const version = model.getVersionId();
    if (found.problem !== null || found.excluded.lint || version === this.#failed) return show(model, []);
    const result = await worker.do(jobFor("check", textOf(document), found));
    if (result.is === "crashed") this.#failed = version;
    if (model.isDisposed() || model.getVersionId() !== version) return;
    if (result.is === "found") return show(model, result.findings);
    show(model, []);
    if (result.is === "refused") tell(refusedSentence(found, result.reason));
    // Who formats is told; what is only looked at goes without Ruff.
    else console.warn(sentenceFor(result, document.file.get().name, found));
  }
}

/** Names that are not there and code that does not parse end a run; the rest is advice. */
const isError = (code: string) => code === "invalid-syntax" || /^(?:F82|F7|E9)/.test(code);

function show(model: monaco.editor.ITextModel, all: readonly Finding[]): void {
  findings.set(model, { version: model.getVersionId(), all });
  const markers = all.map((finding): monaco.editor.IMarkerData => {
    const { code, message, unnecessary, deprecated, fix: _fix, ...place } = finding;
    const { Unnecessary, Deprecated } = monaco.MarkerTag;
    return {
      ...place,
      message,
      severity: isError(code) ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      source: "Ruff",
      code:
        code === "invalid-syntax"
          ? code
          : { value: code, target: monaco.Uri.parse(`https://docs.astral.sh/ruff/rules/${code}`) },
      tags: [...(unnecessary ? [Unnecessary] : []), ...(deprecated ? [Deprecated] : [])],
    };
  });
  monaco.editor.setModelMarkers(model, RUFF, markers);
}

/** Looks at the open Python files from now on, and formats them. */
export function startRuff(): void {
  const followed = new Map<Document, Follower>();
  const watched = new Map<Document, () => void>();
  const follow = () => {
    const open = documents.get();
    for (const document of open)
      if (!watched.has(document)) {
        const language = document.model.onDidChangeLanguage(follow);
        const file = document.file.subscribe(follow);
        watched.set(document, () => {
          language.dispose();
          file();
        });
      }
    for (const [document, stop] of watched)
      if (!open.includes(document)) {
        watched.delete(document);
        stop();
      }
    for (const [document, follower] of followed)
      if (!open.includes(document) || !isRuffs(document)) {
        followed.delete(document);
        follower.dispose();
      }
    for (const document of open)
      if (!followed.has(document) && isRuffs(document)) followed.set(document, new Follower(document));
    if (followed.size === 0) worker.stop();
  };
  documents.subscribe(follow);
  follow();
  const again = () => {
    for (const follower of followed.values()) follower.later(0);
  };
  followRuffSettings(again);
  openFolder.subscribe(again);
  let { ruff } = settings.get();
  settings.subscribe(() => {
    if (settings.get().ruff === ruff) return;
    ({ ruff } = settings.get());
    again();
  });
  registerFormatter({
    formats: isRuffs,
    format: (document, text) => made(document, "format", text),
  });
}
