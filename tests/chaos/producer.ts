/** Python that prints numbered lines with a checksum each, and the account of which of them stand in a log. */
import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { LogRecord, LogRecordOf } from "../../preload/contract/records";

/** Slow enough that a fault strikes in its middle: 8000 lines take about two seconds. */
export const STEADY = { rest: 0.005, every: 20 } as const;

/** What a kernel is to print. */
export interface Production {
  /** First word of every line: one production's lines are told from another's by it. Letters. */
  readonly tag: string;
  readonly lines: number;
  /** Seconds of rest after every `every` lines; none: as fast as it goes. */
  readonly rest?: number;
  readonly every?: number;
  /** Length of the filling of each line, in bytes. */
  readonly filling?: number;
}

/**
 * Python source that prints a production. Each line: tag, number, filling, CRC-32 of what is before it.
 * @param counter file in which stands, after whatever kills the kernel, how many lines were printed
 */
export function producing(
  { tag, lines, rest = 0, every = 1, filling = 24 }: Production,
  counter: string,
): string {
  return `
import mmap as _mmap, struct as _struct, sys as _sys, time as _time, zlib as _zlib
with open(${JSON.stringify(counter)}, "r+b") as _file: _printed = _mmap.mmap(_file.fileno(), 8)
for _n in range(${lines}):
    _body = f"${tag} {_n:08d} " + "${"abcdefgh".repeat(Math.ceil(filling / 8)).slice(0, filling)}"
    _sys.stdout.write(f"{_body} {_zlib.crc32(_body.encode()):08x}\\n")
    _printed[:] = _struct.pack("<Q", _n + 1)
    if ${rest} and _n % ${every} == 0:
        _sys.stdout.flush()
        _time.sleep(${rest})
_sys.stdout.flush()
`;
}

export interface Expected {
  readonly production: Production;
  /** msg_id of the request that printed it. */
  readonly parent: string;
  /** File with the number of lines that were printed. */
  readonly counter: string;
  /** How it ended: printed whole; broken off, so that all that was printed is expected; its kernel killed, which may cost what was not sent yet. */
  readonly end?: "whole" | "broken off" | "killed";
  /** Life events that name a gap where lines may be missing. */
  readonly gaps?: readonly LogRecordOf<"life">["event"][];
}

/** Of one production, what is not as it was printed. */
export interface Account {
  /** Bytes of lines that are missing, there twice, out of order, or not as they were printed. */
  lost: number;
  /** Lines missing at the end of a killed kernel's output. */
  tail: number;
  /** Lines missing where the log names a gap. */
  gap: number;
  /** What is wrong, a few words each, not more than some. */
  readonly faults: string[];
}

/** Most faults that are put into words. */
const WORDS = 5;

/** Compares what a log has of a production with what was printed. */
export function account(records: readonly LogRecord[], expected: Expected): Account {
  const found: Account = { lost: 0, tail: 0, gap: 0, faults: [] };
  const { production, end = "whole", counter } = expected;
  const { tag } = production;
  const lines = end === "whole" ? production.lines : Number(readFileSync(counter).readBigUInt64LE(0));
  let next = 0;
  let lineBytes = 0;
  let partial = "";
  /** A named gap was passed since the last sound line. */
  let inGap = false;
  const fault = (bytes: number, words: string) => {
    found.lost += bytes;
    if (found.faults.length < WORDS) found.faults.push(words);
  };
  const hear = (line: string) => {
    const n = numberOf(line, tag);
    if (n === undefined) {
      // A gap may begin and end within a line.
      if (!inGap) fault(line.length + 1, `no line: ${JSON.stringify(line.slice(0, 80))}`);
      return;
    }
    lineBytes = line.length + 1;
    if (n < next) {
      fault(lineBytes, `line ${n} after ${next - 1}`);
      return;
    }
    if (n > next) {
      if (inGap) found.gap += n - next;
      else fault((n - next) * lineBytes, `lines ${next} to ${n - 1} are missing`);
    }
    next = n + 1;
    inGap = false;
  };
  for (const record of records) {
    if (record.kind === "life" && expected.gaps?.includes(record.event)) {
      inGap = true;
      partial = "";
    }
    if (record.kind !== "stream" || record.name !== "stdout" || record.parent !== expected.parent) continue;
    const pieces = (partial + record.text).split("\n");
    partial = pieces.pop() ?? "";
    for (const line of pieces) hear(line);
  }
  const missing = lines - next;
  if (missing > 0) {
    if (end === "killed") found.tail += missing;
    else if (inGap) found.gap += missing;
    else fault(missing * (lineBytes || 40), `lines ${next} to ${lines - 1} are missing at the end`);
  } else if (partial !== "" && end === "whole" && !inGap) {
    fault(partial.length, `text after the last line: ${JSON.stringify(partial.slice(0, 80))}`);
  }
  return found;
}

/** The number of a sound line. */
function numberOf(line: string, tag: string): number | undefined {
  const space = line.lastIndexOf(" ");
  const body = line.slice(0, space);
  if (!body.startsWith(`${tag} `)) return undefined;
  if (crc32(body) !== Number.parseInt(line.slice(space + 1), 16)) return undefined;
  return Number(body.slice(tag.length + 1, tag.length + 9));
}
