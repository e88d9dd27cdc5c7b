/** The result of one cell: its outputs as the shell draws them, and of which run they are. */
import { memo, useEffect } from "react";
import { t } from "../../preload/texts/texts";
import type { Block } from "../../preload/transcript/transcript";
import { cellName } from "../code/cells";
import type { Document } from "../code/documents";
import { unawaited } from "../floor/failures";
import { Icon } from "../floor/look/icons";
import { KernelMark } from "../floor/look/kernel-mark";
import { MenuButton } from "../floor/menus/menu-button";
import { useStore } from "../floor/store";
import type { Measures } from "../shell/measures/measures";
import { followLinkAt } from "../shell/output/links/follow-link";
import { showBlock } from "../shell/output/links/printed-file";
import { firstAbsentOf } from "../shell/transcript/absent-places";
import { PieceView } from "../shell/transcript/piece-view";
import { compareResults } from "./compare-results";
import { openPast } from "./past-sessions";
import type { PlacedResult } from "./placed-results";
import { earlierOf, resultMenu } from "./result-actions";
import { resultViews } from "./result-pieces";
import type { ResultSource } from "./result-source";
import { runAndTime, runName } from "./result-words";

interface ResultViewProps {
  readonly document: Document;
  readonly placed: PlacedResult;
  readonly measures: Measures;
  readonly language: string;
  /** Where it stands in the text, in px; and the part of the text that is drawn. */
  readonly top: number;
  readonly viewTop: number;
  readonly viewBottom: number;
  readonly step: (placed: PlacedResult, by: 1 | -1) => void;
  readonly toggle: (placed: PlacedResult) => void;
}

export const ResultView = memo(function ResultView(props: ResultViewProps) {
  const { placed, measures, language, top, viewTop, viewBottom, toggle } = props;
  const { source, block, pieces, bodyHeight, height } = placed;
  const { owner, shell } = source;
  const views = resultViews(owner);
  useStore(views.changed);
  const from = viewTop - top;
  const to = Math.min(bodyHeight, viewBottom - top);
  const absent = firstAbsentOf({ block, pieces }, measures.row, from, to);
  const wanted = absent ? `${absent.output} ${absent.line}` : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place alone says whether it is another
  useEffect(() => {
    if (absent && shell) unawaited("fetching a result", shell.client.bring(absent));
  }, [shell, wanted]);
  return (
    <section
      className="cell-result"
      aria-label={t("Result of cell: {name}", { name: cellName(placed.cell) })}
      data-seq={block.seq}
      data-state={block.state}
      data-own-row={placed.hasOwnRow ? "" : undefined}
      data-wide={placed.isWide ? "" : undefined}
      data-old={placed.isOld ? "" : undefined}
      style={{ top, height }}
      onClick={(event) => {
        if (shell && (getSelection()?.isCollapsed ?? true)) followLinkAt(event.target, shell);
      }}
      onKeyDown={(event) => {
        if (shell && event.key === "Enter" && followLinkAt(event.target, shell)) event.preventDefault();
      }}
    >
      <div className="cell-result-body" style={{ height: bodyHeight }}>
        {pieces.map((piece) => {
          if (piece.kind === "rule") return null;
          const isInView = piece.top < to && piece.top + piece.height > from;
          if (!isInView && !views.keeps(block.seq, piece.key)) return null;
          return (
            <PieceView
              key={piece.key}
              {...{ owner, shell, views, piece, measures, language, block }}
              pins={NO_PINS}
              from={from - piece.top}
              to={to - piece.top}
            />
          );
        })}
      </div>
      <ResultMeta {...props} />
      {placed.hiddenRows > 0 || placed.isWhole ? <Foot placed={placed} toggle={toggle} /> : null}
    </section>
  );
});

const NO_PINS: readonly number[] = [];

function ResultMeta({ document, placed, step }: Pick<ResultViewProps, "document" | "placed" | "step">) {
  const { source, block, result, number, isOld } = placed;
  const { shell } = source;
  const { runs, isNext } = result;
  const time =
    shell || source.session !== undefined
      ? runAndTime(block, Date.now())
      : t("{run}, from the file", { run: runName(block) });
  const earlier = earlierOf(placed);
  return (
    <div className="cell-result-meta">
      {block.state === "running" || isNext ? <KernelMark state="busy" /> : null}
      {isOld || isNext ? <span className="cell-result-when">{t("as of {run}", { run: time })}</span> : null}
      {runs.length > 1 ? (
        <span className="cell-result-steps">
          <button
            type="button"
            className="icon-button"
            aria-label={t("Previous result")}
            title={t("Previous result")}
            disabled={number === 1}
            onClick={() => step(placed, -1)}
          >
            <Icon name="chevronLeft" size={12} />
          </button>
          {t("{number} of {total}", { number, total: runs.length })}
          <button
            type="button"
            className="icon-button"
            aria-label={t("Next result")}
            title={t("Next result")}
            disabled={number === runs.length}
            onClick={() => step(placed, 1)}
          >
            <Icon name="chevronRight" size={12} />
          </button>
        </span>
      ) : null}
      {earlier ? (
        <button
          type="button"
          className="icon-button"
          aria-label={t("Compare")}
          title={t("Compare with the result before")}
          onClick={() => compareResults(placed, earlier)}
        >
          <Icon name="compare" size={14} />
        </button>
      ) : null}
      {shell || source.session !== undefined ? (
        <button
          type="button"
          className="icon-button"
          aria-label={t("Open in shell")}
          title={t("{run}: open in shell", { run: time })}
          onClick={() => unawaited("opening a result's shell", openShell(source, block))}
        >
          <Icon name="popOut" size={14} />
        </button>
      ) : null}
      <MenuButton
        name={t("Result actions")}
        icon="more"
        className="icon-button result-menu-button"
        groups={() => resultMenu(document, placed)}
      />
    </div>
  );
}

/** Brings the run into view in its shell, which is opened where none shows its session. */
async function openShell({ shell, session }: ResultSource, block: Block): Promise<void> {
  const shown = shell ?? (session === undefined ? null : await openPast(session));
  if (shown) showBlock(shown, block);
}

function Foot({ placed, toggle }: Pick<ResultViewProps, "placed" | "toggle">) {
  const { source, block, hiddenRows, isWhole } = placed;
  const { shell } = source;
  return (
    <div className="cell-result-foot">
      {shell && hiddenRows > 0 && isWhole ? (
        <button type="button" className="fold" onClick={() => showBlock(shell, block)}>
          {t("{count} more lines in {run}", { count: hiddenRows, run: runName(block) })}
        </button>
      ) : null}
      <button type="button" className="fold" aria-expanded={isWhole} onClick={() => toggle(placed)}>
        {isWhole ? t("Show less") : t("Show all ({count} more lines)", { count: hiddenRows })}
      </button>
    </div>
  );
}
