/** Requests about files. */

import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { dialog } from "electron";
import type { RequestName } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import type { Backups } from "../files/backups";
import { readDocument, writeDocument } from "../files/documents";
import { dragOut, prepareDragOut } from "../files/drag-out";
import { copyEntry, createEntry, deleteEntry, moveEntry, renameEntry } from "../files/folder-entries";
import { listFolder, namesIn, nearestFolder } from "../files/folder-list";
import { LongWrite } from "../files/long-write";
import { readPicture } from "../files/pictures";
import type { SafetyCopies } from "../files/safety-copies";
import { Trash } from "../files/trash";
import { Watcher } from "../files/watch";
import { unawaited } from "../floor/failures";
import { fileProblem, UserError } from "../floor/user-error";
import type { AppWindow, Windows } from "../windows/windows";
import type { VersionKeeper } from "./local-history-handlers";
import { PrintedWrite } from "./printed-write";
import type { SomeHandlers } from "./request-dispatcher";

export type FileRequests = Extract<RequestName, `files.${string}`>;

/** Handlers, and what has to be told when a window's page goes: its files are watched no more. */
export interface FileHandlers {
  readonly handlers: SomeHandlers<AppWindow, FileRequests>;
  forget(window: AppWindow): void;
}

export function fileHandlers(
  windows: Windows,
  backups: Backups,
  copies: SafetyCopies,
  versions: VersionKeeper,
): FileHandlers {
  const watchers = new Map<AppWindow, Watcher>();

  const watcherOf = (window: AppWindow) => {
    const there = watchers.get(window);
    if (there) return there;
    const made = new Watcher({
      onFile: (path, stamp) => windows.send(window, "files.changed", { path, stamp }),
      onFolder: (folder) => windows.send(window, "files.folderChanged", { folder }),
    });
    watchers.set(window, made);
    return made;
  };

  const trash = new Trash();
  const longWrites = new Map<AppWindow, Map<string, LongWrite | PrintedWrite>>();

  const longWrite = (window: AppWindow, id: string) => {
    const write = longWrites.get(window)?.get(id);
    if (!write) throw new Error(t("This file is not being written."));
    return write;
  };
  /** Does a step of writing; a failure is said in words. */
  const written = async (path: string, step: () => Promise<unknown>) => {
    try {
      await step();
    } catch (error) {
      throw new UserError(t("{path} could not be written: {reason}.", { path, reason: fileProblem(error) }));
    }
  };

  return {
    forget(window) {
      for (const write of longWrites.get(window)?.values() ?? [])
        unawaited("dropping a save that was not ended", write.drop());
      longWrites.delete(window);
      watchers.get(window)?.dispose();
      watchers.delete(window);
    },
    handlers: {
      "files.pickOpen": async ({ folder }, { browserWindow }) => {
        const { filePaths } = await dialog.showOpenDialog(browserWindow, {
          title: t("Open file"),
          properties: ["openFile", "multiSelections"],
          ...(folder === null ? {} : { defaultPath: folder }),
        });
        return filePaths;
      },
      "files.pickFolder": async ({ folder }, { browserWindow }) => {
        const { filePaths } = await dialog.showOpenDialog(browserWindow, {
          title: t("Open folder"),
          properties: ["openDirectory", "createDirectory"],
          ...(folder === null ? {} : { defaultPath: folder }),
        });
        return filePaths[0] ?? null;
      },
      "files.pickSave": async ({ suggestion }, { browserWindow }) => {
        const { filePath, canceled } = await dialog.showSaveDialog(browserWindow, {
          title: t("Save file"),
          defaultPath: suggestion,
        });
        return canceled || !filePath ? null : filePath;
      },
      "files.read": ({ path, encoding }) => readDocument(path, encoding),
      "files.readPicture": ({ path }) => readPicture(path),
      "files.write": async (write, window) => {
        const release = watchers.get(window)?.hold(resolve(write.path));
        let stamp: string | undefined;
        await versions.keepPresent(write.path);
        try {
          const written = await writeDocument(write, copies);
          if (written.result === "saved") {
            stamp = written.stamp;
            unawaited("keeping a version", versions.keep(write.path, write.text, "save"));
          }
          return written;
        } finally {
          release?.(stamp);
        }
      },
      "files.beginLongWrite": async ({ path, print }, window) => {
        const id = randomUUID();
        await written(path, async () => {
          const write = await (print ? PrintedWrite : LongWrite).begin(path);
          const own = longWrites.get(window) ?? new Map<string, LongWrite | PrintedWrite>();
          longWrites.set(window, own.set(id, write));
        });
        return { id };
      },
      "files.continueLongWrite": async ({ id, text }, window) => {
        const write = longWrite(window, id);
        await written(write.path, () => write.add(text));
      },
      "files.endLongWrite": async ({ id, keep }, window) => {
        const write = longWrite(window, id);
        longWrites.get(window)?.delete(id);
        await written(write.path, () => (keep ? write.finish() : write.drop()));
      },
      "files.list": ({ folder }) => listFolder(folder),
      "files.names": async ({ folder }) => {
        const { folders, files, left } = await namesIn(folder);
        return { folders: folders.join("/"), files: files.join("/"), left };
      },
      "files.create": async ({ folder, name, kind }) => ({ path: await createEntry(folder, name, kind) }),
      "files.rename": async ({ path, name }) => {
        const to = await renameEntry(path, name);
        await versions.moved(path, to);
        return { path: to };
      },
      "files.move": async ({ path, folder }) => {
        const to = await moveEntry(path, folder);
        await versions.moved(path, to);
        return { path: to };
      },
      "files.copy": async ({ path, folder }) => ({ path: await copyEntry(path, folder) }),
      "files.prepareDrag": ({ path }, { contents }) => prepareDragOut(contents, path),
      "files.dragOut": ({ path }, { contents }) => dragOut(contents, path),
      "files.trashOf": ({ path }) => trash.kindFor(path),
      "files.trash": ({ path }) => trash.put(path),
      "files.untrash": async ({ undo }) => ({ path: await trash.takeBack(undo) }),
      "files.delete": ({ path }) => deleteEntry(path),
      "files.nearestFolder": ({ path }) => nearestFolder(path),
      "files.watch": async ({ files, folder }, window) => ({
        absent: await watcherOf(window).watch(files, folder),
      }),
      "files.backup": async (document) => {
        try {
          await backups.write(document);
        } catch (error) {
          throw new UserError(
            t("Unsaved text of {name} could not be backed up: {reason}.", {
              name: document.name,
              reason: fileProblem(error),
            }),
          );
        }
      },
      "files.dropBackup": ({ id }) => backups.drop(id),
    },
  };
}
