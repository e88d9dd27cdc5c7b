/** What discovery has found, kept in the profile: the list is there before anything was looked for. */
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { writeAtomically } from "../../../kernel-host/door/atomic-write";
import { launchFile } from "../../../kernel-host/door/session-files";
import { kernelEntry } from "../../../preload/contract/sessions";
import { rememberedInterpreters } from "./interpreters";

/** So many folders' lists are kept, those that were opened last. */
const FOLDERS_KEPT = 20;
const VERSION = 1;

const catalog = v.object({
  kernels: v.array(v.object({ entry: kernelEntry, launch: launchFile.entries.kernel })),
  problems: v.array(v.string()),
});

const memory = v.object({
  version: v.literal(VERSION),
  interpreters: rememberedInterpreters,
  /** Lists by open folder ("" where none is open), the last one last. */
  lists: v.array(v.tuple([v.string(), catalog])),
});
export type Memory = v.InferOutput<typeof memory>;
export type RememberedCatalog = v.InferOutput<typeof catalog>;

/** The memory in a file; an empty one where there is none that can be read. */
export async function readMemory(file: string | undefined): Promise<Memory> {
  try {
    if (file !== undefined) return v.parse(memory, JSON.parse(await readFile(file, "utf8")));
  } catch {
    // Nothing is lost: it is all found again.
  }
  return { version: VERSION, interpreters: {}, lists: [] };
}

/** Writes it; that it cannot be written is of no consequence. */
export async function writeMemory(file: string, content: Omit<Memory, "version">): Promise<void> {
  const lists = content.lists.slice(-FOLDERS_KEPT);
  await writeAtomically(file, JSON.stringify({ version: VERSION, ...content, lists }), { mode: 0o600 }).catch(
    () => {},
  );
}
