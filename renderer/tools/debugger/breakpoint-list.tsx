/** All breakpoints: of files, functions and exceptions. */
import { type KeyboardEvent, useRef } from "react";
import type { Breakpoint, ExceptionBreakpoints } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import { breakpoints, changeKept, changeOthers } from "../../code/breakpoints";
import { BreakpointMark } from "../../editor/debugging/breakpoint-layer";
import { functionKey, placeKey, useUnverified } from "../../editor/debugging/breakpoint-states";
import { showFrame } from "../../editor/debugging/show-frame";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { baseName } from "../../floor/paths";
import { useStore } from "../../floor/store";

const EXCEPTIONS: readonly {
  readonly key: "raised" | "uncaught" | "userUncaught";
  readonly label: string;
}[] = [
  { key: "raised", label: t("Every exception that is raised") },
  { key: "userUncaught", label: t("Exceptions that leave your own code") },
  { key: "uncaught", label: t("Exceptions that nobody catches") },
];

export function BreakpointList() {
  const { files, functions, exceptions } = useStore(breakpoints);
  const unverified = useUnverified();
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = rows.indexOf((event.target as HTMLElement).closest("[data-row]") as HTMLElement);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(to, rows.length - 1))]?.querySelector<HTMLElement>("input")?.focus();
  };
  return (
    <section className="debugger-part">
      <h3 className="debugger-head">{t("Breakpoints")}</h3>
      <ul ref={list} className="debugger-breakpoints" aria-label={t("Breakpoints")} onKeyDown={onKeyDown}>
        {files.flatMap(({ file, breakpoints: of }) =>
          of.map((breakpoint) => {
            const key = placeKey(file, breakpoint.line);
            const why = unverified.get(key) ?? "";
            return <FileRow key={key} {...{ file, breakpoint, why, isLost: unverified.has(key) }} />;
          }),
        )}
        {functions.map((one) => {
          const key = functionKey(one.name);
          return (
            <FunctionRow key={key} {...one} isLost={unverified.has(key)} why={unverified.get(key) ?? ""} />
          );
        })}
        {EXCEPTIONS.map(({ key, label }) => (
          <li key={key} className="row debugger-row" data-row="" data-exceptions="">
            <label className="breakpoint-label">
              <input
                type="checkbox"
                checked={exceptions[key]}
                onChange={() => changeOthers({ exceptions: { ...exceptions, [key]: !exceptions[key] } })}
              />
              <span className="row-label">{label}</span>
            </label>
          </li>
        ))}
      </ul>
      <NamesField exceptions={exceptions} />
      <FunctionField />
    </section>
  );
}

interface FileRowProps {
  readonly file: string;
  readonly breakpoint: Breakpoint;
  /** The kernel has not taken it; `why`, where it says so. */
  readonly isLost: boolean;
  readonly why: string;
}

function FileRow({ file, breakpoint, isLost, why }: FileRowProps) {
  const { line, enabled, condition, hitCondition, logMessage } = breakpoint;
  const place = `${baseName(file)}:${line}`;
  return (
    <li className="row debugger-row" data-row="" title={[file, why].filter(Boolean).join("\n")}>
      <label className="breakpoint-label">
        <input
          type="checkbox"
          checked={enabled}
          onChange={() => changeKept(file, line, { enabled: !enabled })}
        />
        <span className="out-of-sight">{[place, why].filter(Boolean).join(". ")}</span>
        <span
          data-kind={logMessage ? "log" : condition || hitCondition ? "conditional" : "plain"}
          className="breakpoint-kind"
          data-ring={enabled && !isLost ? undefined : ""}
        >
          <BreakpointMark />
        </span>
      </label>
      <button
        type="button"
        className="breakpoint-place row-label"
        onClick={() => unawaited("showing a breakpoint", showFrame({ file, line }))}
      >
        {place}
      </button>
      <span className="row-end debugger-condition">{condition || hitCondition || logMessage || ""}</span>
      <RemoveButton name={place} remove={() => changeKept(file, line, null)} />
    </li>
  );
}

interface FunctionRowProps {
  readonly name: string;
  readonly enabled: boolean;
  /** As in a file's row. */
  readonly isLost: boolean;
  readonly why: string;
}

function FunctionRow({ name, enabled, isLost, why }: FunctionRowProps) {
  const { functions } = useStore(breakpoints);
  const title = t("Function {name}", { name });
  const toggle = () =>
    changeOthers({
      functions: functions.map((one) => (one.name === name ? { ...one, enabled: !enabled } : one)),
    });
  return (
    <li className="row debugger-row" data-row="" title={[title, why].filter(Boolean).join("\n")}>
      <label className="breakpoint-label">
        <input type="checkbox" checked={enabled} onChange={toggle} />
        <span data-kind="plain" className="breakpoint-kind" data-ring={enabled && !isLost ? undefined : ""}>
          <BreakpointMark />
        </span>
        <span className="row-label">{title}</span>
        {why === "" ? null : <span className="out-of-sight">. {why}</span>}
      </label>
      <RemoveButton
        name={name}
        remove={() => changeOthers({ functions: functions.filter((one) => one.name !== name) })}
      />
    </li>
  );
}

function RemoveButton({ name, remove }: { readonly name: string; readonly remove: () => void }) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t("Remove breakpoint {name}", { name })}
      title={t("Remove breakpoint {name}", { name })}
      onClick={remove}
    >
      <Icon name="close" size={12} />
    </button>
  );
}

function NamesField({ exceptions }: { readonly exceptions: ExceptionBreakpoints }) {
  if (!exceptions.raised && !exceptions.uncaught && !exceptions.userUncaught) return null;
  return (
    <input
      className="text-input value-field"
      aria-label={t("Only these exceptions")}
      placeholder={t("Only these exceptions, such as ValueError, KeyError")}
      defaultValue={exceptions.names.join(", ")}
      spellCheck={false}
      onBlur={(event) => {
        const names = event.currentTarget.value
          .split(",")
          .map((name) => name.trim().slice(0, 200))
          .filter(Boolean)
          .slice(0, 100);
        changeOthers({ exceptions: { ...exceptions, names } });
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}

function FunctionField() {
  return (
    <input
      className="text-input value-field"
      aria-label={t("Function to stop at")}
      placeholder={t("Function to stop at")}
      maxLength={1000}
      spellCheck={false}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        const name = event.currentTarget.value.trim();
        const { functions } = breakpoints.get();
        if (name === "" || functions.length >= 200) return;
        event.currentTarget.value = "";
        if (!functions.some((one) => one.name === name))
          changeOthers({ functions: [...functions, { name, enabled: true }] });
      }}
    />
  );
}
