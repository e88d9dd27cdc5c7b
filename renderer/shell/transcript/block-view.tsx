/** One block of a shell: an article with its prompt, its code and the part of its outputs that is in view. */
import { useEffect, useState } from "react";
import { locale } from "../../../preload/texts/language";
import { t } from "../../../preload/texts/texts";
import type { Block } from "../../../preload/transcript/transcript";
import type { ShellModel } from "../../kernels/shell-model";
import { Icon } from "../../look/icons";
import { useStore } from "../../store";
import "../blocks/blocks.css";
import { useBlockFocus } from "../blocks/block-focus";
import { BlockMenuButton, type BlockMenuParts, useBlockMenu } from "../blocks/block-menu";
import { debugHere } from "../blocks/debug-here";
import { OriginLink } from "../blocks/origin-link";
import { InputField } from "../input/input-field";
import { OutputView } from "../output/output-view";
import { outputViews } from "../output/output-views";
import { debuggerFrame } from "./debugger-frame";
import { DebuggerPlace } from "./debugger-place";
import { formatDuration } from "./durations";
import { Elapsed } from "./elapsed";
import { BLOCK_PADDING } from "./piece-maker";
import type { Measures, Piece, RulePiece } from "./pieces";
import { TextLines } from "./text-lines";
import type { PlacedBlock } from "./transcript-layout";

/** What is said of how a request ended, where it did not end well. */
const ENDS: Partial<Record<Block["state"], string>> = {
  error: t("failed"),
  aborted: t("skipped"),
  cancelled: t("cancelled"),
  "kernel died": t("kernel died"),
  restarted: t("ended by restart"),
  timeout: t("no answer"),
  "ended during the gap": t("ended unseen"),
};

/** A foreign cell that prints nothing for so long, in ms, may be asking something. */
const SILENT_MS = 3_000;

export interface BlockViewProps {
  readonly shell: ShellModel;
  readonly placed: PlacedBlock;
  readonly measures: Measures;
  readonly language: string;
  /** Where the article stands, in px. */
  readonly top: number;
  /** The part of it that is in view, in px from its top. */
  readonly from: number;
  readonly to: number;
  /** Lines that stay drawn: piece and line. */
  readonly pinned: readonly { readonly piece: string; readonly line: number }[];
  /** "In [7]", for what waits behind it. */
  readonly after: string | null;
}

export function BlockView({
  shell,
  placed,
  measures,
  language,
  top,
  from,
  to,
  pinned,
  after,
}: BlockViewProps) {
  const { block, height, pieces } = placed;
  // Below a rule that stands before the block.
  const contentTop = pieces[0]?.kind === "rule" ? pieces[0].height + BLOCK_PADDING : 0;
  const menu = useBlockMenu(shell, block);
  return (
    <article
      className="block"
      {...useBlockFocus(shell, block.seq)}
      onContextMenu={menu.onContextMenu}
      onKeyDown={menu.onKeyDown}
      data-seq={block.seq}
      data-state={block.state}
      data-kind={block.kind}
      aria-label={spokenPrompt(block.prompt)}
      style={{ top, height }}
    >
      {block.kind === "request" ? (
        <>
          <span
            className="prompt"
            aria-hidden="true"
            style={contentTop > 0 ? { top: contentTop } : undefined}
          >
            {block.prompt === "Queued" ? (block.state === "queued" ? t("queued") : "") : block.prompt}
          </span>
        </>
      ) : null}
      <BlockMeta shell={shell} block={block} after={after} top={contentTop} menu={menu} />
      {menu.menu}
      {pieces.map((piece) => {
        // Drawn beside the articles: it is no block's own.
        if (piece.kind === "rule") return null;
        const pins = pinned.filter((pin) => pin.piece === piece.key).map((pin) => pin.line);
        const inView = piece.top < to && piece.top + piece.height > from;
        if (!inView && pins.length === 0 && !outputViews(shell).keeps(block.seq, piece.key)) return null;
        return (
          <PieceView
            key={piece.key}
            {...{ shell, piece, measures, language, pins, block }}
            from={from - piece.top}
            to={to - piece.top}
          />
        );
      })}
    </article>
  );
}

interface PieceViewProps {
  readonly shell: ShellModel;
  readonly block: Block;
  readonly piece: Exclude<Piece, RulePiece>;
  readonly measures: Measures;
  readonly language: string;
  readonly from: number;
  readonly to: number;
  readonly pins: readonly number[];
}

