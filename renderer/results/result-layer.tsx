/** Results over the editor: under each cell, or in a column at the right. Only those in view are on the page. */
import "./results.css";
import {
  type CSSProperties,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { ResultsPlace } from "../../preload/contract/settings";
import { cursorOf } from "../code/instance";
import { useCells } from "../code/model-code";
import { monaco } from "../code/monaco";
import { holdsCode } from "../code/run-language";
import { scrollInstead } from "../code/scroll-instead";
import { type EditorLayerProps, useHostMark } from "../editor/layers";
import { settings } from "../floor/app";
import { useStore } from "../floor/store";
import { rowHeight } from "../shell/measures/use-measures";
import { followViews } from "./follow-views";
import { type Chosen, keyOf, type PlacedResult, ResultPlacer } from "./placed-results";
import { ResultView } from "./result-view";
import { resultsPlaceOf } from "./results-place";
import { roomOf, topOf } from "./rooms";
import { useResults } from "./use-results";
import { Zones } from "./zones";

/** Drawn above and below what is in view, in px; and so far it is scrolled before more is drawn. */
const OVERSCAN_PX = 400;
const STEP_PX = 200;
/** Of the editor's width the results at the right have this share (results.css). */
const RIGHT_SHARE = 0.45;
const SCROLLBAR_PX = 12;
/** Beside an output, in px: seven units of the grid. */
const EDGES_PX = 28;
const FEWEST_COLUMNS = 10;

export function Results(props: EditorLayerProps) {
  const { document } = props;
  useStore(document.file);
  const place = resultsPlaceOf(document, useStore(settings));
  // A text of Markdown gets its first chunk while it is open.
  useCells(document.model);
  const runs = holdsCode(document);
  if (place === "off" || !runs) return null;
  return <Layer key={`${document.id} ${place}`} {...props} place={place} />;
}

/** A result in view, and where it begins, in px. */
interface Shown {
  readonly placed: PlacedResult;
  readonly top: number;
}

/** The part of the text that is drawn, in px. */
interface Drawn {
  readonly top: number;
  readonly bottom: number;
  readonly tops: readonly Shown[];
}

/** Those of `all` (one below the other) that reach into the part from `top` to `bottom`. */
function inView(
  all: readonly PlacedResult[],
  top: number,
  bottom: number,
  topOfOne: (one: PlacedResult) => number,
): Shown[] {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = all[middle] as PlacedResult;
    if (topOfOne(one) + one.height > top) high = middle;
    else low = middle + 1;
  }
  const shown: Shown[] = [];
  for (let at = low; at < all.length; at++) {
    const placed = all[at] as PlacedResult;
    const begins = topOfOne(placed);
    if (begins > bottom) break;
    shown.push({ placed, top: begins });
  }
  return shown;
}

function isSame(before: Drawn, top: number, bottom: number, tops: readonly Shown[]): boolean {
  return (
    before.top === top &&
    before.bottom === bottom &&
    before.tops.length === tops.length &&
    before.tops.every((one, at) => one.placed === tops[at]?.placed && one.top === tops[at]?.top)
  );
}

/** Whether what the wheel is over scrolls that way by itself. */
function scrollsItself(target: EventTarget, within: Element, by: number): boolean {
  for (let at = target instanceof Element ? target : null; at && at !== within; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (overflowY !== "auto" && overflowY !== "scroll") continue;
    const room = by < 0 ? at.scrollTop : at.scrollHeight - at.clientHeight - at.scrollTop;
    if (room > 1) return true;
  }
  return false;
}

interface Room {
  readonly placer: ResultPlacer;
  /** Of the column in which results stand, in px. */
  readonly left: number;
  readonly width: number;
  readonly row: number;
}

/** What results are measured by, in the editor as it is laid out and with its letters. */
function useRoom(editor: EditorLayerProps["editor"], isRight: boolean): Room {
  const { codeFontSize } = useStore(settings);
  const measure = useCallback(() => {
    const { contentLeft, width: all, verticalScrollbarWidth } = editor.getLayoutInfo();
    const character = editor.getOption(monaco.editor.EditorOption.fontInfo).typicalHalfwidthCharacterWidth;
    const left = isRight ? 0 : contentLeft;
    const width = isRight
      ? (all / (1 - RIGHT_SHARE)) * RIGHT_SHARE - SCROLLBAR_PX
      : all - contentLeft - verticalScrollbarWidth;
    return { left, width: Math.max(100, Math.floor(width)), character: character > 0 ? character : 8 };
  }, [editor, isRight]);
  const [room, setRoom] = useState(measure);
  useLayoutEffect(() => {
    const update = () => {
      const now = measure();
      setRoom((before) =>
        before.left === now.left && before.width === now.width && before.character === now.character
          ? before
          : now,
      );
    };
    update();
    const listeners = [editor.onDidLayoutChange(update), editor.onDidChangeConfiguration(update)];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor, measure]);
  return useMemo(() => {
    const row = rowHeight(codeFontSize);
    // Room at both sides of a piece (results.css).
    const width = Math.max(room.character, room.width - EDGES_PX);
    const columns = Math.max(FEWEST_COLUMNS, Math.floor(width / room.character));
    const measures = { columns, codeColumns: columns, row, width: columns * room.character };
    return { placer: new ResultPlacer(measures), ...room, row };
  }, [room, codeFontSize]);
}

