/** Pages that a window opens again when it loads anew: by a word that the page has, and that a feature knows the page of. */
import { openPage, type Page, pages } from "./pages";

/** Gives the page of a word, or opens it itself; undefined for a word that is not its own. */
type Way = (kept: string) => Page | undefined;

const ways: Way[] = [];

/** Adds a feature's way. Called at start, before the window's files are opened. */
export function registerKeptPages(way: Way): void {
  ways.push(way);
}

/** Opens the page of a word, in front; nothing where no feature knows it any more. */
export function reopenPage(kept: string): void {
  for (const way of ways) {
    const page = way(kept);
    if (page) {
      openPage(page);
      return;
    }
  }
}

/** The open page of a word. */
export function pageOfWord(kept: string): Page | undefined {
  return pages.get().find((page) => page.kept === kept);
}
