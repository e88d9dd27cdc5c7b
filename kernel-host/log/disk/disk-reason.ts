/** Why a disk takes nothing. */
import path from "node:path";

/** In words that follow "because". `folder` is the one that was written to. */
export function reasonOf(error: NodeJS.ErrnoException, folder: string): string {
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return `the disk that holds ${path.dirname(folder)} is full`;
    case "EROFS":
      return `the disk that holds ${path.dirname(folder)} can only be read`;
    case "EACCES":
    case "EPERM":
      return `${folder} may not be written`;
    case "ENOENT":
      return `${folder} is gone`;
    default:
      return `${folder} cannot be written (${error.code ?? error.message})`;
  }
}
