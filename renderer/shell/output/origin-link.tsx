/** Where a block's code came from, as a link to it in the editor. */

import type { CodeOrigin } from "../../../preload/contract/records";
import { t } from "../../../preload/texts/texts";
import { activeDocument, documents, openDocument } from "../../code/documents";
import { findOrigin } from "../../code/find-origin";
import { goToLine } from "../../code/instance";
import { cellsOfModel } from "../../code/model-code";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { originText } from "./origin-text";

/**
 * Opens the file in front, where the code stands by now.
 * @param code what was run; undefined for a place in a file that was only printed
 * @param line of the code, from 1
 */
export async function goToOrigin(origin: CodeOrigin, code?: string, line = 1): Promise<void> {
  const { file } = origin;
  const untitled = documents.get().find((document) => {
    const { path, name } = document.file.get();
    return path === null && name === file;
  });
  try {
    // A path is absolute: what is none was the name of a file that was never saved.
    if (!untitled && !/[\\/]/.test(file))
      return void notify({
        level: "info",
        sentence: t("{name} was closed without being saved. The shell still has what was run.", {
          name: file,
        }),
      });
    const document = untitled ?? (await openDocument(file));
    activeDocument.set(document);
    const { model } = document;
    const place =
      code === undefined
        ? { line: origin.lines[0], found: true }
        : findOrigin(origin, code, cellsOfModel(model), model.getLinesContent());
    // The editor takes the document when it is drawn.
    requestAnimationFrame(() => goToLine(place.line + line - 1));
    if (!place.found && !isWholeFile(origin))
      notify({
        level: "info",
        sentence: t("{place} is not in the file any more. The cursor is where it was.", {
          place: originText(origin),
        }),
      });
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}

const isWholeFile = ({ title }: CodeOrigin) => title === undefined;

export function OriginLink({ origin, code }: { readonly origin: CodeOrigin; readonly code: string }) {
  return (
    <button
      type="button"
      className="link-button origin"
      title={t("{file}, line {line}", { file: origin.file, line: String(origin.lines[0]) })}
      onClick={() => void goToOrigin(origin, code)}
    >
      {originText(origin)}
    </button>
  );
}
