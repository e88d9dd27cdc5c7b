/** Which name is meant: that at the keyboard's cursor, in a file or in the input of a shell; or one that was typed. */
import { activeDocument } from "../../code/documents";
import { codeEditor } from "../../code/instance";
import { monaco } from "../../code/monaco";
import { targetShell } from "../../code/run-target";
import { expressionAt } from "../../data/expression-at";
import { windowShells } from "../../kernels/window-shells";
import { callAt } from "../../shell/input/call-at";
import { shellOf } from "../../shell/input/input-shells";
import { askFor } from "./help-state";

/** Of the text before the cursor so much is looked at for the call around it, in UTF-16 units. */
const LOOKED_AT = 10_000;
/** A longer name is none. */
const LONGEST_NAME = 300;

/** The name at a place; where there is none, that of the call around it. */
function nameAt(model: monaco.editor.ITextModel, position: monaco.IPosition): string | undefined {
  const line = model.getLineContent(position.lineNumber);
  const [name] = expressionAt(line.slice(0, 5_000), position.column - 1);
  if (name !== undefined) return name;
  const to = model.getOffsetAt(position);
  const from = Math.max(0, to - LOOKED_AT);
  const before = model.getValueInRange(monaco.Range.fromPositions(model.getPositionAt(from), position));
  const call = callAt(before, before.length, model.getLanguageId());
  if (!call) return undefined;
  const place = model.getPositionAt(from + call.open);
  return expressionAt(model.getLineContent(place.lineNumber).slice(0, 5_000), place.column - 1)[0];
}

/** Asks for the name at the cursor of the editor or the shell's input that has the keyboard, else of the file in front. */
export async function askAtKeyboard(again = true): Promise<void> {
  const editor = monaco.editor.getEditors().find((each) => each.hasTextFocus()) ?? codeEditor.get();
  const model = editor?.getModel();
  const position = editor?.getPosition();
  if (!model || !position || !("getLineContent" in model)) return;
  const shell = shellOf(model);
  const name = nameAt(model, position);
  if (name === undefined || name.length > LONGEST_NAME) return;
  if (shell) await askFor(name, null, shell, again);
  else await askFor(name, { model, position }, targetShell.get(), again);
}

/** Asks for a name that was typed, or that a page led to. The file in front may have it: its server is asked there. */
export async function askTyped(typed: string): Promise<void> {
  const name = typed.trim().slice(0, LONGEST_NAME);
  if (name === "") return;
  const model = activeDocument.get()?.model;
  const found = model?.findMatches(name, true, false, true, "._", false, 1)[0]?.range;
  const place =
    model && found
      ? { model, position: { lineNumber: found.endLineNumber, column: found.endColumn - 1 } }
      : null;
  await askFor(name, place, windowShells().front.get() ?? targetShell.get());
}
