/** Cells in the editor: a rule and a bold title for each, a tint for the cursor's, and buttons that run them. */

import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { t } from "../../preload/texts/texts";
import { type Cell, cellAt, cellName } from "../code/cells";
import type { Document } from "../code/documents";
import { cursorOf } from "../code/instance";
import { useCells } from "../code/model-code";
import { monaco } from "../code/monaco";
import { holdsCode } from "../code/run-language";
import { targetIsBusy } from "../code/run-target";
import { runCommand } from "../floor/commands/commands";
import { Icon } from "../floor/look/icons";
import { useStore } from "../floor/store";
import { useDiffering } from "../floor/use-differing";
import { CellState } from "./cell-state";
import { NotebookButtons } from "./notebook-buttons";
import { useCellRuns } from "./use-cell-runs";

/** What stands between the chunks of a text. */
const isProse = (cell: Cell | undefined) => cell?.kind !== undefined && !cell.hasTitle;

/** @param shown those whose titles are in view: a long file has hundreds, and each key would set all of them anew */
function decorate(shown: readonly Cell[], current: Cell | undefined): monaco.editor.IModelDeltaDecoration[] {
  const marks: monaco.editor.IModelDeltaDecoration[] = shown.map((cell) => ({
    range: { startLineNumber: cell.from, startColumn: 1, endLineNumber: cell.from, endColumn: 1 },
    options: { isWholeLine: true, className: "cell-rule", marginClassName: "cell-rule" },
  }));
  for (const cell of shown) {
    // A chunk may be named by its options.
    if (!cell.title || cell.titleColumn === 0) continue;
    marks.push({
      range: {
        startLineNumber: cell.from,
        startColumn: cell.titleColumn,
        endLineNumber: cell.from,
        endColumn: cell.titleColumn + cell.title.length,
      },
      options: { inlineClassName: "cell-title" },
    });
  }
  if (current) {
    marks.push({
      range: { startLineNumber: current.from, startColumn: 1, endLineNumber: current.to, endColumn: 1 },
      options: { isWholeLine: true, className: "cell-current", marginClassName: "cell-current" },
    });
  }
  return marks;
}

/** Room between a title and what is said of its cell, in px. */
const AFTER_TITLE_PX = 16;

/** Text whose width the code font alone says. */
const PLAIN = /^[ -~]*$/;

/** Where the line of a cell's title ends, in px from the editor's left edge. */
function endOfTitle(editor: monaco.editor.IStandaloneCodeEditor, cell: Cell): number {
  const line = editor.getModel()?.getLineContent(cell.from) ?? "";
  const { isMonospace, typicalHalfwidthCharacterWidth } = editor.getOption(
    monaco.editor.EditorOption.fontInfo,
  );
  // To ask Monaco is to have it lay out all that it shows, within the key that is being typed.
  const width =
    isMonospace && PLAIN.test(line)
      ? line.length * typicalHalfwidthCharacterWidth
      : editor.getOffsetForColumn(cell.from, line.length + 1);
  return editor.getLayoutInfo().contentLeft + width + AFTER_TITLE_PX;
}

/** A cell whose title is in view, and where that begins, in px from the text's upper edge. */
interface PlacedCell {
  readonly cell: Cell;
  readonly top: number;
}

const NONE: readonly PlacedCell[] = [];

const isSame = (one: readonly PlacedCell[], other: readonly PlacedCell[]) =>
  one.length === other.length &&
  one.every(({ cell, top }, index) => cell === other[index]?.cell && top === other[index]?.top);

interface Props {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly document: Document;
}

