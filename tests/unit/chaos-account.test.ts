/** The fault suite's own count: what it must find, and what it must not take for a loss. */
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogRecord } from "../../preload/contract/records";
import { account } from "../chaos/producer";

const lineOf = (n: number) => {
  const body = `P ${String(n).padStart(8, "0")} abc`;
  return `${body} ${crc32(body).toString(16).padStart(8, "0")}\n`;
};
const BYTES = lineOf(0).length;
const text = (...numbers: number[]) => numbers.map(lineOf).join("");

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tandem-account-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The account of five lines of which the log has these pieces; null is a named gap. */
function count(pieces: (string | null)[], end: "whole" | "broken off" | "killed" = "whole", printed = 5) {
  const counter = path.join(folder, "counter");
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(printed));
  writeFileSync(counter, bytes);
  const records = pieces.map((piece, i): LogRecord => {
    const envelope = { seq: i + 1, life: 1, time: 1 };
    return piece === null
      ? { ...envelope, kind: "life", event: "host replaced", sentence: "" }
      : { ...envelope, kind: "stream", parent: "r", foreign: false, name: "stdout", text: piece };
  });
  const production = { tag: "P", lines: 5 };
  const { faults: _, ...found } = account(records, {
    production,
    parent: "r",
    counter,
    end,
    gaps: ["host replaced"],
  });
  return found;
}

const nothing = { lost: 0, tail: 0, gap: 0 };

test("what is as it was printed costs nothing, however it is cut", () => {
  const whole = text(0, 1, 2, 3, 4);
  expect(count([whole])).toEqual(nothing);
  expect(count([whole.slice(0, 30), whole.slice(30, 31), whole.slice(31)])).toEqual(nothing);
  expect(count([text(0, 1), null, text(2, 3, 4)])).toEqual(nothing);
});

test("holes, doubles, what is out of order and what is not as it was printed are lost", () => {
  expect(count([text(0, 3, 4)])).toEqual({ ...nothing, lost: 2 * BYTES });
  expect(count([text(0, 1, 1, 2, 3, 4)])).toEqual({ ...nothing, lost: BYTES });
  expect(count([text(0, 2, 1, 3, 4)]).lost).toBe(2 * BYTES);
  expect(count([text(0, 1).replace("abc", "abd"), text(2, 3, 4)]).lost).toBeGreaterThanOrEqual(BYTES);
  expect(count([text(0, 1, 2)])).toEqual({ ...nothing, lost: 2 * BYTES });
});

test("a named gap excuses what is missing in it, and nothing else", () => {
  expect(count([text(0), null, text(3, 4)])).toEqual({ ...nothing, gap: 2 });
  expect(count([text(0, 1).slice(0, -5), null, text(2).slice(7), text(3, 4)])).toEqual({
    ...nothing,
    gap: 2,
  });
  expect(count([text(0, 1), null])).toEqual({ ...nothing, gap: 3 });
  expect(count([text(0), null, text(1, 4)])).toEqual({ ...nothing, lost: 2 * BYTES });
  expect(count([text(0, 1), null, text(1, 2, 3, 4)]).lost).toBe(BYTES);
});

test("a killed kernel may owe its tail, one that was broken off may not", () => {
  expect(count([text(0, 1, 2)], "killed")).toEqual({ ...nothing, tail: 2 });
  expect(count([text(0, 2)], "killed", 4)).toEqual({ lost: BYTES, tail: 1, gap: 0 });
  expect(count([text(0, 1, 2)], "broken off", 3)).toEqual(nothing);
  expect(count([text(0, 1, 2)], "broken off", 4)).toEqual({ ...nothing, lost: BYTES });
});
