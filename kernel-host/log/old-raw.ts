/**
 * Logs of earlier versions hold raw output of which the same text came as stream (kernel/raw-sift.ts): when they are read
 * it is left out.
 */
import type { LogRecord, LogRecordOf } from "../../preload/contract/records";
import { PrintedTwice } from "../../preload/transcript/printed-twice";
import { cutIntoLines } from "../floor/cut-into-lines";

/** One came so long after the other at the most, in ms. */
const APART_MS = 1_500;
/** So many records before and behind those that are read are looked at. */
const AROUND = 300;
const AROUND_BYTES = 512 * 1024;

/** @param read gives the records after a number, about as many bytes as are said */
export function withoutCopies(
  records: readonly LogRecord[],
  read: (after: number, maxBytes: number) => readonly LogRecord[],
): readonly LogRecord[] {
  if (!records.some(isOld)) return records;
  const [first, last] = [records[0]?.seq ?? 0, records.at(-1)?.seq ?? 0];
  const before = read(Math.max(0, first - 1 - AROUND), AROUND_BYTES).filter(({ seq }) => seq < first);
  const streams = [...before, ...records, ...read(last, AROUND_BYTES)].filter(
    (record): record is LogRecordOf<"stream"> => record.kind === "stream",
  );
  const heard = { stdout: new PrintedTwice(), stderr: new PrintedTwice() };
  let next = 0;
  return records.map((record) => {
    if (!isOld(record)) return record;
    for (
      let stream = streams[next];
      stream && stream.time <= record.time + APART_MS;
      stream = streams[++next]
    )
      if (stream.life === record.life && stream.time >= record.time - APART_MS)
        heard[stream.name].heard(stream.text, stream.time);
    const copy = (text: string) => heard[record.name].isCopy(text, record.time);
    if (copy(record.text)) return { ...record, text: "" };
    const lines = [...cutIntoLines(Buffer.from(record.text))].map((line) => line.toString("utf8"));
    return { ...record, text: lines.filter((line) => !copy(line)).join("") };
  });
}

function isOld(record: LogRecord): record is LogRecordOf<"raw"> {
  return record.kind === "raw" && record.sifted !== true;
}
