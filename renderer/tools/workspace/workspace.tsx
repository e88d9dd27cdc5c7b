/** Workspace: the variables of the shell in front, as its kernel has them now. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { MOST_IN_SNAPSHOT, type WorkspaceList } from "../../../preload/contract/variables";
import { t } from "../../../preload/texts/texts";
import { isTable } from "../../data/find-variable";
import { openFrameValue } from "../../data/frame-value";
import { openVariable } from "../../data/open";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { differences, type Moment, type ShownVariable } from "./past";
import { PastBar } from "./past-bar";
import { type Column, isShown, noneFits, type Row, rowsOf, type Shown, type Sorting, sorted } from "./rows";
import { type Deleted, UndoBar } from "./undo-bar";
import { useEntries, useMoment } from "./use-past";
import { useWorkspace } from "./use-workspace";
import { actionsOf, copyText, removal, runInShell } from "./variable-actions";
import type { Chosen } from "./variable-codes";
import { VariableGrid } from "./variable-grid";
import "./workspace.css";

const SHOWN: readonly { readonly value: Shown; readonly label: string }[] = [
  { value: "data", label: t("Data") },
  { value: "numbers", label: t("Numbers") },
  { value: "texts", label: t("Texts") },
  { value: "containers", label: t("Lists and dicts") },
  { value: "arrays", label: t("Arrays and tables") },
  { value: "objects", label: t("Other objects") },
  { value: "code", label: t("Functions, classes, modules") },
  { value: "private", label: t("Private names") },
  { value: "all", label: t("Everything") },
];

export function Workspace() {
  const shell = useStore(windowShells().front);
  if (!shell) return <p className="tool-nothing">{t("Open a shell to see its variables.")}</p>;
  return <WorkspaceOf key={shell.view} shell={shell} />;
}

function WorkspaceOf({ shell }: { readonly shell: ShellModel }) {
  const { list, inFrame, unknown, expanded, channel, expand, fold } = useWorkspace(shell);
  const status = useStore(shell.status);
  const [shown, setShown] = useState<Shown>("data");
  const [wanted, setWanted] = useState("");
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [menu, setMenu] = useState<{ place: MenuPlace; groups: readonly PopupGroup[] } | null>(null);
  /** What can be had back, the last one last. */
  const [allDeleted, setDeleted] = useState<readonly Deleted[]>([]);
  const deleted = allDeleted.at(-1) ?? null;
  /** Variables that are being deleted, until the list is one after that: each is deleted once. */
  const removing = useRef(new Set<string>());
  const run = list?.asOf?.executionCount;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has its own list
  useEffect(() => removing.current.clear(), [run]);
  const column = useRef<HTMLDivElement>(null);
  const [past, setPast] = useState(false);
  const [shownSeq, setShownSeq] = useState<number | null>(null);
  const [comparedSeq, setComparedSeq] = useState<number | null>(null);
  const live = list?.lack !== "no kernel";
  // Of a session that has ended only the past is left.
  const pastShown = past || (list !== null && !live && list.variables.length === 0);
  const entries = useEntries(channel, pastShown, list?.asOf);
  const entryOf = (seq: number | null) => entries.find((entry) => entry.seq === seq);
  const atSeq = pastShown ? (shownSeq ?? (live ? null : (entries.at(-1)?.seq ?? null))) : null;
  const before = useMoment(channel, pastShown ? entryOf(comparedSeq) : undefined);
  const then = useMoment(channel, entryOf(atSeq));
  const language = status?.language ?? shell.language;

  const fitting = useMemo(() => {
    const words = wanted.toLowerCase().split(" ").filter(Boolean);
    const now: Moment = {
      life: list?.asOf?.life ?? 0,
      variables: list?.variables ?? [],
      complete: list !== null && list.variables.length >= list.total,
    };
    const moment = atSeq === null ? now : then;
    const compares = pastShown && comparedSeq !== null;
    const variables: readonly ShownVariable[] =
      compares && before && moment ? differences(before, moment) : compares ? [] : (moment?.variables ?? []);
    return variables.filter((variable) => isShown(variable, shown, words));
  }, [list, shown, wanted, atSeq, then, before, pastShown, comparedSeq]);
  const rows = useMemo(
    () => rowsOf(sorted(fitting, sorting), expanded, inFrame?.path),
    [fitting, sorting, expanded, inFrame],
  );

  const sort = (column: Column) =>
    setSorting((now) => {
      if (now?.column !== column) return { column, descending: false };
      return now.descending ? null : { column, descending: true };
    });
  const remove = async ({ variable }: Chosen, code: string) => {
    if (removing.current.has(variable.name)) return;
    removing.current.add(variable.name);
    const held = (await channel?.hold(variable.key).catch(() => false)) ?? false;
    await runInShell(shell, code);
    // What is not kept ends the row of those that are: the kernel gives back the last one.
    setDeleted((now) => [
      ...(held ? now.filter((one) => one.held && !one.lost) : []),
      { name: variable.name, held, lost: false },
    ]);
  };
  const undo = async () => {
    const restored = (await channel?.restore().catch(() => false)) ?? false;
    setDeleted((now) => {
      const last = now.at(-1);
      const rest = now.slice(0, -1);
      return restored || !last ? rest : [...rest, { ...last, lost: true }];
    });
  };
  /** What opens its table in a page, where it has one now. */
  const openerOf = (row: Row): (() => void) | undefined => {
    const table = tableOf(row);
    if (!table || atSeq !== null) return undefined;
    return inFrame
      ? () => unawaited("opening a frame's value", openFrameValue(shell, inFrame.frame, table.name))
      : () => openVariable(shell, table.name, table.path);
  };
  const onRowKey = (row: Row, event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      if (deleted?.held && !deleted.lost) unawaited("undoing a deletion", undo());
      return true;
    }
    const chosen = chosenOf(row);
    if (!chosen) return false;
    const code = removal(language, chosen);
    if (event.key === "Delete" && event.repeat) return true;
    else if (event.key === "Delete" && code !== undefined) unawaited("deleting", remove(chosen, code));
    else if (
      (event.ctrlKey || event.metaKey) &&
      event.key.toLowerCase() === "c" &&
      chosen.expression !== null
    )
      unawaited("copying", copyText(chosen.expression));
    else return false;
    return true;
  };

  const why =
    pastShown && comparedSeq !== null && fitting.length === 0
      ? t("Nothing is other.")
      : pastShown && atSeq !== null && fitting.length === 0
        ? noneFits(shown, wanted)
        : whyNothing(list, unknown, fitting.length, () => noneFits(shown, wanted));
  const asOf = inFrame
    ? t("in {name}, line {line}", { name: inFrame.frame.name, line: String(inFrame.frame.line) })
    : list && atSeq === null
      ? asOfWords(list)
      : "";
  return (
    <div ref={column} className="tool-column workspace">
      <div className="tool-bar">
        <input
          type="search"
          className="text-input workspace-filter"
          aria-label={t("Filter variables")}
          placeholder={t("Filter")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && wanted !== "") {
              setWanted("");
              event.stopPropagation();
            } else if (event.key === "ArrowDown") {
              event.preventDefault();
              column.current?.querySelector<HTMLElement>(".workspace-grid")?.focus();
            }
          }}
        />
        <select
          className="text-input workspace-kinds"
          aria-label={t("Kinds shown")}
          value={shown}
          onChange={(event) => setShown(event.target.value as Shown)}
        >
          {SHOWN.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <span className="workspace-as-of" title={asOf}>
          {asOf}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t("Past of the variables")}
          title={t("Past of the variables")}
          aria-pressed={pastShown}
          onClick={() => {
            setPast(!pastShown);
            // It begins with the present.
            setShownSeq(null);
            setComparedSeq(null);
          }}
        >
          <Icon name="clock" />
        </button>
      </div>
      {pastShown ? (
        <PastBar
          entries={entries}
          shown={atSeq}
          show={setShownSeq}
          compared={comparedSeq}
          compare={setComparedSeq}
          live={live || (list?.variables.length ?? 0) > 0}
        />
      ) : null}
      {pastShown && [before, then].some((moment) => moment?.complete === false) ? (
        <p className="workspace-note">
          {t("Of {count} variables or more a snapshot has the first {count} only.", {
            count: MOST_IN_SNAPSHOT,
          })}
        </p>
      ) : null}
      {why === null ? (
        <VariableGrid
          rows={rows}
          sorting={sorting}
          sort={sort}
          expand={expand}
          fold={fold}
          open={(row) => {
            const show = openerOf(row);
            show?.();
            return show !== undefined;
          }}
          menu={(row, place) => {
            const chosen = chosenOf(row);
            if (!chosen) return;
            const show = openerOf(row);
            const groups = [
              ...(show ? [{ items: [{ label: t("Open as data"), run: show }] }] : []),
              ...actionsOf(shell, language, chosen, namesOf(list), remove),
            ];
            setMenu({ place, groups });
          }}
          onRowKey={onRowKey}
        />
      ) : (
        <p className="tool-nothing">{why}</p>
      )}
      {deleted ? <UndoBar deleted={deleted} undo={undo} close={() => setDeleted([])} /> : null}
      {menu ? (
        <PopupMenu
          label={t("Variable")}
          place={menu.place}
          groups={menu.groups}
          close={() => setMenu(null)}
        />
      ) : null}
    </div>
  );
}

