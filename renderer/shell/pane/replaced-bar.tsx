/** The kernel-host was replaced while the window was there: which output may be missing. */
import { useState } from "react";
import { translated } from "../../../preload/texts/log-sentences";
import { t } from "../../../preload/texts/texts";
import type { Output, Transcript } from "../../../preload/transcript/transcript";
import { Bar, BarButton } from "../../floor/bar";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";

type Event = Extract<Output, { kind: "event" }>;

/** So many of the newest blocks, and of their outputs, are looked at: the new host says it before anything else. */
const BLOCKS_LOOKED_AT = 20;
const OUTPUTS_LOOKED_AT = 50;

export function ReplacedBar({ shell }: { readonly shell: ShellModel }) {
  const { connection } = useStore(shell.info);
  const [begun] = useState(() => ({ connection, time: Date.now() }));
  // Most shells never see it, and need not follow the transcript for it.
  return connection === begun.connection ? null : <Gap key={connection} shell={shell} after={begun.time} />;
}

function Gap({ shell, after }: { readonly shell: ShellModel; readonly after: number }) {
  const transcript = useStore(shell.transcript);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const found = newestGap(transcript, after);
  if (!found || found.event.time === dismissed) return null;
  const { seq, output, event } = found;
  return (
    <Bar
      level="warning"
      actions={
        <BarButton run={() => shell.wanted.set({ seq, output, line: 0 })}>
          {t("Show in the output")}
        </BarButton>
      }
      dismiss={() => setDismissed(event.time)}
    >
      {translated(event.sentence)}
    </Bar>
  );
}

function newestGap(
  { blocks }: Transcript,
  after: number,
): { readonly seq: number; readonly output: number; readonly event: Event } | null {
  for (const { seq, outputs } of blocks.slice(-BLOCKS_LOOKED_AT).toReversed()) {
    for (let i = outputs.length - 1; i >= 0 && i >= outputs.length - OUTPUTS_LOOKED_AT; i--) {
      const event = outputs[i];
      if (event?.kind === "event" && event.event === "host replaced" && event.time > after)
        return { seq, output: i, event };
    }
  }
  return null;
}
