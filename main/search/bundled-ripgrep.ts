/** ripgrep as it comes with the app. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { t } from "../../preload/texts/texts";
import { UserError } from "../floor/user-error";

/**
 * @param app the folder of the app's code, which may be an archive
 * @throws UserError where it was not packed for this kind of machine
 */
export function bundledRipgrep(app: string): string {
  const name = process.platform === "win32" ? "rg.exe" : "rg";
  const kind = `${process.platform}-${process.arch}`;
  const file = join(app.replace(/app\.asar$/, "app.asar.unpacked"), "out/ripgrep", kind, name);
  if (!existsSync(file))
    throw new UserError(t("The search in files is missing in this installation of Tandem."));
  return file;
}
