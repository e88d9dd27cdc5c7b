/** Opens tables in pages among the tabs of the files; a page that is closed lets go of its table. */
import { createElement } from "react";
import { closePage, openPage, type Page, pages } from "../floor/pages/pages";
import type { ShellModel } from "../kernels/shell-model";
import { DataPage } from "./data-page";
import { KernelSource } from "./table/kernel-source";
import type { DataSource } from "./table/source";
import { DataViewer } from "./viewer";

/** What is open, by a name for it: opening the same again brings its page in front. */
const open = new Map<string, Page>();

/** @param key names the table: one key is one page @param make its source, where it is not open yet */
export function openData(key: string, make: () => DataSource): void {
  openPage(dataPage(key, make));
}

/** The page of a table, to be opened at once. As `openData`. @param kept see `Page` */
export function dataPage(key: string, make: () => DataSource, kept?: string): Page {
  const known = open.get(key);
  if (known) return known;
  const source = make();
  const viewer = new DataViewer(source, key);
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
    viewer.table.dispose();
  });
  return page;
}

/** A variable of a shell's kernel, or a part of one. @param name its expression */
export function openVariable(shell: ShellModel, name: string, path: readonly string[]): void {
  openData([shell.session, ...path].join("\n"), () => new KernelSource(shell, name, path));
}
