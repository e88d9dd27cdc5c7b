/** The looks of views, as the window keeps them: by the view's key and the names of the columns. */
import * as v from "valibot";
import { cellFormat } from "./grid/cell-format";
import { type Looks, saidOf } from "./looks";

const PLACE = "data.looks";
/** Views that are kept, those looked at last. */
const MOST_VIEWS = 60;
/** Characters of one view. */
const MOST_TEXT = 20_000;

const column = v.pipe(v.number(), v.integer(), v.minValue(0));
const kept = v.object({
  moves: v.array(v.object({ column, before: v.nullable(column) })),
  hidden: v.array(column),
  frozen: v.array(column),
  formats: v.array(v.tuple([column, cellFormat])),
  coloured: v.array(column),
  allColoured: v.boolean(),
  /** Of all columns of which something is said. */
  names: v.array(v.tuple([column, v.string()])),
});
const all = v.array(v.tuple([v.string(), v.string()]));

/** How a view looked, and what its columns were called. */
export interface KeptLooks {
  readonly looks: Looks;
  readonly names: ReadonlyMap<number, string>;
}

function stored(): [string, string][] {
  try {
    return v.parse(all, JSON.parse(localStorage.getItem(PLACE) ?? "[]"));
  } catch {
    return [];
  }
}

/** @param key the view's; undefined where nothing is kept of it */
export function keptLooks(key: string): KeptLooks | undefined {
  const text = stored().find(([one]) => one === key)?.[1];
  if (text === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), kept), text);
  if (!parsed.success) return undefined;
  const { moves, hidden, frozen, formats, coloured, allColoured, names } = parsed.output;
  return {
    looks: {
      moves,
      hidden: new Set(hidden),
      frozen: new Set(frozen),
      formats: new Map(formats),
      coloured: new Set(coloured),
      allColoured,
    },
    names: new Map(names),
  };
}

/** Keeps them; what is longer than can be kept is let go of. */
export function keepLooks(key: string, looks: Looks, nameOf: (column: number) => string | undefined): void {
  const said = saidOf(looks);
  const text = JSON.stringify({
    moves: looks.moves,
    hidden: [...looks.hidden],
    frozen: [...looks.frozen],
    formats: [...looks.formats],
    coloured: [...looks.coloured],
    allColoured: looks.allColoured,
    names: said.map((one) => [one, nameOf(one) ?? ""]),
  });
  const rest = stored().filter(([one]) => one !== key);
  const plain = said.length === 0 && !looks.allColoured;
  const next = plain || text.length > MOST_TEXT ? rest : [...rest, [key, text]];
  localStorage.setItem(PLACE, JSON.stringify(next.slice(-MOST_VIEWS)));
}
