/** Opens tables in pages among the tabs of the files; a page that is closed lets go of its table. */
import { createElement } from "react";
import * as v from "valibot";
import { registerKeptPages } from "../floor/pages/kept-pages";
import { closePage, openPage, type Page, pages } from "../floor/pages/pages";
import type { ShellModel } from "../kernels/shell-model";
import { shellOfSession } from "../kernels/shell-of-session";
import { windowShells } from "../kernels/window-shells";
import { DataPage } from "./data-page";
import { KernelSource, type VariablePlace } from "./table/kernel-source";
import type { DataSource } from "./table/source";
import { DataViewer } from "./viewer";

/** What is open, by a name for it: opening the same again brings its page in front. */
const open = new Map<string, Page>();

/** @param key names the table: one key is one page @param make its source, where it is not open yet */
export function openData(key: string, make: () => DataSource): void {
  openPage(dataPage(key, make));
}

/**
 * The page of a table, to be opened at once. As `openData`.
 * @param kept see `Page`
 * @param reopened it comes back with the window
 */
export function dataPage(key: string, make: () => DataSource, kept?: string, reopened = false): Page {
  const known = open.get(key);
  if (known) return known;
  const source = make();
  const viewer = new DataViewer(source, key, reopened);
  const page: Page = {
    key: viewer,
    title: source.name,
    ...(kept !== undefined && { kept }),
    View: () => createElement(DataPage, { viewer, close: () => closePage(page) }),
  };
  open.set(key, page);
  let wasOpen = false;
  const stop = pages.subscribe(() => {
    const isOpen = pages.get().includes(page);
    wasOpen ||= isOpen;
    if (isOpen || !wasOpen) return;
    stop();
    open.delete(key);
    viewer.dispose();
  });
  return page;
}

/** What the page of a variable is kept by begins with; a list of texts as JSON follows. */
const WORD = "variable\n";
/** Session, shell, name, and the path. */
const keptPlace = v.pipe(
  v.string(),
  v.parseJson(),
  v.tupleWithRest([v.string(), v.string(), v.string(), v.string()], v.string()),
);

function variablePage(place: VariablePlace, reopened = false): Page {
  const { session, shell, name, path } = place;
  const kept = `${WORD}${JSON.stringify([session, shell, name, ...path])}`;
  return dataPage(
    [session, ...path].join("\n"),
    () => new KernelSource(windowShells(), place, shellOfSession),
    kept,
    reopened,
  );
}

/** A variable of a shell's kernel, or a part of one. @param name its expression */
export function openVariable(shell: ShellModel, name: string, path: readonly string[]): void {
  openPage(variablePage({ session: shell.session, shell: shell.name, name, path }));
}

/** Has pages of variables come back with the window. Called once, at start. */
export function keepVariablePages(): void {
  registerKeptPages((kept) => {
    const parsed = kept.startsWith(WORD) ? v.safeParse(keptPlace, kept.slice(WORD.length)) : undefined;
    if (!parsed?.success) return undefined;
    const [session, shell, name, ...path] = parsed.output;
    return variablePage({ session, shell, name, path }, true);
  });
}
