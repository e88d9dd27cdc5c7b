/** Comparing the file in front with what is saved, and with another file. */
import { isNotebookName } from "../../../preload/notebook/convert";
import { t } from "../../../preload/texts/texts";
import { activeDocument, type Document, textOf } from "../../code/documents";
import { NotebookText } from "../../code/notebook-text";
import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { registerCommands } from "../../floor/commands/commands";
import { addToMenu } from "../../floor/menus/menu";
import { notify } from "../../floor/notices/notices";
import { baseName, folderOf } from "../../floor/paths";
import { prepareSaving } from "../before-saving";
import { besideEdited, type Edited } from "./beside-notebook";
import { openComparison } from "./diff-page";

/** A file's text as the editor would have it: that of a notebook is its cells. */
export function asEdited(document: Document, text: string): string {
  return document.notebook ? new NotebookText(text).text : text;
}

/** The text of a file on the disk, as the editor would have it. @throws Error with a sentence */
async function savedText(document: Document): Promise<string> {
  const { path, encoding } = document.file.get();
  if (path === null) return "";
  return asEdited(document, (await tandem.request("files.read", { path, encoding })).text);
}

function compareWithSaved(): void {
  const document = activeDocument.get();
  if (!document) return;
  const { name, path, encoding } = document.file.get();
  const title = t("{name}: changes", { name });
  const saved = t("{name}, as saved", { name });
  const fileText = async () =>
    path === null ? "" : (await tandem.request("files.read", { path, encoding })).text;
  openComparison({
    key: `saved ${document.id}`,
    title,
    language: document.model.getLanguageId(),
    before: { name: saved, text: () => savedText(document) },
    after: document,
    ...(document.notebook && {
      rest: {
        differs: async () => withoutReturns(await fileText()) !== withoutReturns(toBeSaved(document)),
        compare: () =>
          openComparison({
            key: `saved text ${document.id}`,
            title,
            language: "json",
            before: { name: saved, text: fileText },
            after: { name: t("{name}, as it is now", { name }), text: async () => toBeSaved(document) },
          }),
      },
    }),
  });
}

const withoutReturns = (text: string) => text.replaceAll("\r\n", "\n");

/** The file as it would be saved now, with what its cells gave. */
function toBeSaved(document: Document): string {
  prepareSaving(document);
  return textOf(document);
}

/** What another file holds, as it is compared with the one in front. */
interface Other {
  readonly path: string;
  readonly name: string;
  readonly text: () => Promise<string>;
}

async function compareWithFile(): Promise<void> {
  const document = activeDocument.get();
  if (!document) return;
  const { path } = document.file.get();
  const [picked] = await tandem.request("files.pickOpen", {
    folder: path === null ? openFolder.get() : folderOf(path),
  });
  if (picked === undefined) return;
  const other: Other = {
    path: picked,
    name: baseName(picked),
    text: async () => (await tandem.request("files.read", { path: picked })).text,
  };
  if (besideEdited(await other.text(), other.name, editedOf(document)) !== null)
    return compareAsEdited(document, other);
  notify({
    level: "warning",
    sentence: t("{name} is no notebook that can be read. Both files are compared as they are on the disk.", {
      name: other.name,
    }),
  });
  compareAsText(document, other);
}

function editedOf(document: Document): Edited {
  const { model, notebook } = document;
  return { name: document.file.get().name, text: model.getValue(), notebook };
}

function compareAsEdited(document: Document, other: Other): void {
  openComparison({
    key: `file ${other.path} ${document.id}`,
    title: `${other.name} ↔ ${document.file.get().name}`,
    language: document.model.getLanguageId(),
    before: {
      name: other.name,
      text: async () => {
        const text = await other.text();
        return besideEdited(text, other.name, editedOf(document)) ?? text;
      },
    },
    after: document,
    // Outputs are no part of what is edited.
    ...(document.notebook &&
      isNotebookName(other.name) && {
        rest: {
          differs: async () => withoutReturns(await other.text()) !== withoutReturns(toBeSaved(document)),
          compare: () => compareAsText(document, other),
        },
      }),
  });
}

function compareAsText(document: Document, other: Other): void {
  const { name } = document.file.get();
  openComparison({
    key: `file text ${other.path} ${document.id}`,
    title: `${other.name} ↔ ${name}`,
    language: document.notebook ? "json" : document.model.getLanguageId(),
    before: other,
    after: document.notebook
      ? { name: t("{name}, as it is now", { name }), text: async () => toBeSaved(document) }
      : document,
  });
}

/** Adds the commands; returns a function that takes them back. */
export function registerDiffCommands(): () => void {
  addToMenu("file", 250, "file.compareSaved", "file.compareWith");
  return registerCommands(
    {
      id: "file.compareSaved",
      title: t("Compare with the saved file"),
      available: () => activeDocument.get()?.file.get().path != null,
      run: compareWithSaved,
    },
    {
      id: "file.compareWith",
      title: t("Compare with…"),
      available: () => activeDocument.get() !== null,
      run: compareWithFile,
    },
  );
}
