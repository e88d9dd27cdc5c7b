/** What was used last: for now the kernel. */
import * as v from "valibot";
import { JsonFile } from "./json-file";

const recentFile = v.object({ kernelId: v.nullable(v.string()) });

export type RecentFile = JsonFile<v.InferOutput<typeof recentFile>>;

export function openRecent(file: string, onFailure: (error: unknown) => void): RecentFile {
  return new JsonFile(file, recentFile, { kernelId: null }, "list of what was used last", onFailure);
}
