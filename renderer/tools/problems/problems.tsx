/** What is wrong in the open files: a list, file by file; each item leads to its place. */
import { type KeyboardEvent, memo, useDeferredValue, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { activeDocument } from "../../code/documents";
import { goToLine, startAt } from "../../code/instance";
import { type Problem, problems } from "../../code/problems";
import "./problems.css";
import { settings } from "../../floor/app";
import { moveFocus } from "../../floor/lists/list-keys";
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

interface ItemProps {
  readonly problem: Problem;
  /** Name of the file above the first of its problems. */
  readonly file: string | null;
  readonly tabIndex: 0 | -1;
}

const Item = memo(
  function Item({ problem, file, tabIndex }: ItemProps) {
    const { severity, message, source, line } = problem;
    return (
      <li className="problem-item">
        {file === null ? null : <p className="problem-file">{file}</p>}
        <button
          type="button"
          className="row problem"
          data-severity={severity}
          tabIndex={tabIndex}
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
  },
  // Each look makes the problems anew: most say what they said.
  (one, other) =>
    one.file === other.file && one.tabIndex === other.tabIndex && isSame(one.problem, other.problem),
);

function isSame(one: Problem, other: Problem): boolean {
  const keys = Object.keys(one) as (keyof Problem)[];
  return keys.every((key) => one[key] === other[key]);
}

export function Problems() {
  // Thousands of rows are drawn in slices, so that typing goes before them.
  const { list, more } = useDeferredValue(useStore(problems));
  const place = useRef<HTMLUListElement>(null);
  const { languageServer, ruff } = useStore(settings);
  if (list.length === 0)
    return (
      <p className="tool-nothing">
        {languageServer || ruff
          ? t("Nothing is found wrong in the open files.")
          : t("Nothing looks for problems: the language server and Ruff are off in the settings.")}
      </p>
    );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    moveFocus(event, [...(place.current?.querySelectorAll<HTMLElement>("button") ?? [])]);
  };

  return (
    <ul ref={place} className="list problems" aria-label={t("Problems")} onKeyDown={onKeyDown}>
      {list.map((problem, index) => (
        <Item
          key={`${problem.document.id}:${index}`}
          problem={problem}
          file={list[index - 1]?.document === problem.document ? null : problem.document.file.get().name}
          tabIndex={index === 0 ? 0 : -1}
        />
      ))}
      {more > 0 ? (
        <li className="problem-file">{t("{count} more are not listed.", { count: more })}</li>
      ) : null}
    </ul>
  );
}
