/** Code that reads a file as a table, as it is read here. */
import type { TableFileState } from "../../preload/contract/table-files";
import { ENCODINGS } from "../../preload/contract/text-encodings";

export interface ImportCode {
  /** Of the library: "pandas". */
  readonly title: string;
  /** Of its language, as shells name it. */
  readonly language: "python" | "r";
  readonly code: string;
}

/** Names that mean something already. */
const TAKEN = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield False None True abs all any bool bytes dict dir eval exec filter float format hash help id input int iter len list map max min next object open ord pow print range repr round set slice sorted str sum super tuple type vars zip pd pl np os sys".split(
    " ",
  ),
);

/** What a table of a file is called in code: the file's name as far as a name can have it. */
export function importedName(file: string): string {
  const stem = file.replace(/\.[^.]*$/, "").replace(/\.(?:csv|tsv|jsonl)$/i, "");
  const name = stem
    .slice(0, 60)
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/^_|_$/g, "");
  if (name === "") return "data";
  return /^\d/.test(name) || TAKEN.has(name) ? `data_${name}` : name;
}

type Reading = Pick<TableFileState, "format" | "options" | "remarks">;

/**
 * All ways to read it that are known, the usual one first.
 * @param path as code is to have it
 */
export function importCodes(path: string, name: string, reading: Reading): readonly ImportCode[] {
  const file = JSON.stringify(path.replaceAll("\\", "/"));
  const python = (title: string, library: string, short: string, call: string): ImportCode => ({
    title,
    language: "python",
    code: `import ${library}${short === library ? "" : ` as ${short}`}\n\n${name} = ${short}.${call}\n`,
  });
  const pandas = (call: string) => python("pandas", "pandas", "pd", call);
  const polars = (call: string) => python("polars", "polars", "pl", call);
  const r = (call: string, title = "R"): ImportCode => ({
    title,
    language: "r",
    code: `${name} <- ${call}\n`,
  });
  const part = JSON.stringify(reading.options.part ?? "");
  switch (reading.format) {
    case "csv":
      return [
        pandas(`read_csv(${[file, ...pandasOptions(reading)].join(", ")})`),
        polars(`read_csv(${[file, ...polarsOptions(reading)].join(", ")})`),
        r(`read.table(${[file, ...rOptions(reading)].join(", ")})`),
      ];
    case "jsonl":
      return [
        pandas(`read_json(${file}, lines=True)`),
        polars(`read_ndjson(${file})`),
        r(`jsonlite::stream_in(file(${file}))`),
      ];
    case "npy":
      return [python("NumPy", "numpy", "np", `load(${file})`)];
    case "npz":
      return [python("NumPy", "numpy", "np", `load(${file})[${part}]`)];
    case "parquet":
      return [
        pandas(`read_parquet(${file})`),
        polars(`read_parquet(${file})`),
        r(`arrow::read_parquet(${file})`),
      ];
    case "arrow":
      return [
        pandas(`read_feather(${file})`),
        polars(`read_ipc(${file})`),
        r(`arrow::read_feather(${file})`),
      ];
    case "hdf5":
      return [
        {
          title: "h5py",
          language: "python",
          code: `import h5py\n\nwith h5py.File(${file}) as h5:\n    ${name} = h5[${part}][()]\n`,
        },
        r(`rhdf5::h5read(${file}, ${part})`, "rhdf5"),
      ];
  }
}

function encodingName({ options: { encoding } }: Reading): string | null {
  if (encoding === null || encoding === "utf8" || encoding === "ascii") return null;
  return encoding === "utf8bom" ? "utf-8-sig" : ENCODINGS[encoding].name;
}

function pandasOptions(reading: Reading): string[] {
  const { separator, header, decimal } = reading.options;
  const encoding = encodingName(reading);
  return [
    ...(separator === " "
      ? [String.raw`sep=r"\s+"`]
      : separator === ","
        ? []
        : [`sep=${JSON.stringify(separator)}`]),
    ...(decimal === "," ? ['decimal=","'] : []),
    ...(header ? [] : ["header=None"]),
    ...(reading.remarks ? ['comment="#"'] : []),
    ...(encoding === null ? [] : [`encoding="${encoding}"`]),
  ];
}

function polarsOptions(reading: Reading): string[] {
  const { separator, header, decimal } = reading.options;
  const encoding = encodingName(reading);
  return [
    ...(separator === "," ? [] : [`separator=${JSON.stringify(separator)}`]),
    ...(decimal === "," ? ["decimal_comma=True"] : []),
    ...(header ? [] : ["has_header=False"]),
    ...(reading.remarks ? ['comment_prefix="#"'] : []),
    ...(encoding === null || encoding === "utf-8-sig" ? [] : [`encoding="${encoding}"`]),
  ];
}

function rOptions(reading: Reading): string[] {
  const { separator, header, decimal } = reading.options;
  const encoding = encodingName(reading);
  return [
    `sep = ${separator === " " ? '""' : JSON.stringify(separator)}`,
    `header = ${header ? "TRUE" : "FALSE"}`,
    ...(decimal === "," ? ['dec = ","'] : []),
    ...(separator === " " ? [] : [String.raw`quote = "\""`]),
    `comment.char = "${reading.remarks ? "#" : ""}"`,
    ...(encoding === null ? [] : [`fileEncoding = "${encoding === "utf-8-sig" ? "UTF-8-BOM" : encoding}"`]),
  ];
}