/** Its expression and where it is, where it can be shown as a table. */
function tableOf(row: Row): { readonly name: string; readonly path: readonly string[] } | null {
  if (row.kind !== "variable" || !isTable(row.variable.kind)) return null;
  return { name: row.expression ?? row.variable.name, path: row.path };
}

/** Names of the user's, other than those of modules: code that is made leaves them as they are. */
function namesOf(list: WorkspaceList | null): ReadonlySet<string> {
  return new Set(list?.variables.filter(({ kind }) => kind !== "module").map(({ name }) => name));
}

function chosenOf(row: Row): Chosen | undefined {
  if (row.kind !== "variable") return undefined;
  const { variable, expression, depth } = row;
  return { variable, expression, whole: depth === 0 };
}

/** Of which input the list is. */
function asOfWords({ asOf, lack, variables, total }: WorkspaceList): string {
  if (!asOf) return "";
  const left = total - variables.length;
  const input = String(asOf.executionCount);
  const words =
    lack === "no kernel"
      ? t("as of In [{input}]; the kernel is gone", { input })
      : asOf.executionCount === 0
        ? ""
        : asOf.running
          ? t("while In [{input}] runs", { input })
          : t("as of In [{input}]", { input });
  return left > 0
    ? [t("{count} more are not listed.", { count: left }), words].filter(Boolean).join(" ")
    : words;
}

/** A sentence in place of the grid; null where there is something to show. */
function whyNothing(
  list: WorkspaceList | null,
  unknown: boolean,
  fitting: number,
  noneFits: () => string,
): string | null {
  if (unknown)
    return t(
      "This kernel's host is of an earlier version and cannot tell the variables. Restart the kernel.",
    );
  if (fitting > 0) return null;
  switch (list?.lack) {
    case "cannot":
      return t("Variables of kernels of this language cannot be shown yet.");
    case "no kernel":
      return t("There is no kernel.");
    case "not yet":
      return t("The kernel has not told its variables yet: they come when what it does has ended.");
  }
  if (!list) return t("Reading…");
  if (list.variables.length > 0) return noneFits();
  return t("There are no variables yet.");
}
