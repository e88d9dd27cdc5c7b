/** File browser: the open folder as a tree; files open in the editor. */

import {
  type DragEvent,
  Fragment,
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { t } from "../../../preload/texts/texts";
import { activeDocument } from "../../code/documents";
import { keepTab, openToLook } from "../../editor/preview-tab";
import { facts, openFolder } from "../../floor/app";
import { CommandButton } from "../../floor/commands/command-button";
import { runCommand } from "../../floor/commands/commands";
import { unawaited } from "../../floor/failures";
import { type FileMark, fileMarks } from "../../floor/file-marks";
import { IconButton } from "../../floor/icon-button";
import { Icon } from "../../floor/look/icons";
import { asksForMenu, placeBelow } from "../../floor/menus/context-menu";
import { type MenuPlace, PopupMenu } from "../../floor/menus/popup-menu";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { baseName, folderOf, shortPath } from "../../floor/paths";
import { useStore } from "../../floor/store";
import { beginCarrying, carried, drop, paste, takesCarried } from "./carried";
import { create, remove, rename } from "./entry-actions";
import { useFolderTree } from "./folder-listing";
import { NameField } from "./name-field";
import { menuOf } from "./row-menu";
import { StarredFolders } from "./starred";
import { type Tree, type TreeRow, treeOf } from "./tree-rows";

async function openFile(path: string): Promise<void> {
  try {
    await openToLook(path);
  } catch (error) {
    // What stands for bytes that are no text leads to no file.
    const sentence = path.includes("\ufffd")
      ? t("The name of {name} is no text: Tandem cannot reach it. A terminal can give it another one.", {
          name: baseName(path),
        })
      : sentenceOf(error);
    notify({ level: "error", sentence });
  }
}

function NoFolder() {
  const document = useStore(activeDocument);
  const path = document?.file.get().path;
  return (
    <div className="empty">
      <p>{t("No folder is open. New kernels work in the open folder, and its files stand here.")}</p>
      <div className="empty-actions">
        <CommandButton command="file.openFolder">{t("Open folder…")}</CommandButton>
        {path ? (
          <button type="button" className="button" onClick={() => openFolder.set(folderOf(path))}>
            {t("Folder of {name}", { name: document.file.get().name })}
          </button>
        ) : null}
      </div>
    </div>
  );
}

interface FolderBarProps {
  readonly folder: string;
  readonly refresh: () => void;
  /** Asks for the name of something new. */
  readonly make: (kind: "file" | "folder") => void;
}

function FolderBar({ folder, refresh, make }: FolderBarProps) {
  const { home } = useStore(facts);
  return (
    <div className="tool-bar">
      <IconButton
        icon="up"
        label={t("Parent folder")}
        disabled={folderOf(folder) === folder}
        run={() => openFolder.set(folderOf(folder))}
      />
      <IconButton icon="refresh" label={t("Refresh")} run={refresh} />
      <IconButton icon="newFile" label={t("New file in the folder")} run={() => make("file")} />
      <IconButton icon="newFolder" label={t("New folder")} run={() => make("folder")} />
      <StarredFolders folder={folder} />
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

function rowElement(tree: HTMLElement | null, path: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`) ?? null;
}

/** So many rows are drawn, and more when they are asked for: a folder may hold 100,000 entries. */
const DRAWN_ROWS = 500;
/** So many of them at once, which is more than a window has place for. */
const FIRST_ROWS = 100;
const NO_ROWS: Tree = { rows: [], fitting: 0 };

/** What a name is typed for: a row's new one, or something new in a folder. */
type Naming =
  | { readonly row: TreeRow }
  | { readonly folder: string; readonly depth: number; readonly kind: "file" | "folder" };

function Mark({ mark }: { readonly mark: FileMark | undefined }) {
  if (!mark) return null;
  return (
    <span className="file-mark" data-tone={mark.tone} title={mark.title} aria-hidden="true">
      {mark.letter}
    </span>
  );
}

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

export function FileBrowser() {
  const folder = useStore(openFolder);
  const marks = useStore(fileMarks);
  const shownPath = useStore(activeDocument)?.file.get().path ?? null;
  const { listings, loaded, unfold, fold, refresh } = useFolderTree(folder);
  const [filter, setFilter] = useState("");
  const [most, setMost] = useState(DRAWN_ROWS);
  const { rows: all, fitting } = useMemo(
    () => (folder === null ? NO_ROWS : treeOf(folder, listings, { filter, most })),
    [folder, listings, filter, most],
  );
  const more = fitting - all.length;
  // The first ones are seen before the others are drawn; those that were there stay.
  const settled = useDeferredValue(all);
  const rows = settled === all ? all : all.slice(0, Math.max(FIRST_ROWS, settled.length));
  const [focusedPath, setFocusedPath] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly row: TreeRow; readonly place: MenuPlace } | null>(null);
  /** The folder that something is carried over. */
  const [over, setOver] = useState<string | null>(null);
  const [naming, setNaming] = useState<Naming | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  /** For what comes later than the present rows. */
  const again = useRef(refresh);
  again.current = refresh;
  /** The row that is to have the keyboard when it is drawn. */
  const due = useRef<string | null>(null);
  useEffect(() => {
    const row = due.current === null ? null : rowElement(tree.current, due.current);
    if (!row) return;
    due.current = null;
    row.focus();
  });

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
    rowElement(tree.current, row.path)?.focus();
  };
  const focusWhenDrawn = (path: string | null) => {
    due.current = path;
    setFocusedPath(path);
  };
  const make = async (kind: "file" | "folder", at: TreeRow | undefined) => {
    const parent =
      at?.kind === "folder"
        ? at
        : entries.slice(0, at ? entries.indexOf(at) : 0).findLast((other) => at && other.depth < at.depth);
    if (parent && !parent.unfolded) await unfold(parent.path);
    setNaming({ folder: parent?.path ?? folder, depth: parent ? parent.depth + 1 : 0, kind });
  };
  const startMaking = (kind: "file" | "folder", at?: TreeRow) =>
    unawaited("listing a folder", make(kind, at));
  const take = async (what: Naming, name: string) => {
    const path =
      "row" in what ? await rename(what.row.path, name) : await create(what.folder, name, what.kind);
    setNaming(null);
    await refresh();
    if ("row" in what || what.kind === "folder") focusWhenDrawn(path);
  };
  const removeRow = async (row: TreeRow) => {
    const at = entries.indexOf(row);
    const next = entries.slice(at + 1).find(({ depth }) => depth <= row.depth) ?? entries[at - 1];
    if (row.kind === "sentence") return;
    if (!(await remove(row.path, row.kind, () => again.current()).catch(tell))) {
      // The second question came while the keyboard was in the first one.
      requestAnimationFrame(() => focusRow(row));
      return;
    }
    fold(row.path);
    await refresh();
    focusWhenDrawn(next?.path ?? null);
  };
  const startRemoving = (row: TreeRow) => unawaited("deleting a file", removeRow(row));
  const nameField = (what: Naming) => (
    <NameField
      key="naming"
      kind={"row" in what ? (what.row.kind === "folder" ? "folder" : "file") : what.kind}
      name={"row" in what ? what.row.name : ""}
      depth={"row" in what ? what.row.depth : what.depth}
      take={(name) => take(what, name)}
      close={(back) => {
        setNaming(null);
        if (back) focusWhenDrawn("row" in what ? what.row.path : (tabStop?.path ?? null));
      }}
    />
  );
  const newIn = naming && "folder" in naming ? naming.folder : null;
  const renamed = naming && "row" in naming ? naming.row.path : null;
  /** The folder that a row is, or stands in. */
  const folderOfRow = (row: TreeRow) => (row.kind === "folder" ? row.path : folderOf(row.path));
  const startPutting = (put: () => Promise<string | null>) => {
    const work = async () => {
      const path = await put();
      await refresh();
      if (path !== null) focusWhenDrawn(path);
    };
    unawaited("putting a file", work().catch(tell));
  };
  const takeDrop = (event: DragEvent, to: string) => {
    setOver(null);
    startPutting(() => drop(event, to));
  };
  const typeAhead = (event: KeyboardEvent, row: TreeRow) => {
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = entries.indexOf(row);
    const letter = event.key.toLowerCase();
    const order = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
    focusRow(order.find((other) => other.name.toLowerCase().startsWith(letter)));
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent, row: TreeRow) => {
    if (asksForMenu(event)) {
      event.preventDefault();
      setMenu({ row, place: placeBelow(event.currentTarget) });
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      const letter = event.key.toLowerCase();
      if (letter === "c" || letter === "x") carried.set({ path: row.path, moves: letter === "x" });
      else if (letter === "v") startPutting(() => paste(folderOfRow(row)));
      else return;
      event.preventDefault();
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
      case "F2":
        setNaming({ row });
        break;
      case "Delete":
        startRemoving(row);
        break;
      case "Enter":
      case " ":
        act(row);
        break;
      default:
        typeAhead(event, row);
        return;
    }
    event.preventDefault();
  };

  return (
    <div className="tool-column">
      <FolderBar
        folder={folder}
        refresh={() => unawaited("listing the folder again", refresh())}
        make={(kind) => startMaking(kind, focusedPath === null ? undefined : tabStop)}
      />
      <input
        type="search"
        className="text-input file-filter"
        aria-label={t("Filter files")}
        placeholder={t("Filter")}
        spellCheck={false}
        autoComplete="off"
        value={filter}
        onChange={(event) => {
          setFilter(event.target.value);
          setMost(DRAWN_ROWS);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") focusRow(tabStop);
          else if (event.key === "Escape" && filter !== "") setFilter("");
          else return;
          event.preventDefault();
        }}
      />
      <div
        ref={tree}
        className="list"
        role="tree"
        aria-label={t("Files")}
        data-takes-files=""
        data-lands={over === folder ? "" : undefined}
        onDragOver={(event) => {
          if (takesCarried(event)) setOver(folder);
        }}
        onDragLeave={() => setOver(null)}
        onDrop={(event) => takeDrop(event, folder)}
      >
        {naming && newIn === folder ? nameField(naming) : null}
        {rows.map((row) =>
          row.path === renamed && naming ? (
            nameField(naming)
          ) : row.kind === "sentence" ? (
            <p key={row.path} className="tool-nothing">
              {row.name}
            </p>
          ) : (
            <Fragment key={row.path}>
              <div
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
                data-lands={row.kind === "folder" && over === row.path ? "" : undefined}
                onPointerDown={(event) => {
                  if (event.button === 0) beginCarrying(event.nativeEvent, event.currentTarget, row.path);
                }}
                onDragOver={(event) => {
                  if (takesCarried(event)) setOver(folderOfRow(row));
                }}
                onDrop={(event) => takeDrop(event, folderOfRow(row))}
                aria-description={marks.of(row.path)?.title}
                onClick={() => {
                  setFocusedPath(row.path);
                  act(row);
                }}
                onDoubleClick={() => {
                  const open = activeDocument.get();
                  if (open?.file.get().path === row.path) keepTab(open);
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
                <span className="row-label" data-tone={marks.of(row.path)?.tone}>
                  {row.name}
                </span>
                <Mark mark={marks.of(row.path)} />
              </div>
              {naming && newIn === row.path ? nameField(naming) : null}
            </Fragment>
          ),
        )}
      </div>
      {loaded && rows.length === 0 ? (
        <p className="tool-nothing">
          {filter.trim() === ""
            ? t("This folder is empty.")
            : t("No file that is listed here has this in its name.")}
        </p>
      ) : null}
      {more > 0 ? (
        <button type="button" className="button file-more" onClick={() => setMost(most + DRAWN_ROWS)}>
          {t("{count} more: show {next} of them", { count: more, next: Math.min(more, DRAWN_ROWS) })}
        </button>
      ) : null}
      {menu ? (
        <PopupMenu
          label={menu.row.name}
          place={menu.place}
          groups={menuOf(menu.row, folder, {
            act: () => act(menu.row),
            make: (kind) => startMaking(kind, menu.row),
            rename: () => setNaming({ row: menu.row }),
            remove: () => startRemoving(menu.row),
            carry: (moves) => carried.set({ path: menu.row.path, moves }),
            paste: () => startPutting(() => paste(folderOfRow(menu.row))),
          })}
          close={() => setMenu(null)}
        />
      ) : null}
    </div>
  );
}
