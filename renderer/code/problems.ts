/** What is found wrong in the open files, by whoever finds it: Monaco's markers as one store. */

import { createStore, type Readable } from "../floor/store";
import { type Document, documents } from "./documents";
import { monaco } from "./monaco";

export interface Problem {
  readonly document: Document;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** Who found it, and by which rule: "basedpyright reportUndefinedVariable"; "" where neither is said. */
  readonly source: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** More are not listed; their number is known. */
const MOST_LISTED = 2000;

export interface Problems {
  /** File by file, those with errors first, else in the order of their tabs; each from its top. */
  readonly list: readonly Problem[];
  readonly errors: number;
  readonly warnings: number;
  /** How many there are that the list has not. */
  readonly more: number;
}

const NONE: Problems = { list: [], errors: 0, warnings: 0, more: 0 };
const store = createStore<Problems>(NONE);

/** All that is wrong in the open files now. */
export const problems: Readable<Problems> = store;

function severityOf(severity: monaco.MarkerSeverity): Problem["severity"] | null {
  if (severity === monaco.MarkerSeverity.Error) return "error";
  if (severity === monaco.MarkerSeverity.Warning) return "warning";
  return severity === monaco.MarkerSeverity.Info ? "information" : null;
}

function found(): Problems {
  const files: { readonly own: readonly Problem[]; readonly errors: number }[] = [];
  let errors = 0;
  let warnings = 0;
  let all = 0;
  for (const document of documents.get()) {
    // What a library that is opened to be read lacks is not for its reader to mend.
    if (document.model.isDisposed() || document.file.get().library) continue;
    const markers = monaco.editor.getModelMarkers({ resource: document.model.uri });
    let own = markers.flatMap((marker): Problem[] => {
      const severity = severityOf(marker.severity);
      if (!severity) return [];
      const code = typeof marker.code === "object" ? marker.code.value : marker.code;
      return [
        {
          document,
          severity,
          message: marker.message,
          source: [marker.source, code].filter(Boolean).join(" "),
          line: marker.startLineNumber,
          column: marker.startColumn,
        },
      ];
    });
    own.sort((a, b) => a.line - b.line || a.column - b.column);
    own = joined(own);
    const wrong = own.filter(({ severity }) => severity === "error").length;
    errors += wrong;
    warnings += own.filter(({ severity }) => severity === "warning").length;
    all += own.length;
    files.push({ own, errors: wrong });
  }
  const order = [...files.filter((file) => file.errors > 0), ...files.filter((file) => file.errors === 0)];
  const list: Problem[] = [];
  for (const { own } of order) list.push(...own.slice(0, MOST_LISTED - list.length));
  return { list, errors, warnings, more: all - list.length };
}

/** A name that is not there, in the words of each of those who say it: `undefined name`, `"x" is not defined`. */
const UNDEFINED = /^Ruff F821$|reportUndefinedVariable$/;

/**
 * What two have found is told once: a name that is not there at one place, and that a line does not parse, which each
 * says at another place and in other words.
 */
export function joined<T extends Pick<Problem, "severity" | "source" | "line" | "column">>(
  own: readonly T[],
): T[] {
  const undefinedAt = new Set<string>();
  const others = new Set(
    own.flatMap(({ severity, source, line }) =>
      severity === "error" && !source.startsWith("Ruff ") ? [line] : [],
    ),
  );
  return own.filter(({ source, line, column }) => {
    if (source.endsWith("invalid-syntax")) return !others.has(line);
    if (!UNDEFINED.test(source)) return true;
    const at = `${line}:${column}`;
    if (undefinedAt.has(at)) return false;
    undefinedAt.add(at);
    return true;
  });
}

/** Keeps the store right from now on; returns a function that stops it. */
export function followProblems(): () => void {
  let due = false;
  // Servers say it file by file: one look for all that comes together.
  const look = () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      store.set(found());
    }, 50);
  };
  const markers = monaco.editor.onDidChangeMarkers(look);
  const stop = documents.subscribe(look);
  return () => {
    markers.dispose();
    stop();
  };
}
