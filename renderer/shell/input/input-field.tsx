/** The field that answers input() in place. */

import { useEffect, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { stripAnsi } from "../../../preload/transcript/terminal";
import type { Output } from "../../../preload/transcript/transcript";
import type { ShellModel } from "../../kernels/shell-model";

type Question = Extract<Output, { kind: "input" }>;

interface InputFieldProps {
  readonly shell: ShellModel;
  readonly question: Question;
}

/** What was typed but not sent yet, by view and question: it outlives the field, which is not drawn out of view. */
const drafts = new Map<string, string>();

/** The question as it stands by now, when it does not wait for an answer any more. */
function answered(shell: ShellModel, requestId: string): Question | undefined {
  for (const { outputs } of shell.transcript.get().blocks.toReversed())
    for (const output of outputs)
      if (output.kind === "input" && output.requestId === requestId)
        return output.answer === undefined && !output.withdrawn ? undefined : output;
  return undefined;
}

export function InputField({ shell, question }: InputFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const { requestId, password } = question;
  const draftKey = `${shell.view} ${requestId}`;

  useEffect(() => {
    // Who was typing in this shell goes on typing here; the keyboard is not taken from anywhere else.
    const region = field.current?.closest(".shell");
    if (region?.contains(document.activeElement)) field.current?.focus();
    return () => {
      const draft = drafts.get(draftKey) ?? "";
      const end = draft === "" ? undefined : answered(shell, requestId);
      if (end) {
        drafts.delete(draftKey);
        shell.unsent.set({ text: draft, who: end.client ? shell.nameOfClient(end.client) : null });
      }
      if (document.activeElement === document.body || document.activeElement === null) shell.focus();
    };
  }, [shell, requestId, draftKey]);

  return (
    <input
      ref={field}
      className="answer"
      type={password ? "password" : "text"}
      aria-label={stripAnsi(question.prompt).trim() || t("Kernel input")}
      defaultValue={password ? "" : (drafts.get(draftKey) ?? "")}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        if (!password) drafts.set(draftKey, event.target.value);
      }}
      onKeyDown={(event) => {
        const { value } = event.currentTarget;
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        drafts.delete(draftKey);
        shell.client.answerInput(requestId, value);
      }}
    />
  );
}
