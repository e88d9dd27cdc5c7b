/** The main file of a window: the one that "Run main file" runs, wherever the cursor is. */
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents } from "../code/documents";
import { notify } from "../floor/notices/notices";
import { createStore } from "../floor/store";
import { runFile } from "./run";

/** Id of its document; null when none was chosen. It counts as long as the document is open. */
export const mainFile = createStore<string | null>(null);

export function mainDocument(): Document | null {
  return documents.get().find(({ id }) => id === mainFile.get()) ?? null;
}

/** Makes the file the main one, or, when it is that already, none. */
export function toggleMainFile(document: Document | null): void {
  if (document) mainFile.set((now) => (now === document.id ? null : document.id));
}

/** Runs it; when there is none, offers the file in front. @param run how it is run */
export async function runMainFile(run = runFile): Promise<void> {
  const main = mainDocument();
  if (main) {
    await run(main);
    return;
  }
  const front = activeDocument.get();
  if (!front) {
    notify({ level: "info", sentence: t("There is no main file yet. Open one and choose Run > Main file.") });
    return;
  }
  const { name } = front.file.get();
  const dismiss = notify({
    level: "info",
    sentence: t("There is no main file yet. Run {name} as the main file?", { name }),
    actions: [
      {
        label: t("Run {name}", { name }),
        run: async () => {
          dismiss();
          mainFile.set(front.id);
          await run(front);
        },
      },
    ],
  });
}
