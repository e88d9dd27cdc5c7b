/** The tabs of the open files. */

import { type KeyboardEvent, useRef } from "react";
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents, hasNamesake, isReadOnly } from "../code/documents";
import { focusEditor } from "../code/instance";
import { facts } from "../floor/app";
import { runCommand } from "../floor/commands/commands";
import { stepInTabs, useTabInView } from "../floor/lists/tab-list";
import { Icon } from "../floor/look/icons";
import { useContextMenu } from "../floor/menus/context-menu";
import type { PopupItem } from "../floor/menus/popup-menu";
import { activePage } from "../floor/pages/pages";
import { baseName, folderOf, shortPath } from "../floor/paths";
import { useStore } from "../floor/store";
import { mainFile } from "./main-file";
import { TabMenu } from "./tab-menu";

interface FileTabProps {
  readonly document: Document;
  readonly active: boolean;
  /** By Tab: one of all. */
  readonly reachable: boolean;
}

function FileTab({ document, active, reachable }: FileTabProps) {
  const file = useStore(document.file);
  const modified = useStore(document.modified);
  const { home } = useStore(facts);
  const readOnly = isReadOnly(document);
  const isMain = useStore(mainFile) === document.id;
  const menu = useContextMenu();
  return (
    <>
      <button
        type="button"
        role="tab"
        className="tab file-tab"
        aria-selected={active}
        aria-description={
          [isMain && t("Main file"), readOnly && t("read only")].filter(Boolean).join(", ") || undefined
        }
        aria-label={modified ? t("{name}, modified", { name: file.name }) : file.name}
        tabIndex={reachable ? 0 : -1}
        title={file.path ? shortPath(file.path, home) : file.name}
        onClick={() => {
          activePage.set(null);
          activeDocument.set(document);
        }}
        onAuxClick={(event) => {
          if (event.button === 1) void runCommand("file.close", document);
        }}
        onContextMenu={menu.onContextMenu}
        onKeyDown={(event) => {
          if (!menu.onKeyDown(event) && event.key === "Delete") void runCommand("file.close", document);
        }}
      >
        <span className="tab-label">{file.name}</span>
        {file.path && hasNamesake(document) ? (
          <span className="tab-folder">{baseName(folderOf(file.path))}</span>
        ) : null}
        {readOnly ? <span className="tab-folder">{t("read only")}</span> : null}
        {isMain ? <span className="tab-folder">{t("main|file")}</span> : null}
        <span
          className="tab-close"
          data-command="file.close"
          data-modified={modified ? "" : undefined}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            void runCommand("file.close", document);
          }}
        >
          <Icon name="dot" size={14} />
          <Icon name="close" size={12} />
        </span>
      </button>
      {menu.place ? <TabMenu document={document} place={menu.place} close={menu.close} /> : null}
    </>
  );
}

/** The open files as the list of all tabs has them. */
export function fileTabItems(): PopupItem[] {
  return documents.get().map((document) => {
    const { name, path } = document.file.get();
    return {
      label: document.modified.get() ? t("{name}, modified", { name }) : name,
      ...(path && hasNamesake(document) && { detail: baseName(folderOf(path)) }),
      chosen: activePage.get() === null && document === activeDocument.get(),
      run: () => {
        activePage.set(null);
        activeDocument.set(document);
        focusEditor();
      },
    };
  });
}

/** Arrow keys, Home and End move between tabs and show the file at once. */
function onTabKey(event: KeyboardEvent<HTMLElement>): void {
  const all = documents.get();
  const front = activeDocument.get();
  const to = stepInTabs(event.key, front ? all.indexOf(front) : -1, all.length);
  if (to === undefined) return;
  event.preventDefault();
  const next = all[to];
  if (!next) return;
  activeDocument.set(next);
  const tabs = event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]");
  tabs[to]?.focus();
}

export function FileTabs() {
  const all = useStore(documents);
  const page = useStore(activePage);
  const front = useStore(activeDocument);
  const active = page ? null : front;
  const list = useRef<HTMLDivElement>(null);
  useTabInView(list, active);
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={t("Files")} onKeyDown={onTabKey}>
      {all.map((document) => (
        <FileTab
          key={document.id}
          document={document}
          active={document === active}
          reachable={document === front}
        />
      ))}
    </div>
  );
}
