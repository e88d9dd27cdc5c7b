import { describe, expect, it } from "vitest";
import type { LogRecord } from "../../preload/contract/records";
import { createReducer } from "../../preload/transcript/reduce";
import type { Block } from "../../preload/transcript/transcript";
import { findCells } from "../code/cells";
import { CodeText } from "../code/code-text";
import { RunHistory, runsOfCells } from "./run-history";

const cellsOf = (text: string) => findCells({ text: new CodeText(text), comment: "#", syntax: null });

/** The runs of these pieces of code, one after another. */
function ran(...runs: { title?: string; lines: [number, number]; code: string }[]): Block[] {
  const reducer = createReducer([]);
  runs.forEach(({ title, lines, code }, at) => {
    const origin = { file: "/a.py", lines, ...(title === undefined ? {} : { title }) };
    const about = { seq: 2 * at + 1, life: 1, time: 1000 + at, msgId: `m${at}` };
    reducer.append({ ...about, kind: "request", client: "c", code, origin });
    reducer.append({ ...about, seq: 2 * at + 2, kind: "request_end", status: "ok" });
  });
  return [...new RunHistory().take(reducer.snapshot()).of("/a.py")];
}

/** For each cell what its runs ran, newest first. */
function found(text: string, blocks: readonly Block[]): string[][] {
  const cells = cellsOf(text);
  const lines = text.split("\n");
  const codes = cells.map(({ from, to }) => lines.slice(from - 1, to).join("\n"));
  return runsOfCells(
    cells,
    codes,
    blocks.map((block) => ({ where: null, block })),
  ).map((runs) => runs.map(({ block }) => block.code));
}

it("keeps what was cleared from view, but not all of it for ever", () => {
  const history = new RunHistory();
  const reducer = createReducer([]);
  let seq = 0;
  const record = (more: object) => reducer.append({ seq: ++seq, life: 1, time: 1000, ...more } as LogRecord);
  const origin = { file: "/a.py", lines: [1, 1] };
  for (let n = 0; n < 80; n++) {
    const data = { "text/plain": `${n}`.padEnd(1024 * 1024) };
    record({ kind: "request", msgId: `m${n}`, client: "c", code: `${n}`, origin });
    record({ kind: "message", msgType: "display_data", parent: `m${n}`, content: { data, metadata: {} } });
    record({ kind: "request_end", msgId: `m${n}`, status: "ok" });
    history.take(reducer.snapshot());
    reducer.setMarks([{ kind: "clear", seq }]);
    history.take(reducer.snapshot());
  }
  const kept = [...history.of("/a.py")].map(({ code }) => Number(code));
  expect(kept.at(-1)).toBe(79);
  expect(kept.length).toBeGreaterThan(40);
  expect(kept.length).toBeLessThan(50);
});

describe("the runs of cells", () => {
  it("finds them by their title, also when the code is another by now, newest first", () => {
    const blocks = ran(
      { title: "A", lines: [1, 2], code: "# %% A\n1" },
      { title: "A", lines: [1, 2], code: "# %% A\n2" },
    );
    expect(found("# %% B\n0\n# %% A\n3", blocks)).toEqual([[], ["# %% A\n2", "# %% A\n1"]]);
  });

  it("tells cells of one title apart by their code, then by their line", () => {
    const blocks = ran(
      { title: "A", lines: [1, 2], code: "# %% A\n1" },
      { title: "A", lines: [3, 4], code: "# %% A\n2" },
    );
    expect(found("# %% A\n2\n# %% A\n9", blocks)).toEqual([["# %% A\n2", "# %% A\n1"], []]);
  });

  it("finds a cell without a title where it stands by now, by its code", () => {
    const blocks = ran({ title: "line 1", lines: [1, 2], code: "# %%\n1" });
    expect(found("# %%\n0\n# %%\n1", blocks)).toEqual([[], ["# %%\n1"]]);
  });

  it("takes the run of a file without cells for that of the one that it is", () => {
    expect(found("1\n2", ran({ lines: [1, 2], code: "1\n2" }))).toEqual([["1\n2"]]);
  });

  it("does not take the run of a whole file for that of the lines before its first cell", () => {
    const text = "0\n# %% A\n1";
    expect(found(text, ran({ lines: [1, 3], code: text }))).toEqual([[], []]);
  });

  it("keeps a run that was cleared from view", () => {
    const reducer = createReducer([]);
    const origin = { file: "/a.py", title: "A", lines: [1, 2] as [number, number] };
    const about = { life: 1, time: 1, msgId: "m" };
    reducer.append({ ...about, seq: 1, kind: "request", client: "c", code: "# %% A\n1", origin });
    reducer.append({ ...about, seq: 2, kind: "request_end", status: "ok" });
    const history = new RunHistory().take(reducer.snapshot());
    reducer.setMarks([{ kind: "clear", seq: 2 }]);
    expect([...history.take(reducer.snapshot()).of("/a.py")]).toHaveLength(1);
  });
});
