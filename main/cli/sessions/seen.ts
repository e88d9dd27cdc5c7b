/** Where a user's terminal last saw a session: kept in the session's folder, for the next attach. */
import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { writeAtomically } from "../../../kernel-host/door/atomic-write";
import type { Checkpoint } from "../../../preload/transcript/checkpoint";

const seen = v.object({
  epoch: v.number(),
  seq: v.number(),
  /** What stood open there; made and read by preload/transcript alone. */
  checkpoint: v.custom<Checkpoint>(
    (value) => typeof value === "object" && value !== null && "blocks" in value,
  ),
});
export type Seen = v.InferOutput<typeof seen>;

/** Who sits at this terminal, as far as the system knows. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "user";
  }
}

const fileIn = (folder: string) => join(folder, `seen-${userName().replace(/[^\w.-]/g, "_")}.json`);

/** @returns undefined when the session was not seen yet, or nobody can tell any more */
export async function readSeen(folder: string): Promise<Seen | undefined> {
  try {
    return v.parse(seen, JSON.parse(await readFile(fileIn(folder), "utf8")));
  } catch {
    return undefined;
  }
}

/** @throws NodeJS.ErrnoException when it cannot be written */
export async function writeSeen(folder: string, content: Seen): Promise<void> {
  await writeAtomically(fileIn(folder), JSON.stringify(content), { mode: 0o600 });
}