function PieceView({ shell, block, piece, measures, language, from, to, pins }: PieceViewProps) {
  const place = { top: piece.top, height: piece.height };
  switch (piece.kind) {
    case "text": {
      const rowCount = Math.round((piece.height - 2 * piece.padding) / measures.row);
      const first = Math.max(0, Math.min(rowCount, Math.floor((from - piece.padding) / measures.row)));
      const behind = Math.max(first, Math.min(rowCount, Math.ceil((to - piece.padding) / measures.row)));
      return (
        <>
          {piece.prompt ? <OutPrompt prompt={piece.prompt} top={piece.top} /> : null}
          <div className="piece" data-piece={piece.key} data-role={piece.role} style={place}>
            <TextLines
              piece={piece}
              row={measures.row}
              columns={piece.role === "code" ? measures.codeColumns : measures.columns}
              language={language}
              rows={[first, behind]}
              pinned={pins}
            />
          </div>
        </>
      );
    }
    case "fold":
      return (
        <div className="piece" style={place}>
          <button type="button" className="fold" onClick={() => shell.unfold(block.seq)}>
            {t("… {count} more lines", { count: piece.hidden })}
          </button>
        </div>
      );
    case "frames": {
      const { count, ofLibraries } = piece.frames;
      return (
        <div className="piece folded-frames" data-role="error" style={place}>
          <button
            type="button"
            className="fold"
            aria-expanded={piece.isOpen}
            onClick={() => outputViews(shell).toggleFrames(block.seq, piece.key)}
          >
            <Icon name={piece.isOpen ? "chevronDown" : "chevronRight"} size={12} />
            {ofLibraries ? t("{count} frames of libraries", { count }) : t("{count} more frames", { count })}
          </button>
        </div>
      );
    }
    case "debug":
      return (
        <div className="piece debug-here" data-role="error" style={place}>
          <button type="button" className="button" onClick={() => void debugHere(shell)}>
            {t("Debug here")}
          </button>
        </div>
      );
    case "display":
      return (
        <>
          {piece.prompt ? <OutPrompt prompt={piece.prompt} top={piece.top} /> : null}
          <div className="piece" data-piece={piece.key} data-role={piece.drawing} style={place}>
            <OutputView
              shell={shell}
              seq={block.seq}
              place={piece.key}
              output={piece.output}
              shown={piece.shown}
              drawing={piece.drawing}
              width={measures.width}
              inView={to > 0 && from < piece.height}
            />
          </div>
        </>
      );
    case "absent":
      return <div className="piece absent" style={place} />;
    case "field": {
      const frame = debuggerFrame(block.outputs, piece.question);
      return (
        <div className="piece" data-role="field" style={{ top: piece.top, paddingLeft: `${piece.after}ch` }}>
          <InputField shell={shell} question={piece.question} />
          {frame ? <DebuggerPlace frame={frame} /> : null}
        </div>
      );
    }
  }
}

/** Prompts that are words of ours, and not the kernel's. */
function spokenPrompt(prompt: string): string {
  return prompt === "Queued" || prompt === "Kernel" ? t(prompt) : prompt;
}

function OutPrompt({ prompt, top }: { readonly prompt: string; readonly top: number }) {
  return (
    <span className="prompt out" aria-hidden="true" style={{ top }}>
      {prompt}
    </span>
  );
}

function BlockMeta({
  shell,
  block,
  after,
  top,
  menu,
}: {
  readonly shell: ShellModel;
  readonly block: Block;
  readonly after: string | null;
  /** Where the code stands, in px, when that is not at the top. */
  readonly top: number;
  readonly menu: BlockMenuParts;
}) {
  const state = useStore(shell.state);
  const begun = new Date(block.started ?? block.asked).toLocaleString(locale());
  const who =
    block.kind !== "request"
      ? null
      : block.client === null
        ? block.username || t("another client")
        : shell.nameOfClient(block.client);
  const foreign =
    block.kind === "request" &&
    block.client === null &&
    block.state === "running" &&
    state !== "disconnected";
  const end = ENDS[block.state];
  // Nobody knows how long it ran when the host is gone.
  const runs = block.ended === undefined && state !== "disconnected" && state !== "dead";
  return (
    <span className="block-meta" style={top > 0 ? { top } : undefined}>
      {foreign ? <MayAskElsewhere key={block.version} /> : null}
      {block.origin ? <OriginLink origin={block.origin} /> : null}
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
      {end ? <span className={block.state === "cancelled" ? "" : "failed"}>{end}</span> : null}
      {block.started !== undefined && runs ? <Elapsed className="running" since={block.started} /> : null}
      {block.started !== undefined && block.ended !== undefined && !end ? (
        <span title={begun}>{formatDuration(block.ended - block.started)}</span>
      ) : null}
      <BlockMenuButton parts={menu} />
    </span>
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
