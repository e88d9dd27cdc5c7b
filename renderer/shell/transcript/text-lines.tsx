/** The lines of a text piece that are in view. */
import { Fragment, memo, useEffect, useState } from "react";
import { ABSENT_LINE } from "../../../preload/transcript/absent";
import type { TextLine, TextStyle } from "../../../preload/transcript/transcript";
import { colorizeLines } from "../../code/monaco";
import { unawaited } from "../../floor/failures";
import { useLinksLater } from "../output/links/line-links";
import { isPlain, LinkedText } from "../output/links/linked-text";
import { htmlInRows } from "./html-in-rows";
import { htmlInColumns, inColumns } from "./in-columns";
import type { TextPiece } from "./pieces";
import { styleProps } from "./text-style";
import { MOST_ROWS, wordBreaks } from "./word-rows";

/** Code longer than this, in characters, is not coloured: it would hold up the window. */
const MOST_COLOURED = 100_000;

interface LineProps {
  readonly line: TextLine;
  readonly number: number;
  readonly top: number;
  readonly rows: number;
  /** So much of the line is left out before what is drawn, in UTF-16 units. */
  readonly skipped?: number;
  /** Columns of a row, for a line that breaks between words. */
  readonly wordColumns: number | null;
}

const Line = memo(function Line({ line, number, top, rows, skipped, wordColumns }: LineProps) {
  useLinksLater(line);
  const lineStyle = rows > 1 ? { top, "--rows": rows } : { top };
  const breaks = wordColumns === null ? null : wordBreaks(line.text, wordColumns);
  return (
    <div
      className="line"
      data-line={number}
      data-from={skipped}
      data-breaks={breaks ? "words" : undefined}
      style={lineStyle as React.CSSProperties}
    >
      {isPlain(line) ? (
        inRows(line.text, breaks ?? [])
      ) : (
        <LinkedText line={line} breaks={breaks ?? []} styled={styled} />
      )}
    </div>
  );
});

/** Text whose rows after the first begin at `breaks`. */
function inRows(text: string, breaks: readonly number[]) {
  if (breaks.length === 0) return inColumns(text);
  return [0, ...breaks].map((start, row) => (
    <Fragment key={start}>
      {row > 0 && <br />}
      {inColumns(text.slice(start, breaks[row]))}
    </Fragment>
  ));
}

/** Columns `from` to before `to` of a line, in UTF-16 units. */
function partOf({ text, runs }: TextLine, from: number, to: number): TextLine {
  const part = text.slice(from, to);
  if (!runs) return { text: part };
  return {
    text: part,
    runs: runs.flatMap(({ start, end, style }) =>
      end <= from || start >= to
        ? []
        : [{ start: Math.max(0, start - from), end: Math.min(to, end) - from, style }],
    ),
  };
}

function styled(text: string, style: TextStyle | undefined, key: number) {
  return style ? (
    <span key={key} {...styleProps(style)}>
      {inColumns(text)}
    </span>
  ) : (
    <Fragment key={key}>{inColumns(text)}</Fragment>
  );
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
    unawaited(
      "colouring code",
      colorizeLines(code, language).then((html) => {
        if (wanted) setColoured({ lines, html });
      }),
    );
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
  const { wordColumns } = index;
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
    // After a line that is not held nothing can be added up.
    const lineRow = n === at + 1 && at >= 0 && lines[at] !== ABSENT_LINE ? nextTop : index.rowAt(n);
    const count = index.rowsOf(n);
    at = n;
    nextTop = lineRow + count;
    const top = (lineRow - firstRow) * row + padding;
    const line = lines[n] ?? { text: "" };
    if (count > MOST_ROWS) {
      // Only what is near the view of a line that is pages long; where it has wide characters, about that.
      const from = Math.max(0, firstRow + first - lineRow);
      const to = Math.min(count, Math.max(from + 1, firstRow + behind - lineRow));
      const perRow = index.isNarrow(n) ? columns : Math.ceil(line.text.length / count);
      const part = partOf(line, from * perRow, to * perRow);
      return (
        <Line
          key={n}
          line={part}
          number={n}
          top={top + from * row}
          rows={to - from}
          skipped={from * perRow}
          wordColumns={null}
        />
      );
    }
    const coloured = html?.[n];
    if (coloured !== undefined) {
      const style = { top, "--rows": count } as React.CSSProperties;
      const breaks = wordColumns === null ? null : wordBreaks(line.text, wordColumns);
      return (
        <div
          key={n}
          className="line"
          data-line={n}
          data-breaks={breaks ? "words" : undefined}
          style={style}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: Monaco makes it from escaped text
          dangerouslySetInnerHTML={{ __html: htmlInColumns(htmlInRows(coloured, line.text, breaks ?? [])) }}
        />
      );
    }
    return <Line key={n} line={line} number={n} top={top} rows={count} wordColumns={wordColumns} />;
  });
}
