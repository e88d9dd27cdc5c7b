/** The profile's folder, made where it is not there. */
import { accessSync, constants, mkdirSync, realpathSync } from "node:fs";
import { fileProblem, UserError } from "./user-error";

const NEXT_STEP = "Name a folder that you can write to: tandem --user-data-dir=DIR";

/**
 * Makes the folder, readable by its user only, and answers its one real name: a folder has many names, a profile one.
 * @param named the folder that the command line names
 * @param usual where it is otherwise; may throw, as for somebody whose home folder cannot be written
 * @throws UserError when nothing can be kept in it
 */
export function openProfileFolder(named: string | null, usual: () => string): string {
  const folder = named ?? usualFolder(usual);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    throw new UserError(
      `Tandem cannot keep its settings and sessions in ${folder}: ${fileProblem(error)}. ${NEXT_STEP}`,
    );
  }
}

function usualFolder(usual: () => string): string {
  try {
    return usual();
  } catch {
    throw new UserError(
      `Tandem cannot keep its settings and sessions in your home folder: it cannot be written. ${NEXT_STEP}`,
    );
  }
}
