/**
 * A notebook's cells over its text: Markdown and raw cells are drawn until the cursor enters them; the selected one is
 * marked, and has the keyboard in command mode.
 */
import { modelLines } from "../code/notebook-models";
import "./notebook.css";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { type Cell, cellIndex } from "../code/cells";
import { cursorOf } from "../code/instance";
import { useCells } from "../code/model-code";
import { monaco } from "../code/monaco";
import { notebookMode } from "../code/notebook-mode";
import type { NotebookText, TextCell } from "../code/notebook-text";
import { scrollInstead } from "../code/scroll-instead";
import { type EditorLayerProps, useHostMark } from "../editor/layers";
import { settings } from "../floor/app";
import { useStore } from "../floor/store";
import { act } from "./act";
import { editCell, selectedTo, selectLine } from "./cell-actions";
import { CommandKeys } from "./command-keys";
import { comesInFront, followEditorKeys } from "./editor-keys";
import { type DrawnRun, drawnRuns, hideLines } from "./hidden-lines";
import { NotebookCell } from "./notebook-cell";

/** A drawn cell's height before it is measured, in px: of a line, and of what stands around them. */
const LINE_PX = 20;
const AROUND_PX = 24;
/** Drawn above and below what is in view, in px. */
const OVERSCAN_PX = 300;

export function NotebookLayer(props: EditorLayerProps) {
  const { notebook } = props.document;
  return notebook ? <Cells key={props.document.id} {...props} notebook={notebook} /> : null;
}

/** A cell in view: where it stands, in px from the text's upper edge. */
interface Placed {
  readonly at: number;
  readonly top: number;
  /** Of a cell of code; null for one that is drawn, which says its own. */
  readonly height: number | null;
}

const isSamePlaces = (a: readonly Placed[], b: readonly Placed[]) =>
  a.length === b.length &&
  a.every((one, at) => one.at === b[at]?.at && one.top === b[at]?.top && one.height === b[at]?.height);

