/** One block of a shell: an article with its prompt, its code and the part of its outputs that is in view. */
import { t } from "../../../preload/texts/texts";
import type { ShellModel } from "../../kernels/shell-model";
import "../blocks/blocks.css";
import { useBlockFocus } from "../blocks/block-focus";
import { useBlockMenu } from "../blocks/block-menu";
import { BlockMeta } from "../blocks/block-meta";
import type { Measures } from "../measures/measures";
import { shortPrompt } from "../measures/short-prompt";
import { outputViews } from "../output/view/output-views";
import { BLOCK_PADDING } from "./piece-maker";
import { PieceView } from "./piece-view";
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
  const views = outputViews(shell);
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
            {block.prompt === "Queued"
              ? block.state === "queued"
                ? t("queued")
                : ""
              : shortPrompt(block.prompt)}
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
        if (!inView && pins.length === 0 && !views.keeps(block.seq, piece.key)) return null;
        return (
          <PieceView
            key={piece.key}
            owner={shell}
            {...{ shell, views, piece, measures, language, pins, block }}
            from={from - piece.top}
            to={to - piece.top}
          />
        );
      })}
    </article>
  );
}

/** Prompts that are words of ours, and not the kernel's. */
function spokenPrompt(prompt: string): string {
  return prompt === "Queued" || prompt === "Kernel" ? t(prompt) : prompt;
}
