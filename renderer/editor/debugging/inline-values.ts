/** Behind the lines of the frame that is looked at: the values of the names in them. */
import { useEffect, useMemo } from "react";
import type { DebugValue, StackFrame } from "../../../preload/contract/debugging";
import { debugged } from "../../code/debugged-shell";
import { monaco } from "../../code/monaco";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { namesByLine } from "./names-by-line";

/** Longest value, and most of them behind a line, in characters. */
const MOST_VALUE = 40;
const MOST_LINE = 80;
/** What an object says of itself by default: where it is helps nobody. */
const DEFAULT_REPR = /^<(?:[\w.]{0,200}\.)?(\w{1,100}) object at 0x[0-9a-fA-F]{1,20}>$/;
/** So many lines before the one where it stands, at most, have values. */
const MOST_LINES = 200;

interface Props {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  /** The frame is in the text that the editor shows. */
  readonly isHere: boolean;
}

/** Draws them, and takes them away. */
export function useInlineValues({ editor, isHere }: Props): void {
  const now = useStore(debugged);
  const { shell, frame } = now ?? {};
  const decorations = useMemo(() => editor.createDecorationsCollection(), [editor]);
  useEffect(() => {
    if (!shell || !frame || !isHere) return;
    let over = false;
    const draw = () =>
      valuesOf(shell, frame).then(
        (values) => {
          const model = editor.getModel();
          if (over || !model) return;
          const first = Math.max(1, frame.line - MOST_LINES);
          const lines: string[] = [];
          for (let at = first; at <= Math.min(frame.line, model.getLineCount()); at++)
            lines.push(model.getLineContent(at));
          decorations.set(
            namesByLine(lines, frame.name, values).map(({ at, names }) => {
              const line = first + at;
              const column = model.getLineMaxColumn(line);
              return {
                range: new monaco.Range(line, column, line, column),
                options: {
                  after: { content: textOf(names, values), inlineClassName: "inline-values" },
                  showIfCollapsed: true,
                },
              };
            }),
          );
        },
        // It goes on: there is nothing to be shown.
        () => {},
      );
    const drawn = () => unawaited("the values behind the lines", draw());
    drawn();
    const stop = shell.client.debugger.changes.subscribe(drawn);
    return () => {
      over = true;
      stop();
      decorations.clear();
    };
  }, [shell, frame, editor, isHere, decorations]);
}

async function valuesOf(shell: ShellModel, frame: StackFrame): Promise<ReadonlyMap<string, string>> {
  const session = shell.client.debugger;
  const [scope] = await session.scopes(frame.id);
  if (!scope || scope.expensive) return new Map();
  const { children } = await session.children(scope.reference);
  return new Map(children.filter(isData).map(({ name, value }) => [name, value]));
}

/** A module says nothing by its text; groups of functions have no value. */
const isData = ({ value, type }: DebugValue) => value !== "" && type !== "module" && type !== "function";

function textOf(names: readonly string[], values: ReadonlyMap<string, string>): string {
  let text = "";
  for (const name of names) {
    const value = (values.get(name) ?? "").replace(/\s+/g, " ").replace(DEFAULT_REPR, "<$1>");
    const short = value.length > MOST_VALUE ? `${value.slice(0, MOST_VALUE - 1)}…` : value;
    const next = `${text}   ${name}: ${short}`;
    if (next.length > MOST_LINE && text !== "") break;
    text = next;
  }
  return text;
}
