import { describe, expect, it } from "vitest";
import { mergedConflict } from "./conflict";
import { type MergedCell, mergeCells } from "./merge";
import { NotebookFile } from "./notebook-file";

const cell = (key: string, source = key): MergedCell => ({
  key,
  type: "code",
  source,
  title: "",
  metadata: {},
});
const merged = (base: MergedCell[], mine: MergedCell[], theirs: MergedCell[]) => {
  const { cells, conflicts } = mergeCells(base, mine, theirs, "theirs", () => "new");
  return [cells.map(({ source, title }) => source + (title && ` (${title})`)), conflicts];
};

describe("two states of a notebook", () => {
  const base = [cell("a"), cell("b"), cell("c")];

  it("become one: what one side changed counts", () => {
    const mine = [cell("a"), cell("b", "b mine"), cell("m"), cell("c")];
    const theirs = [cell("t"), cell("a", "a theirs"), cell("b"), cell("c")];
    expect(merged(base, mine, theirs)).toEqual([["t", "a theirs", "b mine", "m", "c"], 0]);
    expect(merged(base, [cell("b")], [cell("c"), cell("b"), cell("a")])).toEqual([["b"], 0]);
  });

  it("keep both where both changed a cell, and what one changed and the other deleted", () => {
    expect(
      merged(base, [cell("a", "mine"), cell("b"), cell("c")], [cell("a", "yours"), cell("b"), cell("c")]),
    ).toEqual([["mine", "yours (theirs)", "b", "c"], 1]);
    expect(merged(base, [cell("a"), cell("b", "mine"), cell("c")], [cell("a"), cell("c")])).toEqual([
      ["a", "mine", "c"],
      0,
    ]);
    expect(merged(base, [cell("a"), cell("c")], [cell("a"), cell("b", "theirs"), cell("c")])).toEqual([
      ["a", "theirs", "c"],
      0,
    ]);
    expect(merged(base, [cell("a", "same")], [cell("a", "same"), cell("b"), cell("c")])).toEqual([
      ["same"],
      0,
    ]);
  });
});

describe("a notebook with Git's conflict marks", () => {
  const text = (middle: string) => `{
 "cells": [
  {"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [], "source": ["1"]},
${middle}
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`;
  const line = (source: string) =>
    `  {"cell_type": "code", "execution_count": null, "id": "b", "metadata": {}, "outputs": [], "source": ["${source}"]}`;

  it("opens with both sides of the cells that differ", () => {
    const marked = text(`<<<<<<< HEAD\n${line("ours")}\n=======\n${line("theirs")}\n>>>>>>> topic`);
    const found = mergedConflict(marked);
    expect(found).toMatchObject({ conflicts: 1, ours: "HEAD", theirs: "topic" });
    const file = new NotebookFile(found?.text ?? "");
    expect(file.cells.map(({ source, metadata }) => [source, metadata["title"]])).toEqual([
      ["1", undefined],
      ["ours", undefined],
      ["theirs", "topic"],
    ]);
  });

  it("takes diff3's marks, and gives up where a side is no notebook", () => {
    const base = `<<<<<<< HEAD\n${line("ours")}\n||||||| base\n${line("b")}\n=======\n${line("theirs")}\n>>>>>>> x`;
    expect(mergedConflict(text(base))?.conflicts).toBe(1);
    expect(mergedConflict(text(`<<<<<<< HEAD\n${line("ours")}\n=======\n{\n>>>>>>> x`))).toBeNull();
    expect(mergedConflict(text(`<<<<<<< HEAD\n${line("ours")}`))).toBeNull();
    expect(mergedConflict(text(line("b")))).toBeNull();
  });
});
