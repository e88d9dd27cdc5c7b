/** What is wrong with a shell's kernel, and the next step. */
import { useState } from "react";
import { translated } from "../../../preload/texts/log-sentences";
import { t } from "../../../preload/texts/texts";
import { Bar, BarButton } from "../../floor/bar";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import { interrupt, restart, shutDown } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { additionsToGoneKernels } from "./additions";
import { openLog } from "./open-log";

export function StateBar({ shell }: { readonly shell: ShellModel }) {
  const state = useStore(shell.state);
  const status = useStore(shell.status);
  const info = useStore(shell.info);
  const hostSentence = info.sentence && translated(info.sentence);
  const [waitedFor, setWaitedFor] = useState<number | null>(null);
  const restartButton = (
    <BarButton primary run={() => unawaited("restart", restart(shell))}>
      {info.joined ? t("Join again") : t("Restart")}
    </BarButton>
  );
  const additions = additionsToGoneKernels().map((View) => <View key={View.name} shell={shell} />);
  if (info.closed) {
    return (
      <Bar
        actions={
          <>
            <BarButton run={() => unawaited("restart", restart(shell))}>
              {info.joined ? t("Join again") : t("Start a kernel in it")}
            </BarButton>
            {additions}
          </>
        }
      >
        {t("This session has ended: this is its transcript, to be read.")}
      </Bar>
    );
  }
  if (info.host === "incompatible") {
    return (
      <Bar level="warning" actions={null}>
        {hostSentence ??
          t("This kernel is watched over by another version of Tandem. It goes on; open it there.")}
      </Bar>
    );
  }
  if (state === "dead" && status?.exit?.asked) {
    const actions = (
      <>
        {restartButton}
        {additions}
      </>
    );
    return <Bar actions={actions}>{status.sentence && translated(status.sentence)}</Bar>;
  }
  if (state === "dead") {
    const said = status?.exit?.words.trim() ?? "";
    const words = status?.sentence?.includes(said) ? "" : said;
    // Of a traceback the last line says what it was; the rest stands in the transcript and in the log.
    const last = words.slice(words.lastIndexOf("\n") + 1);
    return (
      <Bar
        level="error"
        alert={t("Kernel died")}
        actions={
          <>
            {restartButton}
            {additions}
            <BarButton run={() => unawaited("open log", openLog(shell))}>{t("Open the log")}</BarButton>
          </>
        }
      >
        {status?.sentence ? translated(status.sentence) : t("The kernel died.")}
        {last ? (
          <pre className="last-words" title={words}>
            {last}
          </pre>
        ) : null}
      </Bar>
    );
  }
  if (state === "disconnected") {
    return (
      <Bar
        level="warning"
        actions={
          <>
            {restartButton}
            {additions}
            <BarButton run={() => unawaited("open log", openLog(shell))}>{t("Open the log")}</BarButton>
          </>
        }
      >
        {hostSentence ??
          t("The process that watches over this kernel is gone. Restart begins with a fresh kernel.")}
      </Bar>
    );
  }
  if (state === "unresponsive") {
    const since = status?.since ?? 0;
    // Its mark goes on saying so.
    if (waitedFor === since) return null;
    return (
      <Bar
        level="warning"
        actions={
          <>
            <BarButton run={() => setWaitedFor(since)}>{t("Wait")}</BarButton>
            <BarButton run={() => unawaited("interrupt", interrupt(shell))}>{t("Interrupt")}</BarButton>
            {info.joined ? null : (
              <BarButton run={() => unawaited("restart", restart(shell))}>{t("Restart")}</BarButton>
            )}
          </>
        }
      >
        {hostSentence ??
          (status?.sentence && translated(status.sentence)) ??
          t("The kernel does not answer. It may come back by itself.")}
      </Bar>
    );
  }
  if (status?.interruptIgnored && (state === "busy" || state === "waiting for input")) {
    return (
      <Bar
        level="warning"
        actions={
          <>
            <BarButton run={() => unawaited("interrupt", interrupt(shell))}>{t("Interrupt again")}</BarButton>
            {info.joined ? null : (
              <BarButton run={() => unawaited("restart", restart(shell))}>{t("Restart")}</BarButton>
            )}
          </>
        }
      >
        {t("The interrupt was sent; what runs goes on.")}
      </Bar>
    );
  }
  const sentence =
    state === "starting" || state === "restarting"
      ? ((status?.sentence && translated(status.sentence)) ?? hostSentence)
      : undefined;
  if (!sentence) return null;
  return (
    <Bar
      level="warning"
      actions={
        <>
          <BarButton run={() => unawaited("restart", restart(shell))}>{t("Restart")}</BarButton>
          <BarButton run={() => unawaited("shut down", shutDown(shell))}>{t("Shut down")}</BarButton>
        </>
      }
    >
      {sentence}
    </Bar>
  );
}
