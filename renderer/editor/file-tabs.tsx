/** The tabs of the open files. */

import { type KeyboardEvent, useRef } from "react";
import { t } from "../../preload/texts/texts";
import { type Document, hasNamesake, isReadOnly } from "../code/documents";
import { focusEditor } from "../code/instance";
import { facts } from "../floor/app";
import { runCommand } from "../floor/commands/commands";
import { stepInTabs, useTabInView } from "../floor/lists/tab-list";
import { Icon } from "../floor/look/icons";
import { useContextMenu } from "../floor/menus/context-menu";
import type { PopupItem } from "../floor/menus/popup-menu";
import { baseName, folderOf, shortPath } from "../floor/paths";
import { useStore } from "../floor/store";
import { type Group, showInGroup } from "./groups/groups";
import { pinned } from "./groups/pinned";
import { landing, tabDrag, tabsDrop } from "./groups/tab-drag";
import { mainFile } from "./main-file";
import { keepTab, previewed } from "./preview-tab";
import { TabMenu } from "./tab-menu";

interface FileTabProps {
  readonly group: Group;
  readonly document: Document;
  /** Its place in the row. */
  readonly at: number;
  readonly active: boolean;
  /** By Tab: one of all. */
  readonly reachable: boolean;
  /** A dragged tab would go before it. */
  readonly lands: boolean;
}

function FileTab({ group, document, at, active, reachable, lands }: FileTabProps) {
  const file = useStore(document.file);
  const modified = useStore(document.modified);
  const { home } = useStore(facts);
  const readOnly = isReadOnly(document);
  const isMain = useStore(mainFile) === document.id;
  const isPinnedTab = useStore(pinned).includes(document.id);
  const isPreview = useStore(previewed) === document.id && !isPinnedTab;
  const menu = useContextMenu();
  return (
    <>
      <button
        type="button"
        role="tab"
        className="tab file-tab"
        aria-selected={active}
        aria-description={
          [
            isPinnedTab && t("pinned"),
            isPreview && t("only looked at"),
            isMain && t("Main file"),
            readOnly && t("read only"),
          ]
            .filter(Boolean)
            .join(", ") || undefined
        }
        aria-label={modified ? t("{name}, modified", { name: file.name }) : file.name}
        tabIndex={reachable ? 0 : -1}
        title={file.path ? shortPath(file.path, home) : file.name}
        data-lands={lands ? "" : undefined}
        data-preview={isPreview ? "" : undefined}
        onClick={() => showInGroup(group.id, document)}
        onDoubleClick={() => keepTab(document)}
        onAuxClick={(event) => {
          if (event.button === 1) void runCommand("file.close", document);
        }}
        onContextMenu={menu.onContextMenu}
        onKeyDown={(event) => {
          if (!menu.onKeyDown(event) && event.key === "Delete") void runCommand("file.close", document);
        }}
        {...tabDrag({ kind: "file", tab: document, group: group.id }, at, group.files)}
      >
        <span className="tab-label">{file.name}</span>
        {file.path && hasNamesake(document) ? (
          <span className="tab-folder">{baseName(folderOf(file.path))}</span>
        ) : null}
        {readOnly ? <span className="tab-folder">{t("read only")}</span> : null}
        {isMain ? <span className="tab-folder">{t("main|file")}</span> : null}
        <span
          className="tab-close"
          data-command={isPinnedTab ? "file.unpin" : "file.close"}
          data-modified={modified ? "" : undefined}
          data-pinned={isPinnedTab ? "" : undefined}
          title={isPinnedTab ? t("Unpin tab") : undefined}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            void runCommand(isPinnedTab ? "file.unpin" : "file.close", document);
          }}
        >
          <Icon name="dot" size={14} />
          <Icon name={isPinnedTab ? "pin" : "close"} size={12} />
        </span>
      </button>
      {menu.place ? <TabMenu document={document} place={menu.place} close={menu.close} /> : null}
    </>
  );
}

/** The open files as the list of all tabs has them. */
export function fileTabItems(group: Group): PopupItem[] {
  return group.files.map((document) => {
    const { name, path } = document.file.get();
    return {
      label: document.modified.get() ? t("{name}, modified", { name }) : name,
      ...(path && hasNamesake(document) && { detail: baseName(folderOf(path)) }),
      chosen: group.page === null && document === group.file,
      run: () => {
        showInGroup(group.id, document);
        focusEditor();
      },
    };
  });
}

/** Arrow keys, Home and End move between tabs and show the file at once. */
function onTabKey(event: KeyboardEvent<HTMLElement>, { id, files, file }: Group): void {
  const to = stepInTabs(event.key, file ? files.indexOf(file) : -1, files.length);
  if (to === undefined) return;
  event.preventDefault();
  const next = files[to];
  if (!next) return;
  showInGroup(id, next);
  const tabs = event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]");
  tabs[to]?.focus();
}

export function FileTabs({ group }: { readonly group: Group }) {
  const { id, files, file, page } = group;
  const active = page ? null : file;
  const list = useRef<HTMLDivElement>(null);
  useTabInView(list, active);
  const spot = useStore(landing);
  const lands = spot?.group === id && "row" in spot && spot.row === "file" ? spot.at : undefined;
  return (
    <div
      ref={list}
      className="tabs"
      role="tablist"
      aria-label={t("Files")}
      data-lands-last={lands === null ? "" : undefined}
      onKeyDown={(event) => onTabKey(event, group)}
      {...tabsDrop(id, "file", files)}
    >
      {files.map((document, at) => (
        <FileTab
          key={document.id}
          group={group}
          document={document}
          at={at}
          active={document === active}
          reachable={document === file}
          lands={lands === at}
        />
      ))}
    </div>
  );
}