export function CellLayer({ editor, document }: Props) {
  const cells = useCells(document.model);
  // As far as the cells are drawn by it: a key within a line draws none anew.
  const cursor = cursorOf(editor);
  const line = useSyncExternalStore(cursor.subscribe, () => cursor.get().line);
  const selects = useSyncExternalStore(cursor.subscribe, () => cursor.get().selected > 0);
  const current = cellAt(cells, line);
  const busy = useStore(targetIsBusy);
  const runs = useCellRuns(document, cells);
  const layer = useRef<HTMLDivElement>(null);
  const [inView, setInView] = useDiffering(NONE, isSame);
  const [hoveredLine, setHoveredLine] = useState(0);

  const decorations = useMemo(() => editor.createDecorationsCollection(), [editor]);
  const tinted = useMemo(
    () => (cells.some(({ hasTitle }) => hasTitle) && !isProse(current) ? current : undefined),
    [cells, current],
  );
  // In the same picture as the lines themselves.
  useLayoutEffect(() => {
    const shown = inView.map(({ cell }) => cell);
    const set = () => decorations.set(decorate(shown, tinted));
    set();
    const model = editor.onDidChangeModel(set);
    return () => model.dispose();
  }, [editor, decorations, inView, tinted]);
  useEffect(() => () => decorations.clear(), [decorations]);

  useEffect(() => {
    const place = () => {
      if (layer.current) layer.current.style.transform = `translateY(${-editor.getScrollTop()}px)`;
      const ranges = editor.getVisibleRanges();
      const shown = cells
        .filter(
          (cell) =>
            cell.hasTitle &&
            ranges.some((range) => range.startLineNumber <= cell.from && cell.from <= range.endLineNumber),
        )
        // Lines move without a change to the text too: below the find widget, by wrapping.
        .map((cell) => ({ cell, top: editor.getTopForLineNumber(cell.from) }));
      setInView(shown);
    };
    place();
    const listeners = [
      editor.onDidScrollChange(place),
      editor.onDidLayoutChange(place),
      editor.onDidContentSizeChange(place),
      editor.onDidChangeViewZones(place),
      editor.onMouseMove((event) => setHoveredLine(event.target.position?.lineNumber ?? 0)),
      editor.onMouseLeave(() => setHoveredLine(0)),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor, cells, setInView]);

  const hovered = cellAt(cells, hoveredLine);
  // Where no kernel runs the language, that a cell never ran is no news.
  const isNotebook = document.notebook !== undefined;
  const runnable = holdsCode(document);
  return (
    <div className="cell-layer">
      <div ref={layer}>
        {inView.map(({ cell, top }) => (
          <div key={`state ${cell.from}`} className="cell-line" style={{ top }}>
            {(runnable && cell.kind === undefined) || runs.has(cell.from) ? (
              <CellState cell={cellName(cell)} run={runs.get(cell.from)} left={endOfTitle(editor, cell)} />
            ) : null}
          </div>
        ))}
        {inView.map(({ cell, top }) => (
          <div
            key={cell.from}
            className="cell-buttons"
            data-under={line === cell.from && !selects ? "cursor" : cell === current ? "current" : undefined}
            data-shown={cell === current || cell === hovered ? "" : undefined}
            style={{ top }}
          >
            {cell.kind === undefined ? <RunButtons cell={cell} busy={busy} /> : null}
            {isNotebook ? <NotebookButtons line={cell.from} /> : null}
          </div>
        ))}
      </div>
    </div>
  );
}

function RunButtons({ cell, busy }: { readonly cell: Cell; readonly busy: boolean }) {
  return (
    <>
      <button
        type="button"
        data-command="run.cell"
        aria-label={
          busy
            ? t("Queue cell: {name}", { name: cellName(cell) })
            : t("Run cell: {name}", { name: cellName(cell) })
        }
        onClick={() => void runCommand("run.cell", { line: cell.from })}
      >
        <Icon name="play" />
        <span>{busy ? t("Queue cell") : t("Run cell")}</span>
      </button>
      <button
        type="button"
        data-command="run.cellAdvance"
        aria-label={
          busy
            ? t("Queue cell and advance: {name}", { name: cellName(cell) })
            : t("Run cell and advance: {name}", { name: cellName(cell) })
        }
        onClick={() => void runCommand("run.cellAdvance", { line: cell.from })}
      >
        <Icon name="advance" />
        <span>{t("and advance")}</span>
      </button>
    </>
  );
}
