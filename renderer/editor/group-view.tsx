/** One editor group: open files in tabs, where they run, and the editor. */
import { useRef } from "react";
import { t } from "../../preload/texts/texts";
import { type Document, editLibraryFile, updateFile } from "../code/documents";
import { possibleTargets } from "../code/run-target";
import { facts } from "../floor/app";
import { CommandButton } from "../floor/commands/command-button";
import { runCommand } from "../floor/commands/commands";
import { keyLabel } from "../floor/keys/keymap";
import { TabsMenu } from "../floor/lists/tabs-menu";
import { Icon } from "../floor/look/icons";
import { baseName, folderOf, shortPath } from "../floor/paths";
import { useStore } from "../floor/store";
import { isWhole } from "../floor/whole";
import { Breadcrumbs } from "./breadcrumbs";
import { closedPaths } from "./closing";
import { DebugToolbar } from "./debugging/debug-toolbar";
import { EditorHost } from "./editor-host";
import { FileTabs, fileTabItems } from "./file-tabs";
import { focusGroup, type Group } from "./groups/groups";
import { barDrop, bodyDrop, landing, tabIsDragged } from "./groups/tab-drag";
import { ActivePage, PageTabs, pageTabItems } from "./page-tabs";
import { RunIn } from "./run-in";

const RECENT_SHOWN = 6;

function Remark({ document }: { readonly document: Document }) {
  const { remark, changedOnDisk, name } = useStore(document.file);
  if (changedOnDisk) {
    return (
      <div className="bar warning" role="status" aria-label={t("About this file")}>
        <span className="bar-sentence">
          {t("{name} changed on disk, and has unsaved changes here.", { name })}
        </span>
        <span className="bar-actions">
          <button type="button" className="button" onClick={() => void runCommand("file.save")}>
            {t("Decide…")}
          </button>
        </span>
      </div>
    );
  }
  if (!remark) return null;
  return (
    <div className={`bar ${remark.level}`} role="status" aria-label={t("About this file")}>
      <span className="bar-sentence">{remark.sentence}</span>
      <span className="bar-actions">
        {remark.mayEdit ? (
          <button type="button" className="button" onClick={() => editLibraryFile(document)}>
            {t("Edit anyway")}
          </button>
        ) : null}
        <button
          type="button"
          className="icon-button"
          aria-label={t("Dismiss")}
          onClick={() => updateFile(document, { remark: null })}
        >
          <Icon name="close" />
        </button>
      </span>
    </div>
  );
}

function NoFile() {
  const { home } = useStore(facts);
  const recent = useStore(closedPaths).slice(-RECENT_SHOWN).reverse();
  return (
    <div className="empty">
      <h2>{t("No file is open")}</h2>
      <p>{t("Write a new one, or open one from the disk.")}</p>
      <div className="empty-actions">
        <CommandButton command="file.new" primary>
          {t("New file")}
        </CommandButton>
        <CommandButton command="file.open">{t("Open…")}</CommandButton>
        <CommandButton command="file.openFolder">{t("Open folder…")}</CommandButton>
      </div>
      <div className="empty-actions">
        <CommandButton command="help.example">{t("Open an example")}</CommandButton>
        <CommandButton command="shell.running">{t("Start a kernel")}</CommandButton>
        <CommandButton command="help.tour">{t("Take the tour")}</CommandButton>
      </div>
      {recent.length > 0 ? (
        <ul className="recent" aria-label={t("Closed files")}>
          {recent.map((path) => (
            <li key={path}>
              <button
                type="button"
                className="link-button"
                onClick={() => void runCommand("file.open", path)}
              >
                {baseName(path)}
              </button>{" "}
              <span>{shortPath(folderOf(path), home)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

interface ToolbarProps {
  readonly document: Document;
  /** A page stands over it: nothing is run from there. */
  readonly covered: boolean;
}

function EditorToolbar({ document, covered }: ToolbarProps) {
  useStore(document.file);
  const runs = useStore(possibleTargets).length > 0;
  const mac = useStore(facts).platform === "darwin";
  return (
    <div className="bar-actions">
      {covered ? null : <RunIn />}
      <DebugToolbar />
      {runs && !covered ? (
        <button
          type="button"
          className="icon-button"
          data-command="run.file"
          aria-label={t("Run file")}
          title={`${t("Run file")} (${keyLabel("run.file", mac)})`}
          onClick={() => void runCommand("run.file")}
        >
          <Icon name="play" />
        </button>
      ) : null}
    </div>
  );
}

/** What shows where a dragged tab would go, over the body. */
function LandingMark({ group }: { readonly group: string }) {
  const spot = useStore(landing);
  if (spot?.group !== group || !("side" in spot)) return null;
  return <div className="group-landing" data-side={spot.side} />;
}

interface GroupViewProps {
  readonly group: Group;
  /** From 1, as the groups are read. */
  readonly number: number;
  /** There are others. */
  readonly several: boolean;
  readonly focused: boolean;
}

export function GroupView({ group, number, several, focused }: GroupViewProps) {
  const { id, files, pages, file: document } = group;
  const bar = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const dragged = useStore(tabIsDragged);
  const spot = useStore(landing);
  const lands = spot?.group === id && "row" in spot;
  // Until then there may be files that are not back yet.
  const isThere = useStore(isWhole);
  const hasTabs = pages.length > 0 || files.length > 0;
  // Before what the press or the keyboard does, so that it is done in this group.
  const mean = () => focusGroup(id);
  return (
    <section
      className="pane"
      data-place="editor"
      data-group={id}
      data-focused={several && focused ? "" : undefined}
      aria-label={
        several && number > 1 ? t("Editor, group {number}", { number: String(number) }) : t("Editor")
      }
      onFocusCapture={mean}
      onPointerDownCapture={mean}
    >
      {hasTabs ? (
        <div ref={bar} className="tab-bar editor-bar" data-lands={lands ? "" : undefined} {...barDrop(id)}>
          <div className="tab-rows">
            <FileTabs group={group} />
            <PageTabs group={group} />
          </div>
          <TabsMenu
            bar={bar}
            name={t("All tabs")}
            groups={() => [
              { label: t("Files"), items: fileTabItems(group) },
              { label: t("Outputs"), items: pageTabItems(group) },
            ]}
          />
          {document && focused ? <EditorToolbar document={document} covered={group.page !== null} /> : null}
        </div>
      ) : null}
      {document && group.page === null ? <Breadcrumbs document={document} focused={focused} /> : null}
      {document && group.page === null ? <Remark key={document.id} document={document} /> : null}
      <div ref={body} className="pane-body">
        <EditorHost group={id} document={document} covered={group.page !== null} />
        {files.length === 0 && isThere && group.page === null ? <NoFile /> : null}
        <ActivePage group={group} />
        {dragged ? <div className="group-drop" {...bodyDrop(id)} /> : null}
        <LandingMark group={id} />
      </div>
    </section>
  );
}
