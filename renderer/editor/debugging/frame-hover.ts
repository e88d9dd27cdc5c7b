/** Pointing at a name, or at a selected expression, while a kernel stands still: its value in the frame that is looked at. */
import { breakpointFile } from "../../code/breakpoints";
import { debugged } from "../../code/debugged-shell";
import { documents } from "../../code/documents";
import { codeEditor } from "../../code/instance";
import { monaco } from "../../code/monaco";

/** Longest expression that is evaluated, and longest value shown, in characters. */
const MOST_EXPRESSION = 500;
const MOST_VALUE = 2000;
/** Names and their attributes: reading these is what pointing may do; a call is evaluated only where it is selected. */
const BEFORE = /[\p{L}_][\p{L}\p{N}_.]{0,300}$/u;

/** Offers it; returns a function that ends it. */
export function registerFrameHover(): () => void {
  const provider = monaco.languages.registerHoverProvider(["python", "javascript", "typescript"], {
    provideHover,
  });
  return () => provider.dispose();
}

async function provideHover(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.Hover | null> {
  const now = debugged.get();
  const document = documents.get().find((one) => one.model === model);
  if (!now?.frame || !document || breakpointFile(document) !== now.frame.file) return null;
  const range = rangeAt(model, position);
  const expression = range && model.getValueInRange(range);
  if (!range || !expression || expression.length > MOST_EXPRESSION) return null;
  try {
    const { value, type } = await now.shell.client.debugger.evaluate(now.frame.id, expression, "hover");
    const text = value.length > MOST_VALUE ? `${value.slice(0, MOST_VALUE)}…` : value;
    return {
      range,
      contents: [{ value: fenced(`${expression}: ${type || "?"}`) }, { value: fenced(text) }],
    };
  } catch {
    // It is no expression, or has no value there.
    return null;
  }
}

/** The selection that is pointed at, or the name with what it is an attribute of. */
function rangeAt(model: monaco.editor.ITextModel, position: monaco.Position): monaco.Range | null {
  const editor = codeEditor.get();
  const selection = editor?.getModel() === model ? editor.getSelection() : null;
  if (selection && !selection.isEmpty() && selection.containsPosition(position)) return selection;
  const word = model.getWordAtPosition(position);
  if (!word) return null;
  const { lineNumber } = position;
  const before = model.getValueInRange(new monaco.Range(lineNumber, 1, lineNumber, word.endColumn));
  const [found] = BEFORE.exec(before.slice(-400)) ?? [];
  if (!found) return null;
  return new monaco.Range(lineNumber, word.endColumn - found.length, lineNumber, word.endColumn);
}

/** As text: nothing of it is read as Markdown. */
function fenced(text: string): string {
  let fence = "```";
  while (text.includes(fence)) fence += "`";
  return `${fence}text\n${text}\n${fence}`;
}
