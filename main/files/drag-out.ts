/** Files of windows that are dragged on to other programs. */
import { access } from "node:fs/promises";
import { basename } from "node:path";
import { app, type NativeImage, nativeImage, type WebContents } from "electron";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";

const SHEET_PX = 32;

/** What each window has on its way. */
const ready = new WeakMap<WebContents, { readonly path: string; readonly icon: NativeImage }>();

/** A drag begins in the window that may go on outside. @throws UserError where nothing is at the path */
export async function prepareDragOut(contents: WebContents, path: string): Promise<void> {
  try {
    await access(path);
  } catch (error) {
    throw new UserError(
      t("{name} cannot be dragged out: {reason}.", { name: basename(path), reason: fileProblem(error) }),
    );
  }
  const icon = await app.getFileIcon(path, { size: "normal" }).catch(() => null);
  ready.set(contents, { path, icon: icon && !icon.isEmpty() ? icon : sheet() });
}

/**
 * Goes on with the drag that was prepared: the system has it from here on. At once, for the button may be let go any moment,
 * and a drag that begins then would wait for the next click. On Linux it returns when the button is let go, and Node's
 * events wait until then.
 */
export function dragOut(contents: WebContents, path: string): void {
  const prepared = ready.get(contents);
  ready.delete(contents);
  if (prepared?.path === path) contents.startDrag({ file: path, icon: prepared.icon });
}

/** Without an icon Electron begins no drag, and not each desktop has one for a file. */
function sheet(): NativeImage {
  const size = { width: SHEET_PX, height: SHEET_PX };
  return nativeImage.createFromBitmap(Buffer.alloc(SHEET_PX * SHEET_PX * 4, 0xc0), size);
}
