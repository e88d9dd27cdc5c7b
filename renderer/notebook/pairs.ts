/** Paired files: who saves one has the other kept in step, as the header or the metadata of either say (Jupytext's). */
import type { FileContent } from "../../preload/contract/files";
import { formatOfName, isNotebookName, ofText } from "../../preload/notebook/convert";
import { NotebookError, NotebookFile } from "../../preload/notebook/notebook-file";
import {
  formatsFor,
  formatsOfNotebook,
  formatsOfText,
  notebookWithFormats,
  type PairedFile,
  pairedFiles,
  pairedNotebook,
  pairedText,
  sayableCells,
  sourcesKey,
  type TextFile,
  textWithFormats,
} from "../../preload/notebook/pairs";
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents, isEdited, textOf } from "../code/documents";
import { NotebookText } from "../code/notebook-text";
import { smallestEdits } from "../code/smallest-edits";
import { afterSaving, beforeSaving } from "../editor/before-saving";
import { openComparison } from "../editor/diff/diff-page";
import { inTurn } from "../editor/document-turns";
import { reload, save } from "../editor/saving";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { dismissSentence, notify } from "../floor/notices/notices";
import { baseName, folderOf, joinPath } from "../floor/paths";

/** What each open paired file held when it was last as it is on the disk: another that holds something else was changed by itself. */
const settled = new WeakMap<Document, string>();

/** Longer than reading a file anew takes, in ms. */
const SETTLE_MS = 300;