function Layer({ editor, document, place }: EditorLayerProps & { readonly place: ResultsPlace }) {
  const { model } = document;
  const cells = useCells(model);
  const results = useResults(document, cells.length);
  const cursor = cursorOf(editor);
  const line = useSyncExternalStore(cursor.subscribe, () => cursor.get().line);
  const isRight = place === "right";
  const sheet = useRef<HTMLDivElement>(null);
  const { placer, left, width, row } = useRoom(editor, isRight);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const sources = useMemo(
    () => [...new Set(results.flatMap((result) => result?.runs.map(({ where }) => where) ?? []))],
    [results],
  );

  const views = useStore(useMemo(() => followViews(sources), [sources]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: how outputs are seen changes their height
  const placed = useMemo(() => {
    const made = cells.map((cell, at) => {
      const result = results[at];
      const newest = result?.runs[0];
      return newest ? placer.place(at, cell, result, chosen.get(keyOf(newest))) : null;
    });
    return made.filter((one) => one !== null);
  }, [cells, results, placer, chosen, views]);

  const zones = useMemo(() => new Zones(editor), [editor]);
  const now = useRef<readonly PlacedResult[]>(placed);
  now.current = placed;
  const [drawn, setDrawn] = useState<Drawn>({ top: 0, bottom: 0, tops: [] });

  const draw = useCallback(() => {
    if (sheet.current) sheet.current.style.transform = `translateY(${-editor.getScrollTop()}px)`;
    if (editor.getModel() !== model) return;
    const top = Math.floor((editor.getScrollTop() - OVERSCAN_PX) / STEP_PX) * STEP_PX;
    const { height } = editor.getLayoutInfo();
    const bottom = top + Math.ceil(height / STEP_PX) * STEP_PX + 2 * OVERSCAN_PX + STEP_PX;
    const tops = inView(now.current, top, bottom, (one) => topOf(editor, model, one, isRight));
    setDrawn((before) => (isSame(before, top, bottom, tops) ? before : { top, bottom, tops }));
  }, [editor, model, isRight]);

  // In the same picture as the lines themselves.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is placed, and the cursor's line, say where zones stand
  useLayoutEffect(() => {
    const set = () => {
      if (editor.getModel() !== model) return;
      zones.set(now.current.map((each) => roomOf(editor, each, isRight)));
      draw();
    };
    set();
    const listener = editor.onDidChangeModel(() => {
      zones.forget();
      set();
    });
    return () => listener.dispose();
  }, [editor, model, zones, draw, isRight, placed, line]);
  useLayoutEffect(
    () => () => {
      if (editor.getModel() === model) zones.set([]);
    },
    [editor, model, zones],
  );
  useEffect(() => {
    const listeners = [
      editor.onDidScrollChange(draw),
      editor.onDidLayoutChange(draw),
      editor.onDidContentSizeChange(draw),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor, draw]);

  const choose = useCallback((one: PlacedResult, change: Partial<Chosen>) => {
    const newest = one.result.runs[0];
    if (!newest) return;
    setChosen((before) => {
      const known = before.get(keyOf(newest)) ?? { block: null, isWhole: false };
      return new Map(before).set(keyOf(newest), { ...known, ...change });
    });
  }, []);
  const toggle = useCallback((one: PlacedResult) => choose(one, { isWhole: !one.isWhole }), [choose]);
  const step = useCallback(
    (one: PlacedResult, by: 1 | -1) => {
      const { runs } = one.result;
      const run = runs[runs.length - (one.number + by)];
      if (run) choose(one, { block: run.block });
    },
    [choose],
  );

  useHostMark(sheet, "results-at-right", place === "right");
  const style = {
    "--code-size": `${settings.get().codeFontSize}px`,
    "--code-line": `${row}px`,
  } as CSSProperties;
  return (
    <div
      className="results"
      data-place={place}
      style={style}
      onScroll={(event) => scrollInstead(editor, event.currentTarget)}
      onWheel={(event) => {
        // Over a result the text scrolls as well, unless what is in it does.
        if (event.ctrlKey || scrollsItself(event.target, event.currentTarget, event.deltaY)) return;
        editor.setScrollTop(editor.getScrollTop() + event.deltaY);
      }}
    >
      <div ref={sheet} className="results-sheet" style={isRight ? {} : { left, width }}>
        {drawn.tops.map(({ placed: one, top }) => (
          <ResultView
            key={keyOf({ where: one.source, block: one.block })}
            document={document}
            placed={one}
            measures={placer.measures}
            language={model.getLanguageId()}
            top={top}
            viewTop={drawn.top}
            viewBottom={drawn.bottom}
            step={step}
            toggle={toggle}
          />
        ))}
      </div>
    </div>
  );
}
