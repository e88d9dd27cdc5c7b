import { expect, test } from "vitest";
import { importCodes, importedName } from "./import-code";

const options = { separator: ";", header: false, decimal: ",", encoding: "latin1", part: null } as const;

test("names of tables by their files", () => {
  expect(importedName("night run-2.csv.gz")).toBe("night_run_2");
  expect(importedName("2026.csv")).toBe("data_2026");
  expect(importedName("list.csv")).toBe("data_list");
  expect(importedName("größe.parquet")).toBe("gr_e");
  expect(importedName("….npy")).toBe("data");
});

test("code that reads a file as it is read here", () => {
  const codes = importCodes('C:\\a"b.csv', "ab", { format: "csv", options, remarks: true });
  expect(codes.map(({ code }) => code)).toEqual([
    'import pandas as pd\n\nab = pd.read_csv("C:/a\\"b.csv", sep=";", decimal=",", header=None, comment="#", encoding="iso-8859-1")\n',
    'import polars as pl\n\nab = pl.read_csv("C:/a\\"b.csv", separator=";", decimal_comma=True, has_header=False, comment_prefix="#", encoding="iso-8859-1")\n',
    'ab <- read.table("C:/a\\"b.csv", sep = ";", header = FALSE, dec = ",", quote = "\\"", comment.char = "#", fileEncoding = "iso-8859-1")\n',
  ]);
  const part = { ...options, part: "x" };
  expect(importCodes("a.npz", "a", { format: "npz", options: part, remarks: false })[0]?.code).toBe(
    'import numpy as np\n\na = np.load("a.npz")["x"]\n',
  );
  const dataset = { ...options, part: "/g/x" };
  expect(importCodes("a.h5", "a", { format: "hdf5", options: dataset, remarks: false })[0]?.code).toBe(
    'import h5py\n\nwith h5py.File("a.h5") as h5:\n    a = h5["/g/x"][()]\n',
  );
});
