/** The gutter before a shell's input: the kernel's prompts, or its state while it has none. */
import { useEffect, useState } from "react";
import type { KernelPrompt, KernelState } from "../../../preload/contract/kernel-state";
import type { monaco } from "../../editor/monaco";
import { KernelMark } from "../../look/marks";

interface InputGutterProps {
  readonly editor: monaco.editor.IStandaloneCodeEditor | null;
  readonly prompt: KernelPrompt | null;
  readonly state: KernelState;
}

/** What stands before the first line and, where the kernel says it, before those that follow. */
function textsOf(prompt: KernelPrompt | null): { first: string; further: string } | null {
  if (prompt?.kind === "primary") return { first: prompt.text, further: prompt.continuation ?? "" };
  if (prompt?.kind === "continuation") return { first: prompt.text, further: prompt.text };
  return null;
}

export function InputGutter({ editor, prompt, state }: InputGutterProps) {
  const tops = useLineTops(editor);
  const texts = textsOf(prompt);
  return (
    <div className="prompt" aria-hidden="true">
      {texts ? (
        tops.map((top, line) => (
          <span key={line} style={{ top }}>
            {(line === 0 ? texts.first : texts.further).trimEnd()}
          </span>
        ))
      ) : (
        <KernelMark state={state} />
      )}
    </div>
  );
}

/** Where each line of the input begins, in px from the input's upper edge. */
function useLineTops(editor: monaco.editor.IStandaloneCodeEditor | null): readonly number[] {
  const [tops, setTops] = useState<readonly number[]>([0]);
  useEffect(() => {
    if (!editor) return;
    const measure = () => {
      const lines = editor.getModel()?.getLineCount() ?? 1;
      const scrolled = editor.getScrollTop();
      const now = Array.from({ length: lines }, (_, i) => editor.getTopForLineNumber(i + 1) - scrolled);
      setTops((before) =>
        before.length === lines && before.every((top, i) => top === now[i]) ? before : now,
      );
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
  }, [editor]);
  return tops;
}
