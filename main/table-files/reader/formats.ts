/** The readers of all formats, by their names. */
import type { TableFormat } from "../../../preload/contract/table-files";
import { openArrow } from "./arrow";
import { openCsv } from "./csv/csv-file";
import type { OpenFormat } from "./file/opened";
import { openHdf5 } from "./hdf5/hdf5";
import { openJsonLines } from "./json-lines";
import { openNpy } from "./numpy/npy-table";
import { openNpz } from "./numpy/npz";
import { openParquet } from "./parquet";

export const formats: Readonly<Record<TableFormat, OpenFormat>> = {
  csv: openCsv,
  jsonl: openJsonLines,
  npy: openNpy,
  npz: openNpz,
  parquet: openParquet,
  arrow: openArrow,
  hdf5: openHdf5,
};