/** The two names that a file has: "fit" and "ipynb". */
function parts(path: string): readonly [stem: string, ending: string] {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** What a document says that it is paired with. */
function formatsOf(document: Document, text: string): string | null {
  if (document.notebook) return formatsOfNotebook(new NotebookFile(text));
  const own = formatOfName(document.file.get().name);
  return own && formatsOfText(text, own.format, own.language);
}

/** Files of which nothing is said cost a look at their first lines. */
function maySayFormats({ notebook, model }: Document): boolean {
  if (notebook) return notebook.fileText.includes('"jupytext"');
  return model
    .getLinesContent()
    .slice(0, 100)
    .some((line) => line.includes("formats:"));
}

function settle(document: Document): void {
  if (isEdited(document) || document.model.isDisposed() || !maySayFormats(document)) return;
  const text = textOf(document);
  if (formatsOf(document, text) !== null) settled.set(document, text);
}

/** Follows the open files. Called once, at start. */
export function followPairs(): void {
  const followed = new WeakSet<Document>();
  const follow = () => {
    for (const document of documents.get()) {
      if (followed.has(document)) continue;
      followed.add(document);
      document.modified.subscribe(() => settle(document));
      document.file.subscribe(() => settle(document));
      // What is read anew from the disk is as it is there only when all of it is in the text.
      let isDue = false;
      document.model.onDidChangeContent(() => {
        if (isDue) return;
        isDue = true;
        setTimeout(() => {
          isDue = false;
          settle(document);
        }, SETTLE_MS);
      });
      settle(document);
    }
  };
  documents.subscribe(follow);
  follow();
  beforeSaving((document) => {
    // Of a notebook it is known what the disk has.
    const { notebook } = document;
    if (notebook && maySayFormats(document)) settled.set(document, notebook.fileText);
  });
  afterSaving((document) => {
    if (maySayFormats(document)) unawaited("keeping a pair in step", keepInStep(document));
  });
}

/** Writes what a file that was saved is paired with. */
async function keepInStep(document: Document): Promise<void> {
  const { path, name } = document.file.get();
  if (path === null) return;
  const text = textOf(document);
  const formats = formatsOf(document, text);
  if (formats === null) return;
  const { files, others } = pairedFiles(formats);
  const [stem, ending] = parts(path);
  const before = settled.get(document);
  settled.set(document, text);
  if (others.length > 0 && before === undefined)
    notify({
      level: "info",
      sentence: t("{name} is paired with {others} as well, which Tandem does not keep in step.", {
        name,
        others: others.join(", "),
      }),
    });
  for (const file of files) {
    if (file.ending === ending || (!document.notebook && file.format !== "ipynb")) continue;
    await write(document, text, before, {
      ...file,
      path: joinPath(folderOf(path), `${stem}.${file.ending}`),
    });
  }
}

type Target = PairedFile & { readonly path: string };

/** Of one of a pair what the other is to be. @param old as it stands; null where there is none */
function made(document: Document, text: string, target: Target, old: string | null): string | null {
  const { name } = document.file.get();
  if (target.format !== "ipynb") return pairedText(text, old, { ...target, format: target.format });
  const own = formatOfName(name);
  if (!own) return null;
  return pairedNotebook(text, { ending: parts(name)[1], format: own.format }, own.language, old);
}

/** What cells a text of a document holds, as far as both of the pair can say it. */
function keyOf(document: Document, text: string, target: Target): string {
  const { format } = target;
  if (format !== "ipynb") return sourcesKey(sayableCells(text, { ...target, format }));
  const own = formatOfName(document.file.get().name);
  return own ? sourcesKey(ofText(text, own.format, own.language)) : "";
}

/** The same of the other file as it stands. @throws NotebookError */
function keyOfOther(document: Document, target: Target, old: string): string {
  const { name } = document.file.get();
  if (target.format !== "ipynb") return sourcesKey(ofText(old, target.format, languageOf(document)));
  const own = formatOfName(name);
  return own ? sourcesKey(sayableCells(old, { ending: parts(name)[1], format: own.format })) : "";
}

/**
 * @param before what both held when they were last in step; undefined where that is not known
 * @param anyway also where the other was changed by itself
 */
async function write(
  document: Document,
  text: string,
  before: string | undefined,
  target: Target,
  anyway = false,
): Promise<void> {
  const { name } = document.file.get();
  const other = baseName(target.path);
  const there = await tandem.request("files.read", { path: target.path }).catch(() => null);
  const old = there?.text ?? null;
  const leave = (sentence: string) =>
    void notify({
      level: "warning",
      sentence,
      actions: [
        {
          label: t("Compare"),
          run: () => {
            compare(document, text, target);
            // It is still to be answered.
            leave(sentence);
          },
        },
        {
          label: t("Write it all the same"),
          run: () => write(document, text, before, target, true),
        },
      ],
    });
  // What was asked of either before is of texts that are no more.
  for (const said of [...sentencesLeft(other, name), ...sentencesLeft(name, other)]) dismissSentence(said);
  const [unsaved, changed] = sentencesLeft(other, name);
  const open = documents.get().find((one) => one.file.get().path === target.path);
  if (open && isEdited(open) && !anyway) return leave(unsaved);
  try {
    const known = [before, text].flatMap((one) => (one === undefined ? [] : [keyOf(document, one, target)]));
    if (old !== null && !anyway && !known.includes(keyOfOther(document, target, old))) return leave(changed);
    const wanted = made(document, text, target, old);
    if (wanted === null || wanted === old) return;
    await put(target.path, wanted, there);
    // Where it is open it is shown at once: who goes on there writes in what it is now.
    if (open && !isEdited(open)) await inTurn(open, () => reload(open));
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    notify({
      level: "warning",
      sentence: t("{other} is no notebook that can be read, so it was not written from {name}.", {
        other,
        name,
      }),
    });
  }
}

/** Why a file is left as it is: it is edited, or was changed by itself. */
const sentencesLeft = (other: string, name: string) =>
  [
    t("{other} has changes that are not saved, so it was not written from {name}.", { other, name }),
    t("{other} holds other cells than {name} did, so it was not written. Compare shows which.", {
      other,
      name,
    }),
  ] as const;

/** Shows a file beside what it would be. */
function compare(document: Document, text: string, target: Target): void {
  const { name } = document.file.get();
  const other = baseName(target.path);
  const read = async () => (await tandem.request("files.read", { path: target.path })).text;
  const shown = (one: string) => (target.format === "ipynb" ? new NotebookText(one).text : one);
  openComparison({
    key: `pair ${target.path}`,
    title: `${other} ↔ ${name}`,
    language: document.model.getLanguageId(),
    before: { name: other, text: async () => shown(await read()) },
    after: {
      name: t("{other}, as {name} has it", { other, name }),
      text: async () => {
        const old = await read();
        return shown(made(document, text, target, old) ?? old);
      },
    },
  });
}

const languageOf = ({ notebook }: Document): string => notebook?.kernelLanguage ?? "python";

async function put(path: string, text: string, there: FileContent | null): Promise<void> {
  const { result } = await tandem.request("files.write", {
    path,
    text,
    encoding: there?.encoding ?? "utf8",
    eol: there?.eol ?? "\n",
    keepEnds: there?.mixedEol ?? false,
    expected: there ? { stamp: there.stamp, digest: there.digest } : "absent",
  });
  if (result === "saved") return;
  throw new Error(
    t("{name} was changed meanwhile, so it was not written. Save once more.", { name: baseName(path) }),
  );
}

/** Whether the file in front can be one of a pair. */
export function canPair(): boolean {
  const document = activeDocument.get();
  if (!document || document.file.get().path === null) return false;
  return document.notebook !== undefined || formatOfName(document.file.get().name) !== null;
}

/** Asks for the other file, says in both that they are paired, and writes it. */
export async function pairWith(): Promise<void> {
  const document = activeDocument.get();
  const path = document?.file.get().path;
  if (!document || path == null) return;
  const [stem] = parts(path);
  const suggestion = joinPath(
    folderOf(path),
    `${stem}.${document.notebook ? scriptEnding(document) : "ipynb"}`,
  );
  const chosen = await tandem.request("files.pickSave", { suggestion });
  if (chosen === null) return;
  const [itsStem, ending] = parts(chosen);
  const textName = document.notebook ? chosen : path;
  const own = formatOfName(textName);
  const fits = folderOf(chosen) === folderOf(path) && itsStem === stem && chosen !== path;
  if (!fits || !own || isNotebookName(chosen) === (document.notebook !== undefined))
    throw new Error(
      t(
        "A pair is a notebook and a text (.py, .md, .qmd, .Rmd) of the same name in the same folder: {name}.…",
        {
          name: stem,
        },
      ),
    );
  const text: TextFile = { ending: parts(textName)[1], format: own.format };
  // What is paired is what is on the disk.
  if (isEdited(document) && !(await save(document))) return;
  const formats = formatsFor(text);
  if (document.notebook) {
    const said = await inTurn(document, async () => {
      const there = await tandem.request("files.read", { path });
      const text = notebookWithFormats(there.text, formats);
      await put(path, text, there);
      await reload(document);
      return text;
    });
    await write(document, said, undefined, { ...text, path: chosen }, true);
  } else {
    const before = document.model.getLinesContent();
    const about = ofText(before.join("\n"), own.format, own.language);
    const after = textWithFormats(before.join("\n"), text, about, formats).split("\n");
    document.model.pushEditOperations(null, [...smallestEdits(before, after)], () => null);
    if (!(await save(document))) return;
  }
  notify({
    level: "info",
    sentence: t("{name} and {other} are a pair: who saves one has the other written.", {
      name: baseName(path),
      other: `${stem}.${ending}`,
    }),
  });
}

const SCRIPTS: Readonly<Record<string, string>> = {
  python: "py",
  r: "R",
  julia: "jl",
  javascript: "js",
  typescript: "ts",
};
const scriptEnding = (document: Document) => SCRIPTS[languageOf(document)] ?? "md";
