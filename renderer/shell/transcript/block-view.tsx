/** One block of a shell: an article with its prompt, its code and the part of its outputs that is in view. */
import { t } from "../../../preload/texts/texts";
import type { Block } from "../../../preload/transcript/transcript";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import type { ShellModel } from "../../kernels/shell-model";
import "../blocks/blocks.css";
import { useBlockFocus } from "../blocks/block-focus";
import { useBlockMenu } from "../blocks/block-menu";
import { BlockMeta } from "../blocks/block-meta";
import { debugHere } from "../blocks/debug-here";
import { InputField } from "../input/input-field";
import type { Measures } from "../measures/measures";
import { OutputView } from "../output/view/output-view";
import { outputViews } from "../output/view/output-views";
import { debuggerFrame } from "./debugger-frame";
import { DebuggerPlace } from "./debugger-place";
import { BLOCK_PADDING } from "./piece-maker";
import type { Piece, RulePiece } from "./pieces";
import { TextLines } from "./text-lines";
import type { PlacedBlock } from "./transcript-layout";

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
  // The remark may have a row of its own above the code.
  const codeTop = pieces.find(({ key }) => key === "code")?.top ?? contentTop;
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
          <span className="prompt" aria-hidden="true" style={codeTop > 0 ? { top: codeTop } : undefined}>
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
      const said = piece.role !== "error";
      return (
        <div className="piece folded-frames" data-role={piece.role} style={place}>
          <button
            type="button"
            className="fold"
            aria-expanded={piece.isOpen}
            onClick={() => outputViews(shell).toggleFrames(block.seq, piece.key)}
          >
            <Icon name={piece.isOpen ? "chevronDown" : "chevronRight"} size={12} />
            {said
              ? t("{count} lines while it started", { count })
              : ofLibraries
                ? t("{count} frames of libraries", { count })
                : t("{count} more frames", { count })}
          </button>
        </div>
      );
    }
    case "debug":
      return (
        <div className="piece debug-here" data-role="error" style={place}>
          <button type="button" className="button" onClick={() => unawaited("debug here", debugHere(shell))}>
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
