import { expect, it } from "vitest";
import { OutputsRemover } from "./without-outputs";

const output = { output_type: "stream", text: ['a "]\\" b'], data: { outputs: [[{}], "]"] } };
const cell = (at: number) => ({
  cell_type: "code",
  metadata: { outputs: [1], cells: [{ outputs: [2] }] },
  outputs: [output, output],
  source: [`x = "${at} [\\" ü`],
});
const markdown = { cell_type: "markdown", attachments: { outputs: ["kept"] }, source: '"outputs": [1]' };

function without(text: string, size: number): string {
  const [remover, bytes] = [new OutputsRemover(), Buffer.from(text)];
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(remover.take(bytes.subarray(at, at + size)));
  return Buffer.concat(parts).toString();
}

it("takes the outputs of cells out of a notebook's text and leaves all else, wherever it is cut", () => {
  const cells = [cell(1), markdown, cell(2)];
  const gone = cells.map((each) => ("outputs" in each ? { ...each, outputs: [] } : each));
  // A list of that name within a cell's metadata looks like one of a notebook's.
  const expected = (all: readonly object[]) =>
    all.map((each) =>
      "metadata" in each ? { ...each, metadata: { outputs: [1], cells: [{ outputs: [] }] } } : each,
    );
  for (const [before, after] of [
    [
      { cells, nbformat: 4 },
      { cells: expected(gone), nbformat: 4 },
    ],
    [
      { worksheets: [{ cells }], nbformat: 3 },
      { worksheets: [{ cells: expected(gone) }], nbformat: 3 },
    ],
  ])
    for (const indent of [0, 1])
      for (const size of [1, 7, 100_000])
        expect(without(JSON.stringify(before, null, indent), size).replaceAll(/\[\s*\]/g, "[]")).toBe(
          JSON.stringify(after, null, indent),
        );
});

it("leaves what is no notebook as it is, however deep or broken", () => {
  for (const text of ["", "x", '{"outputs": [1]}', "[".repeat(50), '{"cells": ["', "]]]}}}", '"\\'])
    expect(without(text, 3)).toBe(text);
});
