/** Cells: stretches of a file that run as one. A comment line of a certain form begins each (see `titlePattern`). */
import { t } from "../../preload/texts/texts";

/** A cell: from its title line to the line before the next one. Lines count from 1, both ends included. */
export interface Cell {
  readonly title: string;
  /** Column (from 1) where the title stands in its line. */
  readonly titleColumn: number;
  readonly from: number;
  readonly to: number;
  /** False for lines before the first title, and for a file without any. */
  readonly hasTitle: boolean;
}

/**
 * What marks a cell's title line. With `#` as comment sign: `## title`, `# %% title`, `#%% title` (not `### …`, which
 * is a heading within a comment). With another sign, e.g. `//`: `// %% title`, `//%% title` and `//## title`.
 */
function titlePattern(comment: string): RegExp {
  if (comment === "#") return /^#(?:#(?!#)|\s?%%)\s*(.*?)\s*$/;
  const sign = comment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${sign}\\s?(?:##(?!#)|%%)\\s*(.*?)\\s*$`);
}

/** Takes away what only decorates a title at its end ("## Fit -----"). */
function cleanTitle(text: string): string {
  return text.replace(/[\s\-=#*]+$/, "");
}

/**
 * The cells of a text, without gaps: every line is in exactly one.
 * @param lines the text, line by line
 * @param comment what begins a line comment in its language, or null where there is none: then the text is one cell
 */
export function findCells(lines: readonly string[], comment: string | null): readonly Cell[] {
  const starts: { line: number; title: string; titleColumn: number }[] = [];
  if (comment !== null) {
    const pattern = titlePattern(comment);
    lines.forEach((text, index) => {
      const found = pattern.exec(text);
      if (!found) return;
      const written = found[1] ?? "";
      const titleColumn = text.length - (/\s*$/.exec(text)?.[0].length ?? 0) - written.length + 1;
      starts.push({ line: index + 1, title: cleanTitle(written), titleColumn });
    });
  }
  const cells: Cell[] = [];
  const first = starts[0]?.line ?? lines.length + 1;
  if (first > 1) cells.push({ title: "", titleColumn: 1, from: 1, to: first - 1, hasTitle: false });
  starts.forEach((start, index) => {
    const next = starts[index + 1]?.line ?? lines.length + 1;
    cells.push({
      title: start.title,
      titleColumn: start.titleColumn,
      from: start.line,
      to: next - 1,
      hasTitle: true,
    });
  });
  return cells;
}

/** The cell that holds a line (from 1). */
export function cellAt(cells: readonly Cell[], line: number): Cell | undefined {
  return cells.find((cell) => cell.from <= line && line <= cell.to);
}

/** How a cell is called where a name is needed: its title, or its first line. */
export function cellName(cell: Cell): string {
  return cell.title || t("line {line}", { line: String(cell.from) });
}
