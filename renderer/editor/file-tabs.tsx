/** The tabs of the open files. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Icon } from "../look/icons";
import { activeOutputPage } from "../shell/output/output-pages";
import { useStore } from "../store";
import { facts } from "../workbench/app";
import { runCommand } from "../workbench/commands";
import { activeDocument, type Document, documents, hasNamesake } from "./documents";
import { baseName, folderOf, shortPath } from "./paths";

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
  const tab = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const list = tab.current?.parentElement;
    if (!active || !list) return;
    // Also when the tabs get less room, e.g. because the toolbar beside them grows.
    const observer = new ResizeObserver(() =>
      tab.current?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    );
    observer.observe(list);
    return () => observer.disconnect();
  }, [active]);
  return (
    <button
      ref={tab}
      type="button"
      role="tab"
      className="tab file-tab"
      aria-selected={active}
      aria-label={modified ? `${file.name}, modified` : file.name}
      tabIndex={reachable ? 0 : -1}
      title={file.path ? shortPath(file.path, home) : file.name}
      onClick={() => {
        activeOutputPage.set(null);
        activeDocument.set(document);
      }}
      onAuxClick={(event) => {
        if (event.button === 1) void runCommand("file.close", document);
      }}
      onKeyDown={(event) => {
        if (event.key === "Delete") void runCommand("file.close", document);
      }}
    >
      <span className="tab-label">{file.name}</span>
      {file.path && hasNamesake(document) ? (
        <span className="tab-folder">{baseName(folderOf(file.path))}</span>
      ) : null}
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
  );
}

/** Arrow keys, Home and End move between tabs and show the file at once. */
function onTabKey(event: KeyboardEvent<HTMLElement>): void {
  const all = documents.get();
  const at = all.findIndex((document) => document === activeDocument.get());
  const targets: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: all.length - 1,
  };
  const wanted = targets[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  const next = all[(wanted + all.length) % all.length];
  if (!next) return;
  activeDocument.set(next);
  const tabs = event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]");
  tabs[all.indexOf(next)]?.focus();
}

export function FileTabs() {
  const all = useStore(documents);
  const page = useStore(activeOutputPage);
  const front = useStore(activeDocument);
  const active = page ? null : front;
  return (
    <div className="tabs" role="tablist" aria-label="Files" onKeyDown={onTabKey}>
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
