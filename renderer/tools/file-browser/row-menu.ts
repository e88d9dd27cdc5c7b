/** What is done with a file or folder of the file browser, by its menu. */
import { t } from "../../../preload/texts/texts";
import { activeDocument, openDocument } from "../../code/documents";
import { languageOfFile, languageOfKernel } from "../../code/languages";
import { hasViewer, openAsText } from "../../code/open-path";
import { insertCode } from "../../data/insert-code";
import { runFile } from "../../editor/run";
import { openFolder } from "../../floor/app";
import { runCommand } from "../../floor/commands/commands";
import { unawaited } from "../../floor/failures";
import type { PopupGroup } from "../../floor/menus/popup-menu";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { baseName, pathWithin } from "../../floor/paths";
import { tellFailure } from "../../kernels/kernel-actions";
import { windowShells } from "../../kernels/window-shells";
import { pathLiteral } from "../../shell/input/path-literal";
import { carried } from "./carried";
import { changeFolderCode } from "./change-folder";
import { isStarred, star } from "./starred";
import type { TreeRow } from "./tree-rows";

export interface RowActions {
  /** Opens a file, folds or unfolds a folder. */
  readonly act: () => void;
  readonly make: (kind: "file" | "folder") => void;
  readonly rename: () => void;
  readonly remove: () => void;
  /** Copies it, or cuts it. */
  readonly carry: (moves: boolean) => void;
  /** Puts what was copied or cut into the folder that the row is, or stands in. */
  readonly paste: () => void;
}

/** Does it, and says in a notice what failed. */
function attempt(what: string, work: () => Promise<unknown>): void {
  unawaited(
    what,
    work().catch((error: unknown) => notify({ level: "error", sentence: sentenceOf(error) })),
  );
}

async function run(path: string): Promise<void> {
  await runFile(await openDocument(path));
}

/** Whether files of that name are run by a kernel. */
function canRun(path: string): boolean {
  return (languageOfFile(path).kernels?.length ?? 0) > 0 || /\.(?:qmd|rmd)$/i.test(path);
}

/** The path as text of the file in front; where none is open, of the shell in front. */
function literal(path: string): string {
  const id = activeDocument.get()?.model.getLanguageId();
  return pathLiteral(path, id ?? windowShells().front.get()?.language ?? "");
}

/** @param folder the open one */
export function menuOf({ kind, path, unfolded }: TreeRow, folder: string, actions: RowActions): PopupGroup[] {
  const isFile = kind === "file";
  const shell = windowShells().front.get();
  const code = shell && !isFile ? changeFolderCode(path, languageOfKernel(shell.language)?.id ?? "") : null;
  return [
    {
      items: [
        { label: isFile ? t("Open file") : unfolded ? t("Fold") : t("Unfold"), run: actions.act },
        ...(isFile && hasViewer(path)
          ? [{ label: t("Open as text"), run: () => attempt("open file", () => openAsText(path)) }]
          : []),
        ...(isFile && canRun(path)
          ? [{ label: t("Run file"), run: () => attempt("run file", () => run(path)) }]
          : []),
        ...(isFile
          ? []
          : [
              { label: t("Use as the open folder"), run: () => openFolder.set(path) },
              {
                label: isStarred(path) ? t("Take the star from this folder") : t("Star this folder"),
                run: () => star(path, !isStarred(path)),
              },
            ]),
        ...(shell && code !== null
          ? [
              {
                label: t("Set as the kernel’s folder"),
                run: () => tellFailure(shell, () => shell.execute(code)),
              },
            ]
          : []),
        ...(isFile
          ? []
          : [{ label: t("Find in this folder"), run: () => runCommand("search.inFolder", path) }]),
      ],
    },
    {
      items: [
        { label: t("New file…"), run: () => actions.make("file") },
        { label: t("New folder…"), run: () => actions.make("folder") },
      ],
    },
    {
      items: [
        { label: t("Cut"), run: () => actions.carry(true) },
        { label: t("Copy"), run: () => actions.carry(false) },
        {
          label: t("Paste"),
          detail: baseName(carried.get()?.path ?? ""),
          disabled: carried.get() === null,
          run: actions.paste,
        },
      ],
    },
    {
      items: [
        { label: t("Rename…"), run: actions.rename },
        { label: t("Delete…"), run: actions.remove },
      ],
    },
    {
      items: [
        {
          label: t("Insert path at the cursor"),
          run: () => attempt("insert path", () => insertCode(literal(path))),
        },
        { label: t("Copy path"), run: () => navigator.clipboard.writeText(path) },
        {
          label: t("Copy path in the open folder"),
          run: () => navigator.clipboard.writeText(pathWithin(folder, path) ?? path),
        },
      ],
    },
  ];
}
