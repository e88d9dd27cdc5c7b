/** Text drawn in columns: whatever font a character comes from, what follows it stands where a terminal has it. */
import type { ReactNode } from "react";
import { eachInColumns, isNarrow } from "./columns";

/** A stretch of text: as it is, or with the class of what takes another width than its letters. */
interface Stretch {
  readonly start: number;
  readonly text: string;
  readonly columns: number;
  readonly kind: "wide" | "rtl" | null;
}

function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let plain = 0;
  const flush = (to: number) => {
    if (to > plain) stretches.push({ start: plain, text: text.slice(plain, to), columns: 0, kind: null });
  };
  eachInColumns(text, (start, end, columns, kind) => {
    if (kind === "character" && columns !== 2) return;
    flush(start);
    plain = end;
    stretches.push({ start, text: text.slice(start, end), columns, kind: kind === "words" ? "rtl" : "wide" });
  });
  flush(text.length);
  return stretches;
}

const widthOf = (columns: number) => `${columns}ch`;

/** A line's text for the page. */
export function inColumns(text: string): ReactNode {
  if (isNarrow(text)) return text;
  return stretchesOf(text).map(({ start, text: part, columns, kind }) =>
    kind === null ? (
      part
    ) : (
      <span key={start} className={kind} style={kind === "rtl" ? { width: widthOf(columns) } : undefined}>
        {part}
      </span>
    ),
  );
}

/** The same for a line that Monaco has coloured. @param html elements around escaped text */
export function htmlInColumns(html: string): string {
  if (isNarrow(html)) return html;
  return html.replace(/(?<=^|>)[^<]+/g, (text) =>
    stretchesOf(text)
      .map(({ text: part, columns, kind }) => {
        if (kind === null) return part;
        const style = kind === "rtl" ? ` style="width:${widthOf(columns)}"` : "";
        return `<span class="${kind}"${style}>${part}</span>`;
      })
      .join(""),
  );
}
