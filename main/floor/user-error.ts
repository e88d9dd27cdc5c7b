/** A failure whose message is a sentence for the user as it stands; any other failure is a fault of ours. */
import { type Text, t } from "../../preload/texts/texts";

export class UserError extends Error {
  override name = "UserError";
}

/** What went wrong with a file or folder, in words. */
export function fileProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code !== undefined && code in PROBLEMS ? t(PROBLEMS[code as keyof typeof PROBLEMS]) : message;
}

const PROBLEMS = {
  ENOENT: "it is not there",
  EACCES: "you may not access it",
  EPERM: "you may not access it",
  EISDIR: "it is a folder",
  ENOTDIR: "it is not a folder",
  ENOSPC: "the disk is full",
  EDQUOT: "your disk quota is used up",
  EROFS: "the disk is read-only",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  EBUSY: "another program uses it",
  EMFILE: "too many files are open",
} as const satisfies Readonly<Record<string, Text>>;
