/** The lines of a text piece that are in view. */
import { memo, useEffect, useState } from "react";
import type { TextLine } from "../../../preload/transcript/transcript";
import { colorizeLines } from "../../editor/monaco";
import type { TextPiece } from "./pieces";
import { isNarrow } from "./row-index";
import { styleProps } from "./text-style";

/** A line of more rows than this is drawn in part. */
const MOST_ROWS = 200;
/** Code longer than this, in characters, is not coloured: it would hold up the window. */
const MOST_COLOURED = 100_000;

interface LineProps {
  readonly line: TextLine;
  readonly number: number;
  readonly top: number;
  readonly rows: number;
}

const Line = memo(function Line({ line, number, top, rows }: LineProps) {
  const lineStyle = rows > 1 ? { top, "--rows": rows } : { top };
  return (
    <div className="line" data-line={number} style={lineStyle as React.CSSProperties}>
      {line.runs ? <Runs line={line} /> : line.text}
    </div>
  );
});

function Runs({ line }: { readonly line: TextLine }) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const run of line.runs ?? []) {
    if (run.start > at) parts.push(line.text.slice(at, run.start));
    parts.push(
      <span key={run.start} {...styleProps(run.style)}>
        {line.text.slice(run.start, run.end)}
      </span>,
    );
    at = run.end;
  }
  parts.push(line.text.slice(at));
  return parts;
}

/** Code as Monaco colours it, line by line; null until it has. */
function useColouredLines(piece: TextPiece, language: string): readonly string[] | null {
  const [coloured, setColoured] = useState<{ lines: TextPiece["lines"]; html: readonly string[] } | null>(
    null,
  );
  const { lines, role } = piece;
  useEffect(() => {
    if (role !== "code") return;
    const code = lines.map((line) => line.text).join("\n");
    if (code.length > MOST_COLOURED) return;
    let wanted = true;
    void colorizeLines(code, language).then((html) => {
      // Monaco writes each space as one that does not break and that nobody finds by searching.
      if (wanted)
        setColoured({ lines, html: html.map((line) => line.replaceAll(/&nbsp;|&#160;|\u00a0/g, " ")) });
    });
    return () => {
      wanted = false;
    };
  }, [lines, role, language]);
  return coloured?.lines === lines ? coloured.html : null;
}

export interface TextLinesProps {
  readonly piece: TextPiece;
  readonly row: number;
  readonly columns: number;
  readonly language: string;
  /** Rows of the piece that are in view: first, and behind the last. */
  readonly rows: readonly [number, number];
  /** Lines to draw although they are out of view: the selection ends in them. */
  readonly pinned: readonly number[];
}

export function TextLines({ piece, row, columns, language, rows, pinned }: TextLinesProps) {
  const html = useColouredLines(piece, language);
  const { index, lines, firstRow, padding } = piece;
  const numbers: number[] = [];
  const [first, behind] = rows;
  if (behind > first) {
    const last = index.lineAt(firstRow + behind - 1);
    for (let n = Math.max(piece.from, index.lineAt(firstRow + first)); n <= last && n < piece.to; n++)
      numbers.push(n);
  }
  for (const n of pinned) if (n >= piece.from && n < piece.to && !numbers.includes(n)) numbers.push(n);
  numbers.sort((a, b) => a - b);

  let at = -1;
  let nextTop = 0;
  return numbers.map((n) => {
    const lineRow = n === at + 1 && at >= 0 ? nextTop : index.rowAt(n);
    const count = index.rowsOf(n);
    at = n;
    nextTop = lineRow + count;
    const top = (lineRow - firstRow) * row + padding;
    const line = lines[n] ?? { text: "" };
    if (count > MOST_ROWS && !line.runs && isNarrow(line.text)) {
      // Only what is near the view of a line that is pages long.
      const from = Math.max(0, firstRow + first - lineRow);
      const to = Math.min(count, Math.max(from + 1, firstRow + behind - lineRow));
      const text = line.text.slice(from * columns, to * columns);
      return <Line key={n} line={{ text }} number={n} top={top + from * row} rows={to - from} />;
    }
    const coloured = html?.[n];
    if (coloured !== undefined) {
      const style = { top, "--rows": count } as React.CSSProperties;
      return (
        <div
          key={n}
          className="line"
          data-line={n}
          style={style}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: Monaco makes it from escaped text
          dangerouslySetInnerHTML={{ __html: coloured }}
        />
      );
    }
    return <Line key={n} line={line} number={n} top={top} rows={count} />;
  });
}
