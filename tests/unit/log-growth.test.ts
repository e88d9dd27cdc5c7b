/** What a kernel can say n times must cost n times as much, in the host and in the window. */
import { describe, expect, it } from "vitest";
import { Displays } from "../../preload/transcript/displays";
import { createReducer } from "../../preload/transcript/reduce";
import { growthOf } from "./growth";
import { KINDS, logOf } from "./log-kinds";

const N = 1000;
/** A window that cannot keep up draws seldom: so often in each run. */
const LOOKS = 20;
const ALLOWED = 1.5;

describe("the cost of a log grows with its length", () => {
  for (const [name, turn] of Object.entries(KINDS)) {
    for (const keeps of ["all", "ends"] as const) {
      it(`${name}, ${keeps === "all" ? "in the window" : "in the host"}`, () => {
        const prepare = (n: number) => {
          const records = logOf(turn, n);
          return () => {
            const reducer = createReducer([], undefined, keeps);
            const each = Math.ceil(records.length / LOOKS);
            for (const [i, record] of records.entries()) {
              reducer.append(record);
              if (keeps === "all" && i % each === 0) reducer.snapshot();
            }
            return keeps === "all" ? reducer.snapshot() : reducer.checkpoint();
          };
        };
        const growth = growthOf(prepare, N);
        expect(growth).toBeLessThan(ALLOWED);
      });
    }
  }
});

it("an update is carried out once for each look, and not for what was cleared away", () => {
  const displays = new Displays();
  const block = {} as never;
  const content = (n: number) => ({ data: { n }, metadata: {}, transient: { display_id: "a" } });
  let touched = 0;
  for (let n = 0; n < 1000; n++) {
    const entry = {
      output: { kind: "display", data: content(n).data, metadata: {}, displayId: "a" },
    } as never;
    displays.update(content(n), n);
    displays.add(block, entry);
    displays.forget([entry]);
  }
  displays.settle(() => touched++);
  expect(touched).toBe(0);
  for (let n = 0; n < 10; n++)
    displays.add(block, { output: { kind: "display", data: {}, metadata: {}, displayId: "a" } } as never);
  for (let n = 0; n < 1000; n++) displays.update(content(n), 2000 + n);
  displays.settle(() => touched++);
  displays.settle(() => touched++);
  expect(touched).toBe(10);
});
