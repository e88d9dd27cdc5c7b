/** What Monaco opens (a definition, a result of a peek) is opened as a file among the tabs. */
import { t } from "../../../preload/texts/texts";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { activePage } from "../../floor/pages/pages";
import { baseName } from "../../floor/paths";
import { monaco } from "../monaco";
import { openPlaceIn } from "../open-file-place";
import { isOnlyLookedAt, openModel } from "./addresses";

/** Shows a place of a file in the editor; false where there is no such file. */
export async function openPlace(
  file: monaco.Uri,
  place?: monaco.IRange | monaco.IPosition,
): Promise<boolean> {
  const document = await openModel(file);
  if (!document) return false;
  const range = place && ("startLineNumber" in place ? place : monaco.Range.fromPositions(place));
  if (range) await openPlaceIn(document, range);
  else activePage.set(null);
  return true;
}

/** Whether the keyboard has left an editor since it asked. */
function isLeft(source: monaco.editor.ICodeEditor): boolean {
  if (activePage.get() !== null) return true;
  const { activeElement, body } = document;
  const own = source.getContainerDomNode();
  return activeElement !== null && activeElement !== body && !own.contains(activeElement);
}

function offerPlace(file: monaco.Uri, place?: monaco.IRange | monaco.IPosition): void {
  const name = baseName(file.path);
  const open = () =>
    openPlace(file, place).catch((error: unknown) => notify({ level: "error", sentence: sentenceOf(error) }));
  notify({
    level: "info",
    sentence: t("What you looked for is in {name}.", { name }),
    actions: [{ label: t("Go there"), run: async () => void (await open()) }],
  });
}

/** Shows places of other files in the editor from now on, and keeps texts that are only looked at from being written in. */
export function openByMonaco(): void {
  monaco.editor.registerEditorOpener({
    openCodeEditor: async (source, resource, place) => {
      if (source.getModel()?.uri.toString() === resource.toString()) return false;
      // An answer may take its time: who is elsewhere by then is not called away.
      if (isLeft(source)) {
        offerPlace(resource, place);
        return true;
      }
      return openPlace(resource, place);
    },
  });
  // What is written in a peek of a file that is not open would be lost.
  monaco.editor.onDidCreateEditor((editor) => {
    let guarded = false;
    const guard = () => {
      const model = editor.getModel();
      const looked = model !== null && "uri" in model && isOnlyLookedAt(model);
      if (looked !== guarded) editor.updateOptions({ readOnly: looked });
      guarded = looked;
    };
    editor.onDidChangeModel(guard);
    guard();
  });
}
