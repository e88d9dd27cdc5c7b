import { expect, it } from "vitest";
import { Log, shown } from "./written-log.fixture";

it("a cell has the debugger's stops where it came to them, and a step with the stop that it led away from", () => {
  const log = new Log()
    .cell("a", 7, "fit()", "begun\n")
    .stopped("a", 3)
    .stopped("a", 4, { reason: "step" })
    .request("b", "x", { frame: { name: "fit", file: "/lab/f.py", line: 4 } })
    .sent("b")
    .end("b")
    .stopped("a", 5, { reason: "step" })
    .message("error", "a", { ename: "ValueError", evalue: "wrong", traceback: [] });
  const [cell] = shown(log).blocks;
  expect(cell?.outputs).toMatchObject([
    { kind: "stream" },
    { kind: "event", sentence: "Stopped at f.py:3 in fit; then 2 steps to f.py:5" },
    { kind: "error" },
  ]);
  expect(shown(log).blocks).toHaveLength(2);
});