function Cells({ editor, document, notebook }: EditorLayerProps & { readonly notebook: NotebookText }) {
  const { model } = document;
  const cells = useCells(model);
  const mode = useStore(notebookMode);
  const cursor = cursorOf(editor);
  const line = useSyncExternalStore(cursor.subscribe, () => cursor.get().line);
  const other = useStore(selectedTo);
  useStore(settings);
  const current = cellIndex(cells, line);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a drawn cell changes only while it is no cell of the same place
  const texts = useMemo(() => notebook.cellsOf(modelLines(model)), [cells, mode, current, notebook, model]);
  const lastIsBlank = model.getLineContent(model.getLineCount()) === "";
  const runs = useMemo(
    () =>
      drawnRuns(
        cells,
        (cell) => cell.kind !== undefined && !(mode === "edit" && cells[current] === cell),
        model.getLineCount(),
        lastIsBlank,
      ),
    [cells, mode, current, model, lastIsBlank],
  );

  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const heightOf = useCallback(
    (at: number) => {
      const text = texts[at];
      if (!text) return 0;
      return heights.get(nameOf(text)) ?? text.source.split("\n").length * LINE_PX + AROUND_PX;
    },
    [texts, heights],
  );
  const measured = useCallback((text: TextCell, height: number) => {
    setHeights((before) =>
      before.get(nameOf(text)) === height ? before : new Map(before).set(nameOf(text), height),
    );
  }, []);

  const sheet = useRef<HTMLDivElement>(null);
  const [placed, setPlaced] = useState<readonly Placed[]>([]);
  const place = useCallback(() => {
    const scrolled = editor.getScrollTop();
    if (sheet.current) sheet.current.style.transform = `translateY(${-scrolled}px)`;
    if (editor.getModel() !== model) return;
    const bottom = scrolled + editor.getLayoutInfo().height + OVERSCAN_PX;
    const now = placesOf(editor, model, cells, runs, heightOf, scrolled - OVERSCAN_PX, bottom, current);
    setPlaced((before) => (isSamePlaces(before, now) ? before : now));
  }, [editor, model, cells, runs, heightOf, current]);

  useZones(editor, model, runs, heightOf, place);
  useEffect(() => {
    const listeners = [
      editor.onDidScrollChange(place),
      editor.onDidLayoutChange(place),
      editor.onDidContentSizeChange(place),
      editor.onDidChangeViewZones(place),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor, place]);
  useEffect(() => {
    const keys = followEditorKeys(editor, model, () => runs);
    return () => keys.dispose();
  }, [editor, model, runs]);
  useEffect(() => comesInFront(model), [model]);
  useHostMark(sheet, "notebook-cells-selected", mode === "command");
  useFocus(editor, sheet, mode, current, placed, texts[current]?.key ?? "");

  const keys = useMemo(() => new CommandKeys(), []);
  const [from, to] =
    other === null ? [current, current] : [Math.min(other, current), Math.max(other, current)];
  return (
    <div
      className="notebook-cells"
      data-mode={mode}
      onScroll={(event) => scrollInstead(editor, event.currentTarget)}
      onWheel={(event) => {
        if (!event.ctrlKey) editor.setScrollTop(editor.getScrollTop() + event.deltaY);
      }}
      onKeyDown={(event) => {
        // Buttons and links within have their own Enter.
        if (
          event.target !== event.currentTarget &&
          (event.target as Element).getAttribute("role") !== "group"
        )
          return;
        const action = keys.read(event.nativeEvent);
        if (action === null) return;
        event.preventDefault();
        event.stopPropagation();
        if (action !== "wait") act(action);
      }}
    >
      <div ref={sheet} className="notebook-sheet">
        {placed.map(({ at, top, height }) => {
          const [cell, text] = [cells[at], texts[at]];
          if (!cell || !text) return null;
          return (
            <NotebookCell
              // By its place, so that the keyboard stays where a cell was deleted.
              key={at}
              {...{ at, cell, text, top, height, notebook, document, measured }}
              left={editor.getLayoutInfo().contentLeft}
              isSelected={from <= at && at <= to}
              onEnter={editCell}
              onSelect={selectLine}
            />
          );
        })}
      </div>
    </div>
  );
}

const nameOf = ({ type, source }: TextCell) => `${type}\n${source}`;

/** The cells that reach into the part from `top` to `bottom`, and the one with the cursor, wherever it is. */
function placesOf(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  cells: readonly Cell[],
  runs: readonly DrawnRun[],
  heightOf: (at: number) => number,
  top: number,
  bottom: number,
  current: number,
): Placed[] {
  const found: Placed[] = [];
  const lines = model.getLineCount();
  const add = (at: number, begins: number, height: number, own: number | null) => {
    if (at === current || (begins < bottom && begins + height > top))
      found.push({ at, top: begins, height: own });
  };
  let run = 0;
  for (let at = 0; at < cells.length; at++) {
    const drawn = runs[run];
    if (drawn?.first === at) {
      // What follows the run begins where the room for it ends.
      let begins = editor.getTopForLineNumber(Math.min(lines, drawn.to + 1));
      for (let one = drawn.last; one >= at; one--) begins -= heightOf(one);
      for (; at <= drawn.last; at++) {
        add(at, begins, heightOf(at), null);
        begins += heightOf(at);
      }
      at--;
      run++;
      continue;
    }
    const cell = cells[at] as Cell;
    const begins = editor.getTopForLineNumber(Math.min(lines, cell.from));
    if (begins > bottom && at > current) break;
    const ends = editor.getBottomForLineNumber(Math.min(lines, cell.to));
    add(at, begins, ends - begins, ends - begins);
  }
  return found;
}

/** Hides the text of what is drawn, and makes room for that. */
function useZones(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  runs: readonly DrawnRun[],
  heightOf: (at: number) => number,
  place: () => void,
): void {
  const zones = useRef<string[]>([]);
  useLayoutEffect(() => {
    const set = () => {
      if (editor.getModel() !== model) return;
      hideLines(editor, runs, model);
      editor.changeViewZones((accessor) => {
        for (const id of zones.current) accessor.removeZone(id);
        zones.current = runs.map(({ first, last, after }) => {
          let height = 0;
          for (let at = first; at <= last; at++) height += heightOf(at);
          return accessor.addZone({
            afterLineNumber: after,
            heightInPx: height,
            domNode: document.createElement("div"),
            showInHiddenAreas: true,
            // Behind the results of the cell above.
            ordinal: 20_000,
          });
        });
      });
      place();
    };
    set();
    const listener = editor.onDidChangeModel(() => {
      zones.current = [];
      set();
    });
    return () => listener.dispose();
  }, [editor, model, runs, heightOf, place]);
  useLayoutEffect(
    () => () => {
      if (editor.getModel() !== model) return;
      editor.changeViewZones((accessor) => {
        for (const id of zones.current) accessor.removeZone(id);
      });
      zones.current = [];
      hideLines(editor, [], model);
    },
    [editor, model],
  );
}

/** The keyboard goes to the selected cell with command mode, and into the text with the other. */
function useFocus(
  editor: monaco.editor.IStandaloneCodeEditor,
  sheet: React.RefObject<HTMLDivElement | null>,
  mode: "edit" | "command",
  current: number,
  placed: readonly Placed[],
  key: string,
): void {
  const had = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell, or another place of it
  useEffect(() => {
    const layer = sheet.current?.parentElement;
    if (mode !== "command" || !layer) return;
    const isHere = editor.hasTextFocus() || layer.contains(document.activeElement) || had.current;
    if (!isHere) return;
    const cell = layer.querySelector<HTMLElement>(`[data-cell="${current}"]`);
    if (!cell) return;
    cell.focus({ preventScroll: true });
    const one = placed.find(({ at }) => at === current);
    if (one) bringIntoView(editor, one.top, one.height ?? cell.offsetHeight);
  }, [editor, mode, current, key, placed.find(({ at }) => at === current)?.top]);
  useEffect(() => {
    const layer = sheet.current?.parentElement;
    if (!layer) return;
    const note = () => {
      had.current = layer.contains(document.activeElement);
    };
    // An element that is taken off the page loses the keyboard without telling where it goes.
    layer.addEventListener("focusin", note);
    document.addEventListener("focusin", note);
    return () => {
      layer.removeEventListener("focusin", note);
      document.removeEventListener("focusin", note);
    };
  }, [sheet]);
}

function bringIntoView(editor: monaco.editor.IStandaloneCodeEditor, top: number, height: number): void {
  const scrolled = editor.getScrollTop();
  const { height: view } = editor.getLayoutInfo();
  if (top < scrolled || height > view) editor.setScrollTop(top, monaco.editor.ScrollType.Immediate);
  else if (top + height > scrolled + view)
    editor.setScrollTop(top + height - view, monaco.editor.ScrollType.Immediate);
}
