/** Tables as Parquet: a group of rows at a time, so that no more of the table is in memory. */
import type { FileHandle } from "node:fs/promises";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { Cannot, type Value } from "../../../../preload/tables/readable";
import {
  type Exported,
  floatOf,
  integerOf,
  microsecondsOf,
  namesOf,
  pieces,
  truthOf,
  type Written,
  writtenAs,
} from "./exported";

/** Cells of a group of rows. */
const GROUP = 2_000_000;
const MOST_COLUMNS = 2_000;

const CONVERSIONS: Readonly<Record<Written, (value: Exclude<Value, null>) => unknown>> = {
  int: integerOf,
  float: floatOf,
  bool: truthOf,
  time: microsecondsOf,
  text: String,
};
const TYPES = {
  int: { type: "INT64" },
  float: { type: "DOUBLE" },
  bool: { type: "BOOLEAN" },
  time: { type: "INT64", converted_type: "TIMESTAMP_MICROS" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
} as const satisfies Readonly<Record<Written, object>>;

export async function writeParquet(file: FileHandle, exported: Exported): Promise<void> {
  const { columns } = exported;
  if (columns.length > MOST_COLUMNS) throw new Cannot("size");
  const names = namesOf(exported);
  const kinds: Written[] = [];
  for (const column of columns) kinds.push(await writtenAs(exported, column));
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: "schema", num_children: columns.length },
      ...kinds.map((kind, at) => ({
        ...TYPES[kind],
        name: names[at] ?? "",
        repetition_type: "OPTIONAL" as const,
      })),
    ],
    createdBy: "Tandem",
  });
  /** What is in the writer's buffer goes to the file; places count on. */
  const flush = async () => {
    await file.writeFile(new Uint8Array(bytes.buffer, 0, bytes.index));
    bytes.index = 0;
  };
  let held: unknown[][] = columns.map(() => []);
  const group = async () => {
    const rows = held[0]?.length ?? 0;
    if (rows === 0) return;
    await writer.write({
      columnData: held.map((data, at) => ({ name: names[at] ?? "", data })),
      rowGroupSize: rows,
    });
    held = columns.map(() => []);
    await flush();
  };
  for await (const { values } of pieces(exported)) {
    for (const [at, column] of values.entries()) {
      const convert = CONVERSIONS[kinds[at] ?? "text"];
      for (const value of column) held[at]?.push(value === null ? null : convert(value));
    }
    if ((held[0]?.length ?? 0) * columns.length >= GROUP) await group();
  }
  await group();
  await writer.finish();
  await flush();
}
