/** Sentences over a shell's output: what is wrong with its kernel, what is being asked, and what to do. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ShellModel } from "../../kernels/shell-model";
import { Icon } from "../../look/icons";
import { useStore } from "../../store";
import { inputActions } from "../input/shell-input";
import { interrupt, restart, restartNow, shutDown, shutDownNow, tellFailure } from "./kernel-actions";

interface BarProps {
  readonly level?: "warning" | "error";
  readonly alert?: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

export function Bar({ level, alert, children, actions }: BarProps) {
  return (
    <div className={`bar ${level ?? ""}`} {...(alert ? { role: "alert", "aria-label": alert } : {})}>
      <div className="bar-sentence">{children}</div>
      <div className="bar-actions">{actions}</div>
    </div>
  );
}

export function BarButton({
  children,
  run,
  primary,
}: {
  readonly children: string;
  readonly run: () => void;
  readonly primary?: boolean;
}) {
  return (
    <button type="button" className={primary ? "button primary" : "button"} onClick={run}>
      {children}
    </button>
  );
}

export function ShellBars({ shell }: { readonly shell: ShellModel }) {
  const failure = useStore(shell.failure);
  const lost = useStore(shell.client.failure);
  return (
    <>
      <Question shell={shell} />
      <StateBar shell={shell} />
      <LostQuestion shell={shell} />
      <UnsentAnswer shell={shell} />
      {lost ? (
        <Bar
          level="warning"
          actions={<BarButton run={() => shell.client.reconnect()}>Connect again</BarButton>}
        >
          This shell lost its connection. {lost}
        </Bar>
      ) : null}
      {failure ? (
        <Bar
          level="error"
          actions={
            <button
              type="button"
              className="icon-button"
              aria-label="Dismiss"
              onClick={() => shell.failure.set(null)}
            >
              <Icon name="close" />
            </button>
          }
        >
          {failure}
        </Bar>
      ) : null}
    </>
  );
}

function StateBar({ shell }: { readonly shell: ShellModel }) {
  const state = useStore(shell.state);
  const status = useStore(shell.status);
  const { sentence: hostSentence } = useStore(shell.info);
  const info = useStore(shell.info);
  const restartButton = (
    <BarButton primary run={() => void restart(shell)}>
      {info.joined ? "Join again" : "Restart"}
    </BarButton>
  );
  if (info.closed) {
    return (
      <Bar
        actions={
          <BarButton run={() => void restart(shell)}>
            {info.joined ? "Join again" : "Start a kernel in it"}
          </BarButton>
        }
      >
        This session has ended: this is its transcript, to be read.
      </Bar>
    );
  }
  if (info.host === "incompatible") {
    return (
      <Bar level="warning" actions={null}>
        {hostSentence ??
          "This kernel is watched over by another version of Tandem. It goes on; open it there."}
      </Bar>
    );
  }
  if (state === "dead") {
    const said = status?.exit?.words.trim() ?? "";
    const words = status?.sentence?.includes(said) ? "" : said;
    return (
      <Bar level="error" alert="Kernel died" actions={restartButton}>
        {status?.sentence ?? "The kernel died."}
        {words ? <pre className="last-words">{words}</pre> : null}
      </Bar>
    );
  }
  if (state === "disconnected") {
    return (
      <Bar level="warning" actions={restartButton}>
        {hostSentence ??
          "The process that watches over this kernel is gone. Restart begins with a fresh kernel."}
      </Bar>
    );
  }
  if (state === "unresponsive") {
    return (
      <Bar
        level="warning"
        actions={
          <>
            <BarButton run={() => void interrupt(shell)}>Interrupt</BarButton>
            {info.joined ? null : <BarButton run={() => void restart(shell)}>Restart</BarButton>}
          </>
        }
      >
        {hostSentence ?? status?.sentence ?? "The kernel does not answer. It may come back by itself."}
      </Bar>
    );
  }
  const sentence =
    state === "starting" || state === "restarting" ? (status?.sentence ?? hostSentence) : undefined;
  if (!sentence) return null;
  return (
    <Bar
      level="warning"
      actions={
        <>
          <BarButton run={() => void restart(shell)}>Restart</BarButton>
          <BarButton run={() => void shutDown(shell)}>Shut down</BarButton>
        </>
      }
    >
      {sentence}
    </Bar>
  );
}

/** The kernel may wait for an answer to a question that nobody heard. */
function LostQuestion({ shell }: { readonly shell: ShellModel }) {
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
          {typing ? null : <BarButton run={() => setTyping(true)}>Send a line of input</BarButton>}
          <BarButton run={() => void interrupt(shell)}>Interrupt</BarButton>
        </>
      }
    >
      The kernel may be waiting for a line of input: what it asked was not heard.
      {typing ? (
        <input
          autoFocus
          className="answer"
          aria-label="Kernel input"
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
          <BarButton run={keep}>Put into the input</BarButton>
          <BarButton run={dismiss}>Dismiss</BarButton>
        </>
      }
    >
      {who ? `The question was answered in ${who}.` : "The question is over."} Your answer was not sent:{" "}
      <code className="unsent">{text}</code>
    </Bar>
  );
}

/** Asks before a kernel that has run something loses it: Enter does it, Esc does not. */
function Question({ shell }: { readonly shell: ShellModel }) {
  const question = useStore(shell.question);
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (question) button.current?.querySelector("button")?.focus();
  }, [question]);
  if (!question) return null;
  const dismiss = () => {
    shell.question.set(null);
    shell.focus();
  };
  const restarting = question === "restart";
  const act = async () => {
    if (restarting) {
      shell.focus();
      await restartNow(shell);
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
            <BarButton primary run={() => void act()}>
              {restarting ? "Restart" : "Shut down"}
            </BarButton>
            <BarButton run={dismiss}>Cancel</BarButton>
          </>
        }
      >
        {restarting
          ? "Restart the kernel? Its variables are lost; what stands in this shell is kept."
          : "Shut the kernel down? Its variables are lost, and this shell closes."}
      </Bar>
    </div>
  );
}
