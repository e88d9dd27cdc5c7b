/** A file of the window that is dragged on to another program. */
import { access } from "node:fs/promises";
import { basename } from "node:path";
import { app, type NativeImage, nativeImage, type WebContents } from "electron";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";

const SHEET_PX = 32;

/**
 * Goes on with a drag that the window began: the system has it from here on. On Linux it resolves when the button is let go,
 * and Node's events wait until then.
 * @throws UserError where nothing is at the path
 */
export async function dragOut(contents: WebContents, path: string): Promise<void> {
  try {
    await access(path);
  } catch (error) {
    throw new UserError(
      t("{name} cannot be dragged out: {reason}.", { name: basename(path), reason: fileProblem(error) }),
    );
  }
  const icon = await app.getFileIcon(path, { size: "normal" }).catch(() => null);
  contents.startDrag({ file: path, icon: icon && !icon.isEmpty() ? icon : sheet() });
}

/** Without an icon Electron begins no drag, and not each desktop has one for a file. */
function sheet(): NativeImage {
  const size = { width: SHEET_PX, height: SHEET_PX };
  return nativeImage.createFromBitmap(Buffer.alloc(SHEET_PX * SHEET_PX * 4, 0xc0), size);
}
