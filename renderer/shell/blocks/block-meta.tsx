/** What stands at the right of a block's first line: where it came from, who sent it, how it ended, when, how long. */
import { useEffect, useState } from "react";
import { t } from "../../../preload/texts/texts";
import type { Block } from "../../../preload/transcript/transcript";
import { useStore } from "../../floor/store";
import { formatDuration } from "../../floor/time/durations";
import { Elapsed } from "../../floor/time/elapsed";
import { exactTime, timeOfDay } from "../../floor/time/time-of-day";
import type { ShellModel } from "../../kernels/shell-model";
import { OriginLink } from "../output/links/origin-link";
import { BlockMenuButton, type BlockMenuParts } from "./block-menu";
import { endOf, mayAskElsewhere, senderOf } from "./meta-words";

/** Where nobody saw the end, nobody knows how long it took. */
const UNTIMED: ReadonlySet<Block["state"]> = new Set(["aborted", "cancelled", "ended during the gap"]);

/** A foreign cell that prints nothing for so long, in ms, may be asking something. */
const SILENT_MS = 3_000;

interface BlockMetaProps {
  readonly shell: ShellModel;
  readonly block: Block;
  /** "In [7]", for what waits behind it. */
  readonly after: string | null;
  /** Where the code stands, in px, when that is not at the top. */
  readonly top: number;
  readonly menu: BlockMenuParts;
}

export function BlockMeta({ shell, block, after, top, menu }: BlockMetaProps) {
  const state = useStore(shell.state);
  const { started, ended } = block;
  const who = senderOf(block, (client) => shell.nameOfClient(client));
  const foreign = mayAskElsewhere(block) && state !== "disconnected";
  const end = endOf(block);
  // Nobody knows how long it ran when the host is gone.
  const runs = ended === undefined && state !== "disconnected" && state !== "dead";
  return (
    <span className="block-meta" style={top > 0 ? { top } : undefined}>
      {foreign ? <MayAskElsewhere key={block.version} /> : null}
      {block.origin ? <OriginLink origin={block.origin} code={block.code} /> : null}
      {who ? <span>{who}</span> : null}
      {block.state === "queued" && block.msgId !== null ? (
        <>
          {after ? <span>{t("after {prompt}", { prompt: after })}</span> : null}
          <button
            type="button"
            className="link-button"
            onClick={() => shell.client.cancel(block.msgId ?? "")}
          >
            {t("Cancel")}
          </button>
        </>
      ) : null}
      <When block={block} />
      {end ? <span className={block.state === "cancelled" ? "" : "failed"}>{end}</span> : null}
      {started !== undefined && runs ? <Elapsed className="running" since={started} /> : null}
      {started !== undefined && ended !== undefined && !UNTIMED.has(block.state) ? (
        <span>{formatDuration(ended - started)}</span>
      ) : null}
      <BlockMenuButton parts={menu} />
    </span>
  );
}

/** When the block began; seen while it is pointed at or has the keyboard, and read out always. */
function When({ block }: { readonly block: Block }) {
  const time = block.started ?? block.asked;
  return (
    <time className="block-time" dateTime={new Date(time).toISOString()} title={exactTime(time)}>
      {timeOfDay(time, Date.now())}
    </time>
  );
}

/** A question of a cell that another client sent goes to that client alone: silence is all that shows here. */
function MayAskElsewhere() {
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSilent(true), SILENT_MS);
    return () => clearTimeout(timer);
  }, []);
  return silent ? <span>{t("may be waiting for input in another client")}</span> : null;
}
