/** One cell of a notebook: a group with its number and type, in which Markdown and raw text are drawn. */
import { type MouseEvent, memo, useEffect, useLayoutEffect, useRef } from "react";
import { t } from "../../preload/texts/texts";
import type { Cell } from "../code/cells";
import type { Document } from "../code/documents";
import type { NotebookText, TextCell } from "../code/notebook-text";
import { NotebookButtons } from "../editor/notebook-buttons";
import { MarkdownCell } from "./markdown-cell";

interface NotebookCellProps {
  /** Its place, from 0. */
  readonly at: number;
  readonly cell: Cell;
  readonly text: TextCell;
  readonly notebook: NotebookText;
  readonly document: Document;
  /** In px. */
  readonly top: number;
  readonly left: number;
  /** Null for one that is drawn. */
  readonly height: number | null;
  readonly isSelected: boolean;
  readonly measured: (text: TextCell, height: number) => void;
  readonly onEnter: (line: number) => void;
  readonly onSelect: (line: number) => void;
}

function nameOf(at: number, { type }: TextCell): string {
  const number = String(at + 1);
  if (type === "code") return t("Cell {number}, code", { number });
  return type === "markdown" ? t("Cell {number}, Markdown", { number }) : t("Cell {number}, raw", { number });
}

export const NotebookCell = memo(function NotebookCell(props: NotebookCellProps) {
  const { at, cell, text, top, left, height, isSelected, notebook, document, measured } = props;
  const place = useRef<HTMLElement>(null);
  const isDrawn = height === null;
  useLayoutEffect(() => {
    if (isDrawn && place.current) measured(text, place.current.offsetHeight);
  });
  useEffect(() => {
    const element = place.current;
    if (!isDrawn || !element) return;
    const observer = new ResizeObserver(() => measured(text, element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isDrawn, text, measured]);
  const onClick = (event: MouseEvent) => {
    if ((event.target as Element).closest("a, button") || !(getSelection()?.isCollapsed ?? true)) return;
    if (event.detail > 1) props.onEnter(cell.from + 1);
    else props.onSelect(cell.from);
  };
  return (
    <section
      ref={place}
      role="group"
      className="notebook-cell"
      aria-label={nameOf(at, text)}
      data-cell={at}
      data-drawn={isDrawn ? "" : undefined}
      data-selected={isSelected ? "" : undefined}
      tabIndex={-1}
      style={{ top, ...(height !== null && { height }) }}
      {...(isDrawn && { onClick })}
    >
      {isDrawn ? (
        <>
          <div className="notebook-cell-body" style={{ marginLeft: left }}>
            {text.type === "markdown" ? (
              <MarkdownCell
                source={text.source}
                attachments={notebook.inFile(text.key)?.attachments}
                document={document}
              />
            ) : (
              <pre className="notebook-raw">{text.source}</pre>
            )}
          </div>
          <div className="cell-buttons notebook-cell-buttons">
            <button type="button" onClick={() => props.onEnter(cell.from + 1)}>
              {t("Edit")}
            </button>
            <NotebookButtons line={cell.from} />
          </div>
        </>
      ) : null}
    </section>
  );
});
