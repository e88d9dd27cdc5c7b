import { describe, expect, it } from "vitest";
import type { Block } from "../../preload/transcript/transcript";
import { findCells } from "../code/cells";
import { readCode } from "../code/code";
import { cellRuns } from "./cell-runs";
import { RunIndex } from "./run-index";

const FILE = "/data/exp.py";
const lines = ["# %% Load", "x = 1", "# %% Fit", "y = x", "# %% Fit", "y = 2 * x"];
const cells = findCells(readCode(lines.join("\n"), "python", "#"));
const textOf = ({ from, to }: { from: number; to: number }) => lines.slice(from - 1, to).join("\n");

let seq = 0;
function block(code: string, title: string | undefined, more: Partial<Block> = {}): Block {
  seq += 1;
  const origin = { file: FILE, lines: [1, 2] as [number, number], ...(title !== undefined && { title }) };
  return {
    ...{ seq, life: 1, kind: "request", msgId: `m${seq}`, prompt: `In [${seq}]:`, code, origin },
    ...{ client: "window", state: "ok", asked: seq, outputs: [], version: 1 },
    ...more,
  };
}
const states = (...shells: { blocks: Block[]; life?: number }[]) => {
  const ran = shells.map(({ blocks, life = 1 }, i) => {
    return { view: `view ${i}`, index: new RunIndex().take({ blocks, seq }), life };
  });
  const runs = cellRuns(FILE, cells, textOf, ran, "#");
  return cells.map(({ from }) => runs.get(from)?.state ?? "never");
};

