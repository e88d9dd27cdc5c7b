/** What is wrong in the open files: a list, file by file; each item leads to its place. */
import { type KeyboardEvent, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { activeDocument } from "../../code/documents";
import { goToLine, startAt } from "../../code/instance";
import { type Problem, problems } from "../../code/problems";
import "./problems.css";
import { activePage } from "../../floor/pages/pages";
import { useStore } from "../../floor/store";

function nameOf({ severity, line, message }: Problem): string {
  const at = { line: String(line), message };
  if (severity === "error") return t("Error, line {line}: {message}", at);
  return severity === "warning"
    ? t("Warning, line {line}: {message}", at)
    : t("Hint, line {line}: {message}", at);
}

function goTo({ document, line, column }: Problem): void {
  activePage.set(null);
  if (activeDocument.get() === document) {
    goToLine(line);
    return;
  }
  startAt(document, { lineNumber: line, column });
  activeDocument.set(document);
  // The editor has it once it is drawn.
  requestAnimationFrame(() => goToLine(line));
}

export function Problems() {
  const { list, more } = useStore(problems);
  const place = useRef<HTMLUListElement>(null);
  if (list.length === 0)
    return <p className="tool-nothing">{t("Nothing is found wrong in the open files.")}</p>;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const rows = [...(place.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = rows.indexOf(event.target as HTMLElement);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(to, rows.length - 1))]?.focus();
  };

  return (
    <ul ref={place} className="list problems" aria-label={t("Problems")} onKeyDown={onKeyDown}>
      {list.map((problem, index) => {
        const { document, severity, message, source, line } = problem;
        const first = list[index - 1]?.document !== document;
        return (
          <li key={`${document.id}:${index}`}>
            {first ? <p className="problem-file">{document.file.get().name}</p> : null}
            <button
              type="button"
              className="row problem"
              data-severity={severity}
              tabIndex={index === 0 ? 0 : -1}
              aria-label={nameOf(problem)}
              title={source ? `${message}\n${source}` : message}
              onClick={() => goTo(problem)}
            >
              <span className="problem-sign" aria-hidden="true" />
              <span className="row-label">{message}</span>
              <span className="row-end">{line}</span>
            </button>
          </li>
        );
      })}
      {more > 0 ? (
        <li className="problem-file">{t("{count} more are not listed.", { count: more })}</li>
      ) : null}
    </ul>
  );
}
