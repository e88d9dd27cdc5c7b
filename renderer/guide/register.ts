/** The guide: a tour, an example, what is new, and a report of a fault, in the menu Help. */
import { t } from "../../preload/texts/texts";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { registerKeptPages } from "../floor/pages/kept-pages";
import { openPage } from "../floor/pages/pages";
import { openExample } from "./example";
import { GUIDE_PAGES } from "./guide-pages";

function open(key: string): void {
  const page = GUIDE_PAGES.find((each) => each.key === key);
  if (page) openPage(page);
}

/** Adds its commands and pages. Called once, at start. */
export function registerGuide(): void {
  registerKeptPages((kept) => GUIDE_PAGES.find((page) => page.kept === kept));
  addToMenu("help", 50, "help.tour", "help.example", "help.news");
  addToMenu("help", 150, "tools.logger", "help.report");
  registerCommands(
    { id: "help.tour", title: t("Take the tour"), run: () => open("tour") },
    { id: "help.example", title: t("Open an example"), run: openExample },
    { id: "help.news", title: t("What is new"), run: () => open("news") },
    { id: "help.report", title: t("Report a problem…"), run: () => open("report") },
  );
}
