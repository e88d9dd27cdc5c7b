import { expect, it } from "vitest";
import { pageOfWord, registerKeptPages, reopenPage } from "./kept-pages";
import { activePage, type Page, pages } from "./pages";

it("opens the page of a word, and nothing for a word that no feature knows", () => {
  const page: Page = { key: "kept in a test", kept: "a word", title: "A", View: () => null };
  registerKeptPages((kept) => (kept === "a word" ? page : undefined));
  reopenPage("another word");
  expect(pageOfWord("another word")).toBeUndefined();
  reopenPage("a word");
  expect(pageOfWord("a word")).toBe(page);
  expect(activePage.get()).toBe(page);
  pages.set([]);
  activePage.set(null);
});
