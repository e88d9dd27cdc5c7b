/** The transcript of a shell, of which only what is in view is on the page. */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Transcript } from "../../../preload/transcript/transcript";
import { languageOfKernel } from "../../editor/languages";
import type { ShellModel } from "../../kernels/shell-model";
import type { OutputPlace } from "../../kernels/unseen";
import { useStore } from "../../store";
import "./text-colours.css";
import "./transcript.css";

import { BlockView } from "./block-view";
import { otherClient } from "./client-names";
import { ScrollState } from "./scroll-state";
import { type Place, placeOf, textBetween } from "./selection";
import { type PlacedBlock, TranscriptLayout } from "./transcript-layout";
import { rulesIn, SeenAgainRule, UnseenRule } from "./unseen-rules";
import type { ShellMeasures } from "./use-measures";

/** Drawn above and below what is in view, in px, so that scrolling finds it there. */
const OVERSCAN_PX = 300;
/** So near the beginning of what is here, in px, what lies before it is fetched. */
const NEAR_BEGINNING_PX = 600;

interface ShellOutputProps {
  readonly shell: ShellModel;
  readonly measures: ShellMeasures;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scroll: ScrollState;
}

export function ShellOutput({ shell, measures, scroller, scroll }: ShellOutputProps) {
  const log = useRef<HTMLDivElement>(null);
  const transcript = useStore(shell.transcript);
  const unfolded = useStore(shell.unfolded);
  const [scrollTop, setScrollTop] = useState(0);
  const { columns, codeColumns, row, width } = measures;
  const layout = useMemo(
    () =>
      new TranscriptLayout({ columns, codeColumns, row, width }, (client) =>
        otherClient(client, shell.client.ownClient),
      ),
    [columns, codeColumns, row, width, shell],
  );
  const unseen = useStore(shell.unseen);
  const { start } = shell.client.log;
  const before = useRef({ start, layout, height: 0 });
  layout.update(transcript, unfolded, (block) => rulesIn(block, unseen), start > 0 ? row : 0);
  if (before.current.start !== start && before.current.layout === layout)
    scroll.grewAbove(layout.height - before.current.height);
  before.current = { start, layout, height: layout.height };
  const pins = useSelection(log, layout);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      scroll.scrolled(element);
      setScrollTop(element.scrollTop);
      if (!scroll.sticks && element.scrollTop < NEAR_BEGINNING_PX) void shell.client.readFurther();
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller, scroll, shell]);

  const pageHeight = ScrollState.pageHeight(layout.height);
  // After every drawing: the newest may have moved, by output, by size, or by coming to the front.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    scroll.settle(element);
    element.toggleAttribute("data-tall", element.scrollHeight > element.clientHeight + 1);
    setScrollTop(element.scrollTop);
  });

  const element = scroller.current;
  const rest = element ? element.scrollHeight - pageHeight - element.clientHeight : 0;
  const offset = ScrollState.offset(layout.height, scrollTop, rest);
  const viewTop = scrollTop + offset - OVERSCAN_PX;
  const viewBottom = scrollTop + offset + measures.height + OVERSCAN_PX;
  const [first, behind] = layout.range(viewTop, viewBottom);
  const shown: number[] = [];
  for (let i = first; i < behind; i++) shown.push(i);
  for (const pin of pins) {
    const at = layout.find(pin.seq);
    if (at >= 0 && !shown.includes(at)) shown.push(at);
  }
  shown.sort((a, b) => a - b);
  const stayAtNewest = () => {
    scroll.sticks = true;
    if (element) scroll.settle(element);
  };
  const goTo = (place: OutputPlace | null) => {
    const last = unseen && layout.blocks[layout.find(unseen.last)];
    const target = place ? layout.topOf(place) : last && last.top + ruleTop(last, "seen again");
    if (!element || target === null || target === undefined) return;
    // A line above the middle of the pane; of the last lines, what leads to them.
    const above = place ? measures.height / 3 : measures.height - 4 * row;
    scroll.goTo(element, ScrollState.scrollTopFor(layout.height, Math.max(0, target - above), rest));
  };
  const rules = unseen
    ? [...new Set([unseen.first, unseen.last])].flatMap((seq) => {
        const placed = layout.blocks[layout.find(seq)];
        return (placed?.pieces ?? []).flatMap((piece) =>
          piece.kind === "rule" && placed ? [{ piece, top: placed.top + piece.top - offset }] : [],
        );
      })
    : [];
  const language = languageOfKernel(shell.language)?.id ?? "plaintext";

  return (
    <div
      ref={log}
      className="shell-output"
      role="log"
      aria-label="Shell output"
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
          <button type="button" className="fold" onClick={() => void shell.client.readFurther()}>
            Show earlier output
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
        return (
          <BlockView
            key={placed.block.seq}
            shell={shell}
            placed={placed}
            measures={layout.measures}
            language={language}
            top={placed.top - offset}
            from={viewTop - placed.top}
            to={viewBottom - placed.top}
            pinned={pins.filter((pin) => pin.seq === placed.block.seq)}
            after={placed.block.state === "queued" ? runningPrompt(transcript) : null}
          />
        );
      })}
    </div>
  );
}

function ruleTop({ pieces, height }: PlacedBlock, rule: string): number {
  return pieces.find((piece) => piece.kind === "rule" && piece.rule === rule)?.top ?? height;
}

/** What queued requests wait for: "In [7]". */
function runningPrompt(transcript: Transcript): string | null {
  const running = transcript.blocks.findLast((block) => block.state === "running");
  return running?.prompt.startsWith("In [") ? running.prompt.slice(0, -1) : null;
}

/** The ends of the selection, which stay drawn; copying gives all that lies between. */
function useSelection(log: RefObject<HTMLDivElement | null>, layout: TranscriptLayout): readonly Place[] {
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useEffect(() => {
    const onSelect = () => {
      const selection = getSelection();
      const element = log.current;
      if (!element || !selection) return;
      const anchor = selection.isCollapsed
        ? null
        : placeOf(element, selection.anchorNode, selection.anchorOffset);
      const focus = anchor && placeOf(element, selection.focusNode, selection.focusOffset);
      setPlaces((now) => {
        if (!anchor) return now.length === 0 ? now : [];
        return focus ? [anchor, focus] : [anchor, now[1] ?? anchor];
      });
    };
    document.addEventListener("selectionchange", onSelect);
    return () => document.removeEventListener("selectionchange", onSelect);
  }, [log]);

  useEffect(() => {
    const element = log.current;
    const [anchor, focus] = places;
    if (!element || !anchor || !focus) return;
    const onCopy = (event: ClipboardEvent) => {
      const text = textBetween(layout.blocks, anchor, focus);
      if (text === "") return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    element.addEventListener("copy", onCopy);
    return () => element.removeEventListener("copy", onCopy);
  }, [log, layout, places]);
  return places;
}
