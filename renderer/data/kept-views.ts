/**
 * Views as the window keeps them, by the view's key: how the columns look (with their names), for as long as it is
 * remembered; and, while a page is open, what of the table it shows, so that it comes back when the window loads anew.
 */
import * as v from "valibot";
import { dataView } from "../../preload/contract/data";
import { cellFormat } from "./grid/cell-format";
import type { Selection } from "./grid/selection";
import type { ScrolledTo } from "./grid/use-scrolling";
import { type Looks, saidOf } from "./looks";
import type { KeptView } from "./table/carried-view";

const PLACE = "data.looks";
/** Views that are kept, those looked at last. */
const MOST_VIEWS = 60;
/** Characters of one view. */
const MOST_TEXT = 30_000;

const column = v.pipe(v.number(), v.integer(), v.minValue(0));
const row = v.pipe(v.number(), v.minValue(-1));
const place = v.object({ row: v.pipe(row, v.integer()), column });
const names = v.array(v.tuple([column, v.string()]));
const px = v.pipe(v.number(), v.minValue(0), v.maxValue(1e9));
const kept = v.object({
  moves: v.array(v.object({ column, before: v.nullable(column) })),
  hidden: v.array(column),
  frozen: v.array(column),
  formats: v.array(v.tuple([column, cellFormat])),
  coloured: v.array(column),
  allColoured: v.boolean(),
  /** Of all columns of which something is said. */
  names,
  shown: v.exactOptional(
    v.object({
      view: dataView,
      names,
      /** At the upper left: a row, and px. */
      scrolled: v.object({ top: v.pipe(row, v.minValue(0)), left: px }),
      selection: v.object({ anchor: place, current: place }),
      widths: v.array(v.tuple([column, px])),
    }),
  ),
});
const all = v.array(v.tuple([v.string(), v.string()]));

/** What of a table an open page shows. */
export interface Shown {
  readonly kept: KeptView;
  readonly scrolled: ScrolledTo;
  readonly selection: Selection;
  /** Of the columns that were given one, in px. */
  readonly widths: ReadonlyMap<number, number>;
}

/** How a view looked, what its columns were called, and what it showed. */
export interface KeptPage {
  readonly looks: Looks;
  readonly names: ReadonlyMap<number, string>;
  /** Undefined: its page was closed. */
  readonly shown?: Shown;
}

function stored(): [string, string][] {
  try {
    return v.parse(all, JSON.parse(localStorage.getItem(PLACE) ?? "[]"));
  } catch {
    return [];
  }
}

/** @param key the view's; undefined where nothing is kept of it */
export function keptPage(key: string): KeptPage | undefined {
  const text = stored().find(([one]) => one === key)?.[1];
  if (text === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), kept), text);
  if (!parsed.success) return undefined;
  const { moves, hidden, frozen, formats, coloured, allColoured, shown } = parsed.output;
  return {
    looks: {
      moves,
      hidden: new Set(hidden),
      frozen: new Set(frozen),
      formats: new Map(formats),
      coloured: new Set(coloured),
      allColoured,
    },
    names: new Map(parsed.output.names),
    ...(shown && {
      shown: {
        kept: { view: shown.view, names: new Map(shown.names) },
        scrolled: shown.scrolled,
        selection: shown.selection,
        widths: new Map(shown.widths),
      },
    }),
  };
}

/** Keeps it; what is longer than can be kept is let go of. */
export function keepPage(key: string, { looks, names: named, shown }: KeptPage): void {
  const plain = saidOf(looks).length === 0 && !looks.allColoured && !shown;
  const text = JSON.stringify({
    moves: looks.moves,
    hidden: [...looks.hidden],
    frozen: [...looks.frozen],
    formats: [...looks.formats],
    coloured: [...looks.coloured],
    allColoured: looks.allColoured,
    names: [...named],
    ...(shown && {
      shown: {
        view: shown.kept.view,
        names: [...shown.kept.names],
        scrolled: shown.scrolled,
        selection: shown.selection,
        widths: [...shown.widths],
      },
    }),
  });
  const before = stored();
  if (before.some(([one, known]) => one === key && known === text)) return;
  const rest = before.filter(([one]) => one !== key);
  const next = plain || text.length > MOST_TEXT ? rest : [...rest, [key, text]];
  localStorage.setItem(PLACE, JSON.stringify(next.slice(-MOST_VIEWS)));
}
