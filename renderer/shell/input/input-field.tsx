/** The field that answers input() in place. */

import { useEffect, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { stripAnsi } from "../../../preload/transcript/terminal";
import type { Output } from "../../../preload/transcript/transcript";
import { runCommand } from "../../floor/commands/commands";
import { tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { frontOf } from "../../kernels/shell-panes";
import { windowShells } from "../../kernels/window-shells";
import { AnswerHistory, answersTo } from "./answer-history";

type KernelQuestion = Extract<Output, { kind: "input" }>;

interface InputFieldProps {
  readonly shell: ShellModel;
  readonly question: KernelQuestion;
}

/** Keeps what is typed and not sent: it outlives the field, which is not drawn out of view. "": nothing any more. */
function keepAnswer(shell: ShellModel, requestId: string, text: string): void {
  shell.answers.set(({ [requestId]: _before, ...others }) =>
    text === "" ? others : { ...others, [requestId]: text },
  );
}

/** The question as it stands by now, when it does not wait for an answer any more. */
function answered(shell: ShellModel, requestId: string): KernelQuestion | undefined {
  for (const { outputs } of shell.transcript.get().blocks.toReversed())
    for (const output of outputs)
      if (output.kind === "input" && output.requestId === requestId)
        return output.answer === undefined && !output.withdrawn ? undefined : output;
  return undefined;
}

export function InputField({ shell, question }: InputFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const { requestId, password } = question;
  const history = useRef<AnswerHistory | null>(null);
  /** An answer is on its way: it is not given twice. */
  const sending = useRef(false);
  const send = (value: string) => {
    if (sending.current) return;
    sending.current = true;
    keepAnswer(shell, requestId, "");
    void tellFailure(shell, async () => {
      try {
        await shell.client.answerInput(requestId, value);
      } catch (error) {
        sending.current = false;
        // What was typed stays where it was typed, or, when that is gone, is given back above.
        const end = answered(shell, requestId);
        if (!end) {
          if (!password) keepAnswer(shell, requestId, value);
          throw error;
        }
        if (password || value === "") throw error;
        shell.unsent.set({ text: value, who: end.client ? shell.nameOfClient(end.client) : null });
      }
    });
  };
  const recall = () => {
    history.current ??= new AnswerHistory(answersTo(question.prompt, shell.transcript.get()));
    return history.current;
  };

  useEffect(() => {
    // Who was typing in this shell goes on typing here; the keyboard is not taken from anywhere else.
    const region = field.current?.closest(".shell");
    if (region?.contains(document.activeElement)) field.current?.focus();
    return () => {
      const draft = shell.answers.get()[requestId] ?? "";
      const end = draft === "" ? undefined : answered(shell, requestId);
      if (end) {
        keepAnswer(shell, requestId, "");
        shell.unsent.set({ text: draft, who: end.client ? shell.nameOfClient(end.client) : null });
      }
      const nowhere = document.activeElement === document.body || document.activeElement === null;
      // A shell that goes behind another takes its fields off the page too, and stays there.
      if (nowhere && frontOf(windowShells().panes.get()) === shell.view) shell.focus();
    };
  }, [shell, requestId]);

  return (
    <input
      ref={field}
      className="answer"
      type={password ? "password" : "text"}
      aria-label={stripAnsi(question.prompt).trim() || t("Kernel input")}
      defaultValue={password ? "" : (shell.answers.get()[requestId] ?? "")}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        if (password) return;
        keepAnswer(shell, requestId, event.target.value);
        history.current?.reset();
      }}
      onKeyDown={(event) => {
        const { value, selectionStart, selectionEnd } = event.currentTarget;
        if (event.nativeEvent.isComposing) return;
        const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
        const plain = !ctrlKey && !metaKey && !altKey && !shiftKey;
        if (plain && !password && recall().take(key, event.currentTarget)) {
          event.preventDefault();
          keepAnswer(shell, requestId, event.currentTarget.value);
          return;
        }
        // As in the input: without a selection there is nothing to copy.
        if (
          key.toLowerCase() === "c" &&
          ctrlKey &&
          !metaKey &&
          !altKey &&
          !shiftKey &&
          selectionStart === selectionEnd
        ) {
          event.preventDefault();
          void runCommand("shell.interrupt", shell.view);
          return;
        }
        if (key !== "Enter") return;
        event.preventDefault();
        send(value);
      }}
    />
  );
}
