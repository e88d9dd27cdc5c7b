/**
 * The program that reads one file as a table: started by main (table-readers.ts) with the file as its first message. What
 * it says and hears is the contract's (preload/contract/table-files.ts).
 */
import * as v from "valibot";
import {
  type TableFileToWindow,
  tableFileParams,
  tableFileToReader,
} from "../../../preload/contract/table-files";
import { unawaited } from "../../floor/failures";
import { FileReader } from "./file-reader";

let reader: FileReader | undefined;

const tell = (message: TableFileToWindow) => {
  if (process.connected) process.send?.(message);
};

process.on("message", (message: unknown) => {
  if (!reader) {
    const { path, options } = v.parse(tableFileParams, message);
    reader = new FileReader(path, options, tell);
    return;
  }
  unawaited("answering about a file of a table", reader.take(v.parse(tableFileToReader, message)));
});

// Whoever asks is gone.
process.on("disconnect", () => {
  const end = () => process.exit();
  (reader?.close() ?? Promise.resolve()).then(end, end);
});
