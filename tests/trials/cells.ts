/** The cells that are played: chosen by a seed from what `material.py` gathered, and put into lives of a kernel. */
import type { Random } from "../chaos/random";

export interface Cell {
  /** What has to run. */
  readonly code: string;
  /** What is pasted, e.g. a docstring with its prompts. */
  readonly paste: string;
}

/** Cells of one file, docstring or notebook. */
export interface Piece {
  readonly source: Source;
  /** "matplotlib/bars.py". */
  readonly file: string;
  readonly cells: readonly Cell[];
}

export type Source = "galleries" | "docstrings" | "snippets" | "texts" | "notebooks";

/** A cell and where it is from: "galleries matplotlib/bars.py #2". */
export interface NamedCell extends Cell {
  readonly name: string;
}

/** What one kernel is given from its start to its end, in order. */
export interface Life {
  readonly source: Source;
  readonly cells: readonly NamedCell[];
}

/** How many pieces of a source make the whole, and how many cells of one piece are played. */
const WHOLE: Readonly<Record<Source, { pieces: number; cells: number }>> = {
  galleries: { pieces: 160, cells: 4 },
  docstrings: { pieces: 450, cells: 1 },
  snippets: { pieces: 40, cells: 10 },
  texts: { pieces: 80, cells: 1 },
  notebooks: { pieces: 200, cells: 4 },
};
/** A kernel is given about so many cells. */
const LIFE_CELLS = 36;

/** What a package's docstrings take for granted, as its own configuration of doctest has it. */
const TAKEN_FOR_GRANTED: Readonly<Record<string, string>> = {
  pandas: "import numpy as np, pandas as pd",
  polars: "import polars as pl",
  xarray: "import numpy as np, pandas as pd, xarray as xr",
  numpy: "import numpy as np",
  scipy: "import numpy as np",
  python:
    "from collections import *; from statistics import *; from textwrap import *; from fractions import *; from difflib import *",
  statsmodels: "import numpy as np, pandas as pd, statsmodels.api as sm",
};

/**
 * Lives of cells by a seed: the same seed and material give the same lives.
 * @param part of the whole, above 0 up to 1
 */
export function choose(material: readonly Piece[], random: Random, part: number): Life[] {
  const lives: Life[] = [];
  for (const source of Object.keys(WHOLE) as Source[]) {
    const { pieces, cells } = WHOLE[source];
    const chosen = shuffled(
      material.filter((piece) => piece.source === source),
      random,
    ).slice(0, Math.ceil(pieces * part));
    const byPackage = new Map<string, NamedCell[][]>();
    for (const piece of chosen) {
      const name = piece.file.split("/")[0] as string;
      const named = piece.cells.map((cell, i) => ({ ...cell, name: `${source} ${piece.file} #${i + 1}` }));
      byPackage.set(name, [...(byPackage.get(name) ?? []), named.slice(0, cells)]);
    }
    for (const [name, groups] of byPackage) {
      const prelude = source === "docstrings" ? TAKEN_FOR_GRANTED[name] : undefined;
      for (const life of lifeOf(groups)) {
        const first = prelude
          ? [{ name: `what ${name} takes for granted`, code: prelude, paste: prelude }]
          : [];
        lives.push({ source, cells: [...first, ...life] });
      }
    }
  }
  return shuffled(lives, random);
}

/** Groups one after another, a new life begun when one is long. */
function lifeOf(groups: readonly (readonly NamedCell[])[]): NamedCell[][] {
  const lives: NamedCell[][] = [[]];
  for (const group of groups) {
    const last = lives.at(-1) as NamedCell[];
    if (last.length > 0 && last.length + group.length > LIFE_CELLS) lives.push([...group]);
    else last.push(...group);
  }
  return lives.filter((life) => life.length > 0);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