describe("how cells last ran", () => {
  it("is nothing before they ran", () => {
    expect(states({ blocks: [] }, { blocks: [block("x", undefined), block("x", "selection")] })).toEqual([
      "never",
      "never",
      "never",
    ]);
  });

  it("is the end of the newest run, and that it waits or runs", () => {
    const load = "# %% Load\nx = 1";
    expect(states({ blocks: [block(load, "Load", { state: "error" })] })[0]).toBe("failed");
    expect(states({ blocks: [block(load, "Load", { state: "error" }), block(load, "Load")] })[0]).toBe("ok");
    expect(states({ blocks: [block(load, "Load"), block(load, "Load", { state: "queued" })] })[0]).toBe(
      "queued",
    );
    expect(states({ blocks: [block("old", "Load", { state: "running" })] })[0]).toBe("running");
  });

  it("is that of the run before where one was sent and never ran", () => {
    const load = "# %% Load\nx = 1";
    // ipykernel calls itself busy with what it turns away after an error.
    const aborted = () => block(load, "Load", { state: "aborted", started: 1 });
    expect(states({ blocks: [aborted(), block(load, "Load", { state: "cancelled" })] })[0]).toBe("never");
    expect(states({ blocks: [block(load, "Load"), aborted()] })[0]).toBe("ok");
    expect(states({ blocks: [block("# %% Load\nx = 0", "Load"), aborted()] })[0]).toBe("edited");
  });

  it("tells what was edited since, and what an earlier life of the kernel ran", () => {
    expect(states({ blocks: [block("# %% Load\nx = 0", "Load")] })[0]).toBe("edited");
    expect(states({ blocks: [block("# %% Load\nx = 1", "Load")], life: 2 })[0]).toBe("restarted");
  });

  it("tells cells of one title apart by their text, else by their place", () => {
    expect(states({ blocks: [block("# %% Fit\ny = 2 * x", "Fit")] })).toEqual(["never", "never", "ok"]);
    const origin = { file: FILE, title: "Fit", lines: [3, 4] as [number, number] };
    expect(states({ blocks: [block("changed", "Fit", { origin })] })).toEqual(["never", "edited", "never"]);
  });

  it("is the newest of all shells'", () => {
    const older = block("# %% Load\nx = 1", "Load", { state: "error" });
    const newer = block("# %% Load\nx = 1", "Load");
    expect(states({ blocks: [newer] }, { blocks: [older] })[0]).toBe("ok");
  });

  it("belongs to the file", () => {
    const other = { file: "/data/other.py", title: "Load", lines: [1, 2] as [number, number] };
    expect(states({ blocks: [block("# %% Load\nx = 1", "Load", { origin: other })] })[0]).toBe("never");
  });

  it("is that of the whole file's run, told apart from runs of their own", () => {
    const whole = (more: Partial<Block> = {}, code = lines.join("\n")) =>
      block(code, undefined, { origin: { file: FILE, lines: [1, lines.length] }, started: 1, ...more });
    expect(states({ blocks: [whole()] })).toEqual(["ok", "ok", "ok"]);
    expect(states({ blocks: [whole({ state: "running" })] })).toEqual(["running", "running", "running"]);
    expect(states({ blocks: [whole()], life: 2 })[0]).toBe("restarted");
    const before = lines.join("\n").replace("x = 1", "x = 0");
    expect(states({ blocks: [whole({}, before)] })).toEqual(["edited", "ok", "ok"]);
    const own = block("# %% Load\nx = 1", "Load", { state: "error" });
    expect(states({ blocks: [own, whole()] })[0]).toBe("ok");
    const index = new RunIndex().take({ blocks: [whole(), block("# %% Load\nx = 1", "Load")], seq });
    const runs = cellRuns(FILE, cells, textOf, [{ view: "one", index, life: 1 }], "#");
    expect(cells.map(({ from }) => runs.get(from)?.withOthers)).toEqual([undefined, true, true]);
    const { started: _never, ...waited } = whole({ state: "aborted" });
    expect(states({ blocks: [waited] })[0]).toBe("never");
  });

  it("is, where the file's run failed, by the line of the error", () => {
    const failed = (name: string, ...traceback: string[]) =>
      block(lines.join("\n"), undefined, {
        origin: { file: FILE, lines: [1, lines.length] },
        state: "error",
        started: 1,
        outputs: [
          { kind: "error", name, value: "", traceback: traceback.map((text) => ({ text, spans: [] })) },
        ],
      });
    const after = ["ok", "failed", "never"];
    expect(states({ blocks: [failed("E", `  File "${FILE}", line 4, in <module>`)] })).toEqual(after);
    expect(states({ blocks: [failed("E", `File ${FILE}:4, in fit(x)`, `File ${FILE}:2`)] })).toEqual(after);
    expect(states({ blocks: [failed("E", "Cell In[7], line 4", "File /lib/x.py:1")] })).toEqual(after);
    expect(states({ blocks: [failed("SyntaxError", `  File "${FILE}", line 4`)] })[0]).toBe("never");
    expect(states({ blocks: [failed("E", "nobody knows where")] })).toEqual(["failed", "failed", "failed"]);
  });

  it("is that of a selection for the cells that it holds whole", () => {
    const selected = (from: number, to: number) =>
      block(lines.slice(from - 1, to).join("\n"), "selection", {
        origin: { file: FILE, title: "selection", lines: [from, to] },
      });
    expect(states({ blocks: [selected(1, 4)] })).toEqual(["ok", "ok", "never"]);
    expect(states({ blocks: [selected(2, 3)] })).toEqual(["never", "never", "never"]);
  });

  it("takes cells of one title each from its own newest run, and forgets what ran long before", () => {
    const ranAt = (line: number, more: Partial<Block> = {}) =>
      block("changed", "Fit", { origin: { file: FILE, title: "Fit", lines: [line, line + 1] }, ...more });
    const early = ranAt(3, { state: "error" });
    expect(states({ blocks: [early, ...Array.from({ length: 50 }, () => ranAt(5))] })).toEqual([
      "never",
      "edited",
      "edited",
    ]);
    expect(states({ blocks: [early, ...Array.from({ length: 200 }, () => ranAt(5))] })[1]).toBe("never");
  });
});
