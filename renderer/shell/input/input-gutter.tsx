/** The gutter before a shell's input: the kernel's prompts, or its state while it has none. */
import { useEffect } from "react";
import type { StackFrame } from "../../../preload/contract/debugging";
import type { KernelPrompt, KernelState } from "../../../preload/contract/kernel-state";
import type { monaco } from "../../code/monaco";
import { KernelMark } from "../../floor/look/kernel-mark";
import { useDiffering } from "../../floor/use-differing";
import { ROOM, shortPrompt } from "../measures/short-prompt";

interface InputGutterProps {
  readonly editor: monaco.editor.IStandaloneCodeEditor | null;
  readonly prompt: KernelPrompt | null;
  readonly state: KernelState;
  /** Where the kernel stands still: what is typed is run there. */
  readonly frame: StackFrame | null;
  /** So many characters of a debugger's prompt are shown, and always as many as the gutter of the output has room for. */
  readonly stoppedRoom: number;
}

/** What stands before the first line and, where the kernel says it, before those that follow. */
function textsOf(
  prompt: KernelPrompt | null,
  frame: StackFrame | null,
): { first: string; further: string } | null {
  if (prompt?.kind === "stopped")
    return { first: frame ? `${frame.name}:${frame.line}>` : prompt.text, further: "" };
  if (prompt?.kind === "primary") return { first: prompt.text, further: prompt.continuation ?? "" };
  if (prompt?.kind === "continuation") return { first: prompt.text, further: prompt.text };
  return null;
}

export function InputGutter({ editor, prompt, state, frame, stoppedRoom }: InputGutterProps) {
  const lines = useLinesInView(editor);
  const texts = textsOf(prompt, frame);
  const stopped = prompt?.kind === "stopped";
  const first = texts ? shortPrompt(texts.first.trimEnd(), stoppedRoom) : "";
  return (
    <div
      className="prompt"
      aria-hidden="true"
      data-stopped={stopped ? "" : undefined}
      // The input makes room for the function's name: it is what tells where code is run.
      style={stopped && first.length > ROOM ? { minWidth: `${first.length + 1}ch` } : undefined}
      title={stopped ? texts?.first : undefined}
    >
      {texts ? (
        lines.map(({ line, top }) => (
          <span key={line} style={{ top }}>
            {line === 1 ? first : texts.further.trimEnd()}
          </span>
        ))
      ) : (
        <KernelMark state={state} />
      )}
    </div>
  );
}

/** A line of the input, from 1, and where it begins in px from the input's upper edge. */
interface PlacedLine {
  readonly line: number;
  readonly top: number;
}

const FIRST: readonly PlacedLine[] = [{ line: 1, top: 0 }];

function isSame(one: readonly PlacedLine[], other: readonly PlacedLine[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ line, top }, i) => line === other[i]?.line && top === other[i]?.top)
  );
}

/** The lines of the input that are in view: thousands may have been pasted. */
function useLinesInView(editor: monaco.editor.IStandaloneCodeEditor | null): readonly PlacedLine[] {
  const [shown, setShown] = useDiffering(FIRST, isSame);
  useEffect(() => {
    if (!editor) return;
    const measure = () => {
      const scrolled = editor.getScrollTop();
      const now = editor.getVisibleRanges().flatMap(({ startLineNumber, endLineNumber }) =>
        Array.from({ length: endLineNumber - startLineNumber + 1 }, (_, i) => {
          const line = startLineNumber + i;
          return { line, top: editor.getTopForLineNumber(line) - scrolled };
        }),
      );
      setShown(now.length === 0 ? FIRST : now);
    };
    measure();
    const listeners = [
      editor.onDidScrollChange(measure),
      editor.onDidChangeModelContent(measure),
      editor.onDidContentSizeChange(measure),
      editor.onDidLayoutChange(measure),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor, setShown]);
  return shown;
}
