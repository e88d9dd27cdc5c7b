/** File browser: the open folder as a tree; files open in the editor. */

import { type KeyboardEvent, useRef, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { activeDocument, openDocument } from "../../code/documents";
import { focusEditor } from "../../code/instance";
import { facts, openFolder } from "../../floor/app";
import { runCommand } from "../../floor/commands/commands";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { asksForMenu, placeBelow } from "../../floor/menus/context-menu";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { folderOf, pathWithin, shortPath } from "../../floor/paths";
import { useStore } from "../../floor/store";
import { type TreeRow, useFolderTree } from "./folder-listing";

async function openFile(path: string): Promise<void> {
  try {
    await openDocument(path);
    focusEditor();
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}

function NoFolder() {
  const document = useStore(activeDocument);
  const path = document?.file.get().path;
  return (
    <div className="empty">
      <p>{t("No folder is open. New kernels work in the open folder, and its files stand here.")}</p>
      <div className="empty-actions">
        <button
          type="button"
          className="button"
          data-command="file.openFolder"
          onClick={() => void runCommand("file.openFolder")}
        >
          {t("Open folder…")}
        </button>
        {path ? (
          <button type="button" className="button" onClick={() => openFolder.set(folderOf(path))}>
            {t("Folder of {name}", { name: document.file.get().name })}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function FolderBar({ folder, refresh }: { readonly folder: string; readonly refresh: () => void }) {
  const { home } = useStore(facts);
  return (
    <div className="tool-bar">
      <button
        type="button"
        className="icon-button"
        aria-label={t("Parent folder")}
        title={t("Parent folder")}
        disabled={folderOf(folder) === folder}
        onClick={() => openFolder.set(folderOf(folder))}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t("Refresh")}
        title={t("Refresh")}
        onClick={refresh}
      >
        <Icon name="refresh" />
      </button>
      <span className="tool-path" title={folder}>
        {shortPath(folder, home)}
      </span>
      <button
        type="button"
        className="icon-button"
        data-command="file.openFolder"
        aria-label={t("Open folder")}
        title={t("Open folder…")}
        onClick={() => void runCommand("file.openFolder")}
      >
        <Icon name="folder" />
      </button>
    </div>
  );
}

/** What is done with a row; `act` opens a file, folds or unfolds a folder. */
function menuOf({ kind, path, unfolded }: TreeRow, folder: string, act: () => void): PopupGroup[] {
  const isFile = kind === "file";
  return [
    {
      items: [
        { label: isFile ? t("Open file") : unfolded ? t("Fold") : t("Unfold"), run: act },
        ...(isFile ? [] : [{ label: t("Use as the open folder"), run: () => openFolder.set(path) }]),
      ],
    },
    {
      items: [
        { label: t("Copy path"), run: () => navigator.clipboard.writeText(path) },
        {
          label: t("Copy path in the open folder"),
          run: () => navigator.clipboard.writeText(pathWithin(folder, path) ?? path),
        },
      ],
    },
  ];
}

export function FileBrowser() {
  const folder = useStore(openFolder);
  const shownPath = useStore(activeDocument)?.file.get().path ?? null;
  const { rows, loaded, unfold, fold, refresh } = useFolderTree(folder);
  const [focusedPath, setFocusedPath] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly row: TreeRow; readonly place: MenuPlace } | null>(null);
  const tree = useRef<HTMLDivElement>(null);

  if (folder === null) return <NoFolder />;
  const entries = rows.filter((row) => row.kind !== "sentence");
  const tabStop = entries.find((row) => row.path === focusedPath) ?? entries[0];

  const act = (row: TreeRow) => {
    if (row.kind === "file") unawaited("open file", openFile(row.path));
    else if (row.unfolded) fold(row.path);
    else unawaited("listing a folder", unfold(row.path));
  };
  const focusRow = (row: TreeRow | undefined) => {
    if (!row) return;
    setFocusedPath(row.path);
    tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.path)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, row: TreeRow) => {
    if (asksForMenu(event)) {
      event.preventDefault();
      setMenu({ row, place: placeBelow(event.currentTarget) });
      return;
    }
    const at = entries.indexOf(row);
    const parent = entries.slice(0, at).findLast((other) => other.depth < row.depth);
    switch (event.key) {
      case "ArrowDown":
        focusRow(entries[at + 1]);
        break;
      case "ArrowUp":
        focusRow(entries[at - 1]);
        break;
      case "Home":
        focusRow(entries[0]);
        break;
      case "End":
        focusRow(entries.at(-1));
        break;
      case "ArrowRight":
        if (row.kind === "folder" && !row.unfolded) unawaited("listing a folder", unfold(row.path));
        else if (row.unfolded) focusRow(entries[at + 1]);
        break;
      case "ArrowLeft":
        if (row.unfolded) fold(row.path);
        else focusRow(parent);
        break;
      case "Backspace":
        openFolder.set(folderOf(folder));
        break;
      case "Enter":
      case " ":
        act(row);
        break;
      default: {
        if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return;
        const letter = event.key.toLowerCase();
        const order = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
        focusRow(order.find((other) => other.name.toLowerCase().startsWith(letter)));
      }
    }
    event.preventDefault();
  };

  return (
    <div className="tool-column">
      <FolderBar folder={folder} refresh={() => unawaited("listing the folder again", refresh())} />
      <div ref={tree} className="list" role="tree" aria-label={t("Files")}>
        {rows.map((row) =>
          row.kind === "sentence" ? (
            <p key={row.path} className="tool-nothing">
              {row.name}
            </p>
          ) : (
            <div
              key={row.path}
              role="treeitem"
              className="row file-row"
              aria-label={row.name}
              aria-level={row.depth + 1}
              aria-expanded={row.kind === "folder" ? row.unfolded : undefined}
              aria-selected={row.path === shownPath}
              tabIndex={row === tabStop ? 0 : -1}
              data-path={row.path}
              data-depth={Math.min(row.depth, 6)}
              title={row.name}
              onClick={() => {
                setFocusedPath(row.path);
                act(row);
              }}
              onContextMenu={(event) => {
                event.preventDefault();
                setFocusedPath(row.path);
                event.currentTarget.focus();
                setMenu({ row, place: { x: event.clientX, y: event.clientY } });
              }}
              onKeyDown={(event) => onKeyDown(event, row)}
            >
              <span className="file-fold">
                {row.kind === "folder" ? (
                  <Icon name={row.unfolded ? "chevronDown" : "chevronRight"} size={12} />
                ) : null}
              </span>
              <Icon name={row.kind === "folder" ? "folder" : "file"} size={14} />
              <span className="row-label">{row.name}</span>
            </div>
          ),
        )}
        {loaded && rows.length === 0 ? <p className="tool-nothing">{t("This folder is empty.")}</p> : null}
      </div>
      {menu ? (
        <PopupMenu
          label={menu.row.name}
          place={menu.place}
          groups={menuOf(menu.row, folder, () => act(menu.row))}
          close={() => setMenu(null)}
        />
      ) : null}
    </div>
  );
}
