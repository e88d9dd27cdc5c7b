/** The transcript of a shell, of which only what is in view is on the page. */

import { type RefObject, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { languageOfKernel } from "../../code/languages";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import type { OutputPlace } from "../../kernels/unseen";
import { followLinkAt } from "../output/links/follow-link";
import { outputViews } from "../output/view/output-views";
import "./text-colours.css";
import "./transcript.css";

import type { ShellMeasures } from "../measures/use-measures";
import { anchorAt, placeOfAnchor } from "./anchor";
import { BlockView } from "./block-view";
import { ScrollState } from "./scroll-state";
import { type PlacedBlock, TranscriptLayout } from "./transcript-layout";
import { useOutline } from "./transcript-outline";
import { rulesIn, SeenAgainRule, UnseenRule } from "./unseen-rules";
import { useDebuggable } from "./use-debuggable";
import { useHeld } from "./use-held";
import { useSelection } from "./use-selection";
import { useWanted } from "./use-wanted";
import { setViewPlace } from "./view-place";

/** Drawn above and below what is in view, in px, so that scrolling finds it there. */
const OVERSCAN_PX = 300;
/** So often blocks in view are measured for one picture at most. */
const MOST_MEASURINGS = 5;
/** Places on the page that are no further apart are drawn alike, in px. */
const SAME_PX = 2;

interface ShellOutputProps {
  readonly shell: ShellModel;
  readonly measures: ShellMeasures;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scroll: ScrollState;
  /** A hook that is called each time the output is drawn. @param gone outputs of a block that were cleared from view */
  readonly useDrawn: (
    log: RefObject<HTMLElement | null>,
    shell: ShellModel,
    gone: (seq: number) => number,
  ) => void;
}

export function ShellOutput({ shell, measures, scroller, scroll, useDrawn }: ShellOutputProps) {
  const log = useRef<HTMLDivElement>(null);
  const transcript = useStore(shell.transcript);
  const unfolded = useStore(shell.unfolded);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const { columns, codeColumns, row, width } = measures;
  const views = outputViews(shell);
  useStore(views.changed);
  const layout = useMemo(
    () =>
      new TranscriptLayout(
        { columns, codeColumns, row, width },
        (client) => shell.nameOfClient(client),
        views,
      ),
    [columns, codeColumns, row, width, shell, views],
  );
  const outline = useOutline(transcript);
  useDebuggable(shell, views);
  const unseen = useStore(shell.unseen);
  const { start } = shell.client.log;
  const before = useRef({ layout, height: 0 });
  const rest = useRef(0);
  /** For which place on the page, in px, it was drawn; and which one was drawn for a second time, because it was another. */
  const drawn = useRef<{ at: number; corrected: number | null }>({ at: 0, corrected: null });
  const placeBefore = scroll.placeIn(before.current.height, rest.current);
  const anchor = anchorAt(before.current.layout, placeBefore);
  layout.update(transcript, unfolded, (block) => rulesIn(block, unseen), unseen, start > 0 ? row : 0);
  measureNear(
    layout,
    () => {
      if (scroll.sticks) return layout.height - measures.height;
      return (anchor && placeOfAnchor(layout, anchor)) ?? placeBefore;
    },
    measures.height,
  );
  const place = anchor && placeOfAnchor(layout, anchor);
  // Whatever came or changed above it: the line that was at the top of the view stays there.
  if (place !== null && (place !== placeBefore || layout.height !== before.current.height))
    scroll.moveTo(ScrollState.scrollTopFor(layout.height, place, rest.current));
  before.current = { layout, height: layout.height };
  scroll.countNew(layout);
  const selection = useSelection(log, shell, layout);
  const current = useStore(shell.currentBlock);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      scroll.scrolled(element);
      if (element.scrollTop !== drawn.current.at) drawAgain();
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller, scroll]);

  const pageHeight = ScrollState.pageHeight(layout.height);
  // After every drawing: the newest may have moved, by output, by size, or by coming to the front.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    scroll.settle(element);
    const { scrollHeight, clientHeight } = element;
    rest.current = scrollHeight - pageHeight - clientHeight;
    element.toggleAttribute("data-tall", scrollHeight > clientHeight + 1);
    // What follows the transcript had another height than at the last time.
    const { at, corrected } = drawn.current;
    const actual = element.scrollTop;
    const wrong = Math.abs(actual - at) > SAME_PX && actual !== corrected;
    drawn.current.corrected = wrong ? actual : null;
    if (wrong) drawAgain();
  });

  const element = scroller.current;
  // Drawn at once for where it will be scrolled to: what is drawn for another place is laid out for nothing.
  const scrollTop = scroll.topIn(layout.height, rest.current);
  drawn.current.at = scrollTop;
  const offset = ScrollState.offset(layout.height, scrollTop, rest.current);
  const viewTop = scrollTop + offset - OVERSCAN_PX;
  const viewBottom = scrollTop + offset + measures.height + OVERSCAN_PX;
  const [first, behind] = layout.range(viewTop, viewBottom);
  setViewPlace(shell, layout, scrollTop + offset + measures.height);
  useDrawn(log, shell, (seq) => layout.blocks[layout.find(seq)]?.block.gone ?? 0);
  useHeld(shell, layout, viewTop, viewBottom, scroll.sticks);
  const shown: number[] = [];
  for (let i = first; i < behind; i++) shown.push(i);
  for (const pin of selection.pins) {
    const at = layout.find(pin.seq);
    if (at >= 0 && !shown.includes(at)) shown.push(at);
  }
  for (const seq of [...views.keptBlocks(), ...(current === null ? [] : [current])]) {
    const at = layout.find(seq);
    if (at >= 0 && !shown.includes(at)) shown.push(at);
  }
  shown.sort((a, b) => a - b);
  const stayAtNewest = () => {
    scroll.sticks = true;
    if (element) scroll.settle(element);
  };
  const goTo = (place: OutputPlace | null) => {
    const lastAt = unseen ? layout.find(unseen.last) : -1;
    const last = layout.blocks[lastAt];
    const target = place
      ? layout.topOf(place)
      : last && layout.topOfBlock(lastAt) + ruleTop(last, "seen again");
    if (!element || target === null || target === undefined) return;
    // A line above the middle of the pane; of the last lines, what leads to them.
    const above = place ? measures.height / 3 : measures.height - 4 * row;
    scroll.goTo(element, ScrollState.scrollTopFor(layout.height, Math.max(0, target - above), rest.current));
  };
  useWanted(shell, layout, (found) => goTo(found));
  const rules = unseen
    ? [...new Set([unseen.first, unseen.last])].flatMap((seq) => {
        const at = layout.find(seq);
        return (layout.blocks[at]?.pieces ?? []).flatMap((piece) =>
          piece.kind === "rule" ? [{ piece, top: layout.topOfBlock(at) + piece.top - offset }] : [],
        );
      })
    : [];
  const language = languageOfKernel(shell.language)?.id ?? "plaintext";

  return (
    <div
      ref={log}
      className="shell-output"
      role="log"
      aria-label={t("Shell output")}
      onClickCapture={({ target }) => {
        if (target instanceof Element && target.closest(".fold")) scroll.hold();
      }}
      onClick={(event) => {
        if (getSelection()?.isCollapsed ?? true) followLinkAt(event.target, shell);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && followLinkAt(event.target, shell)) event.preventDefault();
      }}
      aria-live="off"
      tabIndex={0}
      // The browser brings the log's end into view, which hides the input below it: that is not the user scrolling.
      onFocus={(event) => {
        if (event.target === event.currentTarget && scroll.sticks) requestAnimationFrame(stayAtNewest);
      }}
      style={{ height: pageHeight }}
    >
      {start > 0 ? (
        <div className="earlier">
          <button
            type="button"
            className="fold"
            onClick={() => unawaited("read further", shell.client.readFurther())}
          >
            {t("Show earlier output")}
          </button>
        </div>
      ) : null}
      {rules.map(({ piece, top }) =>
        piece.rule === "unseen" && unseen ? (
          <UnseenRule key="unseen" {...{ unseen, top, goTo }} closed={shell.closed} height={piece.height} />
        ) : (
          <SeenAgainRule key="seen again" top={top} height={piece.height} />
        ),
      )}
      {shown.map((i) => {
        const placed = layout.blocks[i];
        if (!placed) return null;
        const top = layout.topOfBlock(i);
        return (
          <BlockView
            key={placed.block.seq}
            shell={shell}
            placed={placed}
            measures={layout.measures}
            language={language}
            top={top - offset}
            from={viewTop - top}
            to={viewBottom - top}
            pinned={selection.pins.filter((pin) => pin.seq === placed.block.seq)}
            after={placed.block.state === "queued" ? outline.runningPrompt : null}
          />
        );
      })}
    </div>
  );
}

/** True heights for what will be in view; measuring what is above it may move it. @param top where the view begins, in px */
function measureNear(layout: TranscriptLayout, top: () => number, height: number): void {
  for (let tries = 0; tries < MOST_MEASURINGS; tries++) {
    const from = top() - OVERSCAN_PX;
    if (!layout.measure(from, from + height + 2 * OVERSCAN_PX)) return;
  }
}

function ruleTop({ pieces, height }: PlacedBlock, rule: string): number {
  return pieces.find((piece) => piece.kind === "rule" && piece.rule === rule)?.top ?? height;
}
