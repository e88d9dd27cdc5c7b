/** One piece of a block, wherever the block is drawn. */
import { t } from "../../../preload/texts/texts";
import type { Block } from "../../../preload/transcript/transcript";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import type { ShellModel } from "../../kernels/shell-model";
import { debugHere } from "../blocks/debug-here";
import { InputField } from "../input/input-field";
import type { Measures } from "../measures/measures";
import { OutputView } from "../output/view/output-view";
import type { OutputOwner, OutputViews } from "../output/view/output-views";
import { debuggerFrame } from "./debugger-frame";
import { DebuggerPlace } from "./debugger-place";
import type { Piece, RulePiece } from "./pieces";
import { TextLines } from "./text-lines";

export interface PieceViewProps {
  readonly owner: OutputOwner;
  /** Whom questions are answered to, and what is unfolded in; null for what is no shell's. */
  readonly shell: ShellModel | null;
  /** What is known of the outputs where they are drawn. */
  readonly views: OutputViews;
  readonly block: Block;
  readonly piece: Exclude<Piece, RulePiece>;
  readonly measures: Measures;
  readonly language: string;
  /** The part of it that is in view, in px from its top. */
  readonly from: number;
  readonly to: number;
  /** Lines that stay drawn. */
  readonly pins: readonly number[];
}

/** Draws one piece, or of a long text the lines of it that are in view. */
export function PieceView({
  owner,
  shell,
  views,
  block,
  piece,
  measures,
  language,
  from,
  to,
  pins,
}: PieceViewProps) {
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
          <button type="button" className="fold" onClick={() => shell?.unfold(block.seq)}>
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
            onClick={() => views.toggleFrames(block.seq, piece.key)}
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
          <button
            type="button"
            className="button"
            onClick={() => {
              if (shell) unawaited("debug here", debugHere(shell));
            }}
          >
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
              owner={owner}
              views={views}
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
          {shell ? <InputField shell={shell} question={piece.question} /> : null}
          {frame ? <DebuggerPlace frame={frame} /> : null}
        </div>
      );
    }
  }
}

function OutPrompt({ prompt, top }: { readonly prompt: string; readonly top: number }) {
  return (
    <span className="prompt out" aria-hidden="true" style={{ top }}>
      {prompt}
    </span>
  );
}
