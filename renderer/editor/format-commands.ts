/** The commands that put the text of a file in shape, and their settings. */
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document } from "../code/documents";
import { type Formatted, format, outdatedSentence } from "../code/formatters";
import { codeEditor } from "../code/instance";
import { organizeImports } from "../code/language-server/organize-imports";
import { languageById } from "../code/languages";
import { fixAll, isRuffs, organizeImports as organizeImportsByRuff } from "../code/ruff/ruff";
import { changeSettings, facts, settings } from "../floor/app";
import { showsAsChecked } from "../floor/commands/checked";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { notify, sentenceOf } from "../floor/notices/notices";
import { joinPath } from "../floor/paths";

/** The file in front, where it may be changed. */
function changeable(): Document | null {
  const document = activeDocument.get();
  return document && !document.file.get().readOnly ? document : null;
}

function ruffs(): Document | null {
  const document = changeable();
  return document && isRuffs(document) ? document : null;
}

/** Puts a file's imports in order: by Ruff where it looks at the file, else by what its language server does. */
async function organize(document: Document): Promise<Formatted> {
  if (settings.get().ruff && isRuffs(document)) return organizeImportsByRuff(document);
  await organizeImports();
  return "same";
}

async function tell(document: Document, doing: Promise<Formatted>): Promise<void> {
  const { name } = document.file.get();
  const done = await doing.catch((error: unknown) => {
    notify({ level: "warning", sentence: sentenceOf(error) });
    return null;
  });
  if (done === "outdated") notify({ level: "info", sentence: outdatedSentence(name) });
  if (done === "none")
    notify({
      level: "info",
      sentence: t(
        "Nothing here formats {language}. The setting “formatters” in {file} takes a program that does.",
        {
          language: languageById(document.model.getLanguageId()).title,
          file: joinPath(facts.get().profile, "settings.json"),
        },
      ),
    });
}

const command = (
  id: string,
  title: string,
  what: () => Document | null,
  act: (document: Document) => Promise<Formatted>,
): Command => ({
  id,
  title,
  available: () => what() !== null,
  run: async () => {
    const document = what();
    if (document) await tell(document, act(document));
  },
});

/** The lines that are selected; those of the cursor where nothing is. */
function selectedLines(): { from: number; to: number } | undefined {
  const selection = codeEditor.get()?.getSelection();
  if (!selection) return undefined;
  const { startLineNumber: from, endLineNumber, endColumn } = selection;
  return { from, to: endColumn === 1 && endLineNumber > from ? endLineNumber - 1 : endLineNumber };
}

/** Registers them; returns a function that takes them back. */
export function registerFormatCommands(): () => void {
  addToMenu("edit", 450, "edit.format", "edit.formatSelection", "edit.organizeImports", "edit.fixAll");
  addToMenu("settings", 250, "settings.ruff", "settings.formatOnSave");
  showsAsChecked("settings.formatOnSave", () => settings.get().formatOnSave);
  showsAsChecked("settings.ruff", () => settings.get().ruff);
  return registerCommands(
    command("edit.format", t("Format file"), changeable, (document) => format(document)),
    command("edit.formatSelection", t("Format selection"), changeable, (document) =>
      format(document, selectedLines()),
    ),
    command("edit.organizeImports", t("Organise imports"), changeable, organize),
    command("edit.fixAll", t("Fix all that is safe to fix"), ruffs, fixAll),
    {
      id: "settings.formatOnSave",
      title: t("Format files when they are saved"),
      run: () => changeSettings({ formatOnSave: !settings.get().formatOnSave }),
    },
    {
      id: "settings.ruff",
      title: t("Show Ruff's problems in Python files"),
      run: () => changeSettings({ ruff: !settings.get().ruff }),
    },
  );
}
