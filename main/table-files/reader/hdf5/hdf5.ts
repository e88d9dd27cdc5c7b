/** HDF5 files (NetCDF 4's and MATLAB 7.3's are some): their datasets, one of which is shown as a table. */
import { MOST_PARTS } from "../../../../preload/contract/table-files";
import { type OpenFormat, openedArray, Unreadable } from "../file/opened";
import { type Library, openLibrary } from "./hdf5-library";
import { Hdf5Table } from "./hdf5-table";
import { checkSuperblock } from "./superblock";

const [GROUP, DATASET] = [0, 1];
/** Names that are looked at, and how deep. */
const MOST_NAMES = 20_000;
const MOST_DEPTH = 32;
/** Datasets that are measured to find out which is shown first. */
const MOST_MEASURED = 200;
/** Groups in which PyTables, and so pandas, keeps what it searches by. */
const INDEX_GROUP = "_i_";

export const openHdf5: OpenFormat = async (plain, options) => {
  await checkSuperblock(plain);
  const { library, file } = await openLibrary(plain.path);
  const close = () => {
    library.close_file(file);
  };
  try {
    const parts = datasetsOf(library, file);
    const part =
      options.part !== null && parts.includes(options.part) ? options.part : largest(library, file, parts);
    if (part === undefined) throw new Unreadable("empty");
    const table = new Hdf5Table(library, file, part, library.get_dataset_metadata(file, part));
    return { ...openedArray(table, parts, part), close };
  } catch (error) {
    close();
    throw error instanceof Unreadable ? error : new Unreadable("format", error);
  }
};

/**
 * The paths of all datasets, those of a group after each other. A thing that has several names is told once, which is
 * also why a group that is in itself comes to an end. What lies in other files is not followed.
 */
function datasetsOf(library: Library, file: bigint): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  let names = 0;
  let level: string[] = [""];
  for (let depth = 0; level.length > 0 && depth < MOST_DEPTH; depth++) {
    const next: string[] = [];
    for (const group of level)
      for (const name of namesIn(library, file, group || "/")) {
        if (++names > MOST_NAMES || found.length >= MOST_PARTS) return found.sort();
        const path = `${group}/${name}`;
        const type = attempt(() => library.get_type(file, path));
        if (type === GROUP && name.startsWith(INDEX_GROUP)) continue;
        if ((type !== GROUP && type !== DATASET) || path.length > 2000) continue;
        // What a link of names leads to has a place of its own.
        if (attempt(() => library.get_symbolic_link(file, path))) continue;
        const thing = attempt(() => String(library.create_object_reference(file, path))) ?? path;
        if (seen.has(thing)) continue;
        seen.add(thing);
        if (type === DATASET) found.push(path);
        else next.push(path);
      }
    level = next;
  }
  return found.sort();
}

/** Which one is shown first: the one with most elements, of the first ones. */
function largest(library: Library, file: bigint, parts: readonly string[]): string | undefined {
  let [found, most] = [parts[0], -1];
  for (const part of parts.slice(0, MOST_MEASURED)) {
    const { total_size: size = 0 } = attempt(() => library.get_dataset_metadata(file, part)) ?? {};
    if (size > most) [found, most] = [part, size];
  }
  return found;
}

function namesIn(library: Library, file: bigint, group: string): readonly string[] {
  return attempt(() => library.get_names(file, group, false)) ?? [];
}

/** What is damaged is passed over: the rest can be looked at. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
