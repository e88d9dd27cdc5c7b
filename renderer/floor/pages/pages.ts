/** Pages among the tabs of the files: whatever is not a text. They are gone with the window, but for those that have a word to be kept by. */
import type { ComponentType } from "react";
import { createStore } from "../store";

/** One page, with its tab. */
export interface Page {
  /** Pages of one key are one page. */
  readonly key: unknown;
  /** Its tab's. */
  readonly title: string;
  /** By it the page is opened again when the window loads anew (`registerKeptPages`). */
  readonly kept?: string;
  /** What it shows; drawn only while it is in front. */
  readonly View: ComponentType<{ readonly page: Page }>;
}

/** In the order of their tabs. */
export const pages = createStore<readonly Page[]>([]);
/** The one in front of the files; null when a file is. */
export const activePage = createStore<Page | null>(null);

/** Opens a page in front, or brings the one of that key there. */
export function openPage(page: Page): void {
  const open = pages.get().find(({ key }) => key === page.key);
  if (!open) pages.set((now) => [...now, page]);
  activePage.set(open ?? page);
}

/** Closes the tab; what is beside it comes in front, at last the files. */
export function closePage(page: Page): void {
  const now = pages.get();
  const at = now.indexOf(page);
  const rest = now.filter((other) => other !== page);
  pages.set(rest);
  if (activePage.get() === page) activePage.set(rest[Math.min(at, rest.length - 1)] ?? null);
}
