/** HDF5's own library as h5wasm has it, loaded with the first such file: it takes a second and 80 MB. */
import type { Metadata, Module } from "h5wasm/node";
import { Unreadable } from "../file/opened";

export type { Metadata };
export type Library = typeof Module;

/** @throws Unreadable when the file is none that the library opens */
export async function openLibrary(
  path: string,
): Promise<{ readonly library: Library; readonly file: bigint }> {
  const { ready } = await import("h5wasm/node");
  const library = await ready;
  // Else it writes each of its errors to stderr, and goes on with an invalid number.
  library.activate_throwing_error_handler();
  try {
    const file = library.open(path, library.H5F_ACC_RDONLY, false, -1, -1);
    if (file < 0n) throw new Error("not opened");
    return { library, file };
  } catch (error) {
    throw new Unreadable("format", error);
  }
}
