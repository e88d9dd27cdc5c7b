/** Comparing the file in front with what is saved, and with another file. */
import { t } from "../../../preload/texts/texts";
import { activeDocument, type Document, textOf } from "../../code/documents";
import { NotebookText } from "../../code/notebook-text";
import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { registerCommands } from "../../floor/commands/commands";
import { addToMenu } from "../../floor/menus/menu";
import { baseName, folderOf } from "../../floor/paths";
import { prepareSaving } from "../before-saving";
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

async function compareWithFile(): Promise<void> {
  const document = activeDocument.get();
  if (!document) return;
  const { name, path } = document.file.get();
  const [other] = await tandem.request("files.pickOpen", {
    folder: path === null ? openFolder.get() : folderOf(path),
  });
  if (other === undefined) return;
  openComparison({
    key: `file ${other} ${document.id}`,
    title: `${baseName(other)} ↔ ${name}`,
    language: document.model.getLanguageId(),
    before: {
      name: baseName(other),
      text: async () => asEdited(document, (await tandem.request("files.read", { path: other })).text),
    },
    after: document,
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
