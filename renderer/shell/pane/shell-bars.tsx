/** Sentences over a shell's output: what is wrong with its kernel, what is being asked, and what to do. */

import { useEffect, useRef, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { Bar, BarButton } from "../../floor/bar";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import { interrupt, restartNow, shutDownNow, tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { inputActions } from "../input/shell-input";
import { ReplacedBar } from "./replaced-bar";
import { StateBar } from "./state-bar";

export function ShellBars({ shell }: { readonly shell: ShellModel }) {
  const failure = useStore(shell.failure);
  const lost = useStore(shell.client.failure);
  const question = useStore(shell.question);
  return (
    <>
      <QuestionBar shell={shell} />
      {/* One question at a time: what is wrong offers the same buttons. */}
      {question ? null : <StateBar shell={shell} />}
      <ReplacedBar shell={shell} />
      <LostQuestionBar shell={shell} />
      <UnsentAnswer shell={shell} />
      {lost ? (
        <Bar
          level="warning"
          actions={<BarButton run={() => shell.client.reconnect()}>{t("Connect again")}</BarButton>}
        >
          {t("This shell lost its connection. {reason}", { reason: lost })}
        </Bar>
      ) : null}
      {failure ? (
        <Bar level="error" dismiss={() => shell.failure.set(null)}>
          {failure}
        </Bar>
      ) : null}
    </>
  );
}

/** The kernel may wait for an answer to a question that nobody heard. */
function LostQuestionBar({ shell }: { readonly shell: ShellModel }) {
  const status = useStore(shell.status);
  const state = useStore(shell.state);
  const [typing, setTyping] = useState(false);
  if (!status?.mayWaitForInput || state === "dead" || state === "disconnected") return null;
  const send = (line: string) => {
    setTyping(false);
    void tellFailure(shell, () => shell.client.sendLine(line));
    shell.focus();
  };
  return (
    <Bar
      level="warning"
      actions={
        <>
          {typing ? null : <BarButton run={() => setTyping(true)}>{t("Send a line of input")}</BarButton>}
          <BarButton run={() => unawaited("interrupt", interrupt(shell))}>{t("Interrupt")}</BarButton>
        </>
      }
    >
      {t("The kernel may be waiting for a line of input: what it asked was not heard.")}
      {typing ? (
        <input
          autoFocus
          className="answer"
          aria-label={t("Kernel input")}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") send(event.currentTarget.value);
            else if (event.key === "Escape") setTyping(false);
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      ) : null}
    </Bar>
  );
}

/** Somebody else was faster with an answer: what was typed here is not thrown away. */
function UnsentAnswer({ shell }: { readonly shell: ShellModel }) {
  const unsent = useStore(shell.unsent);
  if (!unsent) return null;
  const { text, who } = unsent;
  const dismiss = () => {
    shell.unsent.set(null);
    shell.focus();
  };
  const keep = () => {
    inputActions.get(shell.view)?.put(text);
    dismiss();
  };
  return (
    <Bar
      actions={
        <>
          <BarButton run={keep}>{t("Put into the input")}</BarButton>
          <BarButton run={dismiss}>{t("Dismiss")}</BarButton>
        </>
      }
    >
      {who
        ? t("The question was answered in {who}. Your answer was not sent:", { who })
        : t("The question is over. Your answer was not sent:")}{" "}
      <code className="unsent">{text}</code>
    </Bar>
  );
}

/** Asks before a kernel that has run something loses it: Enter does it, Esc does not. */
function QuestionBar({ shell }: { readonly shell: ShellModel }) {
  const question = useStore(shell.question);
  const button = useRef<HTMLDivElement>(null);
  /** What had the keyboard before. */
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!question) return;
    const take = () => {
      if (button.current?.contains(document.activeElement)) return;
      before.current = document.activeElement;
      button.current?.querySelector("button")?.focus();
    };
    take();
    // A menu that closes, or a notebook that draws its cells anew, takes the keyboard in the same turn.
    const later = requestAnimationFrame(take);
    return () => cancelAnimationFrame(later);
  }, [question]);
  if (!question) return null;
  /** What is run from a file leaves the keyboard there. */
  const giveBack = () => {
    const had = before.current;
    if (question.act === "restart" && question.then && had instanceof HTMLElement && had.isConnected)
      had.focus();
    else shell.focus();
  };
  const dismiss = () => {
    shell.question.set(null);
    giveBack();
  };
  const restarting = question.act === "restart";
  const then = restarting ? question.then : undefined;
  const act = async () => {
    if (restarting) {
      giveBack();
      await restartNow(shell, then);
    } else await shutDownNow(shell);
  };
  return (
    <div
      ref={button}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        dismiss();
      }}
    >
      <Bar
        level="warning"
        actions={
          <>
            <BarButton primary run={() => unawaited("an action of a bar", act())}>
              {restarting ? (then ? t("Restart and run") : t("Restart")) : t("Shut down")}
            </BarButton>
            <BarButton run={dismiss}>{t("Cancel")}</BarButton>
          </>
        }
      >
        {then
          ? t("Restart the kernel for this? Its variables are lost; what stands in this shell is kept.")
          : restarting
            ? t("Restart the kernel? Its variables are lost; what stands in this shell is kept.")
            : t("Shut the kernel down? Its variables are lost, and this shell closes.")}
      </Bar>
    </div>
  );
}
