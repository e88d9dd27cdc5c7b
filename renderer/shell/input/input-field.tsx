/** The field that answers input() in place. */
import { useEffect, useRef } from "react";
import { stripAnsi } from "../../../preload/transcript/terminal";
import type { Output } from "../../../preload/transcript/transcript";
import type { ShellModel } from "../../kernels/shell-model";

interface InputFieldProps {
  readonly shell: ShellModel;
  readonly question: Extract<Output, { kind: "input" }>;
}

/** What was typed but not sent yet: it outlives the field, which is not drawn out of view. */
const drafts = new Map<string, string>();

export function InputField({ shell, question }: InputFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const { requestId, password } = question;

  useEffect(() => {
    // Who was typing in this shell goes on typing here; the keyboard is not taken from anywhere else.
    const region = field.current?.closest(".shell");
    if (region?.contains(document.activeElement)) field.current?.focus();
    return () => {
      if (document.activeElement === document.body || document.activeElement === null) shell.focus();
    };
  }, [shell]);

  return (
    <input
      ref={field}
      className="answer"
      type={password ? "password" : "text"}
      aria-label={stripAnsi(question.prompt).trim() || "Kernel input"}
      defaultValue={password ? "" : (drafts.get(requestId) ?? "")}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        if (!password) drafts.set(requestId, event.target.value);
      }}
      onKeyDown={(event) => {
        const { value } = event.currentTarget;
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        drafts.delete(requestId);
        shell.client.answerInput(requestId, value);
      }}
    />
  );
}
