/** Opens the file at a path: one of a kind that a feature shows in its own way there, any other as text. */
import { documentOfPath, openDocument } from "./documents";
import { focusEditor } from "./instance";

/** A way to show files of some kinds. */
export interface FileViewer {
  /** Whether the file is one of its kinds, by its name. */
  takes(path: string): boolean;
  open(path: string): void;
}

const viewers: FileViewer[] = [];

/** Files that the viewer takes are opened in it from now on. */
export function registerFileViewer(viewer: FileViewer): void {
  viewers.push(viewer);
}

/** Whether a file is opened in another way than as text. */
export function hasViewer(path: string): boolean {
  return viewers.some((viewer) => viewer.takes(path));
}

/** Opens a file and gives it the keyboard; one that is open as text stays so. @throws Error with a sentence when it cannot be opened */
export async function openPath(path: string): Promise<void> {
  const viewer = documentOfPath(path) ? undefined : viewers.find((one) => one.takes(path));
  if (viewer) {
    viewer.open(path);
    return;
  }
  await openAsText(path);
}

/** Opens a file in the editor, whatever else could show it. @throws as `openPath` */
export async function openAsText(path: string): Promise<void> {
  await openDocument(path);
  focusEditor();
}
