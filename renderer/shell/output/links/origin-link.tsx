/** Where a block's code came from, as a link to it in the editor. */

import type { CodeOrigin } from "../../../../preload/contract/records";
import { t } from "../../../../preload/texts/texts";
import { activeDocument, type Document, documents, formerName, openDocument } from "../../../code/documents";
import { goToLine } from "../../../code/instance";
import { cellsOfModel } from "../../../code/model-code";
import { findRunLine } from "../../../code/run-line";
import { unawaited } from "../../../floor/failures";
import { type NoticeAction, notify, sentenceOf } from "../../../floor/notices/notices";
import { baseName } from "../../../floor/paths";
import { originText } from "./origin-text";

/** Code that was run. */
export interface RanCode {
  readonly code: string;
  /** Shows it where it was run: offered where the file has it no more. */
  readonly show?: () => void;
}

/**
 * Opens the file in front, where the code stands by now.
 * @param line of the code, from 1
 */
export async function goToOrigin(origin: CodeOrigin, { code, show }: RanCode, line = 1): Promise<void> {
  const document = await openFileOf(origin.file, show);
  if (!document) return;
  const { model } = document;
  const place = findRunLine(origin, code, line, cellsOfModel(model), model.getLinesContent());
  goToLineOf(place.line);
  // The file's first line may be another one by now; the file is here all the same.
  if (place.found || (line === 1 && isWholeFile(origin))) return;
  notify({
    level: "info",
    sentence: t("{place} is not in the file any more. The cursor is where it was.", {
      place: line === 1 ? originText(origin) : `${baseName(origin.file)}:${origin.lines[0] + line - 1}`,
    }),
    actions: showAction(show),
  });
}

/**
 * Opens a file in front and answers it; null when that cannot be, which is then said.
 * @param file a path, or the name of a file that was never saved
 */
export async function openFileOf(file: string, show?: () => void): Promise<Document | null> {
  try {
    const open = unsavedNamed(file);
    // A path is absolute: what is none was the name of a file that was never saved.
    if (!open && !/[\\/]/.test(file)) {
      notify({
        level: "info",
        sentence: t("{name} was closed without being saved. The shell still has what was run.", {
          name: file,
        }),
        actions: showAction(show),
      });
      return null;
    }
    const document = open ?? (await openDocument(file));
    activeDocument.set(document);
    return document;
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
    return null;
  }
}

/** The file that has that name and was never saved, or had it before it was. */
export function unsavedNamed(name: string): Document | undefined {
  const unsaved = (document: Document) => {
    const file = document.file.get();
    return file.path === null && file.name === name;
  };
  return (
    documents.get().find(unsaved) ?? documents.get().findLast((document) => formerName(document) === name)
  );
}

/** The editor takes the document when it is drawn. @param line from 1 */
export function goToLineOf(line: number): void {
  requestAnimationFrame(() => goToLine(line));
}

const showAction = (show: (() => void) | undefined): NoticeAction[] =>
  show ? [{ label: t("Show what ran"), run: show }] : [];

const isWholeFile = ({ title }: CodeOrigin) => title === undefined;

export function OriginLink({ origin, code }: { readonly origin: CodeOrigin; readonly code: string }) {
  return (
    <button
      type="button"
      className="link-button origin"
      title={t("{file}, line {line}", { file: origin.file, line: String(origin.lines[0]) })}
      onClick={() => unawaited("go to origin", goToOrigin(origin, { code }))}
    >
      {originText(origin)}
    </button>
  );
}
