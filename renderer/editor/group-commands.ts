/** The commands of editor groups. */
import { t } from "../../preload/texts/texts";
import { type Document, documents } from "../code/documents";
import { focusEditor } from "../code/instance";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { closePage } from "../floor/pages/pages";
import { closeTabs } from "./close-tabs";
import type { Side } from "./groups/group-tree";
import {
  focusedGroup,
  focusGroup,
  groupBeside,
  groups,
  hasSeveralGroups,
  joinGroups,
  moveFile,
  movePage,
  splitGroup,
} from "./groups/groups";

/** Groups are asked for by hand, and each has an editor of its own: more than this is a mistake. */
const MOST_GROUPS = 12;

/** The file that a tab's menu gives, or the one in front. */
const chosenFile = (argument: unknown): Document | null =>
  documents.get().find((document) => document === argument) ?? focusedGroup().file;

const splitting = (id: string, title: string, side: Side): Command => ({
  id,
  title,
  available: (argument) => chosenFile(argument) !== null && groups.get().groups.length < MOST_GROUPS,
  run: (argument) => {
    const document = chosenFile(argument);
    if (!document) return;
    splitGroup(focusedGroup().id, side, document);
    focusEditor();
  },
});

const going = (id: string, title: string, by: 1 | -1): Command => ({
  id,
  title,
  available: hasSeveralGroups,
  run: () => {
    const next = groupBeside(by);
    if (!next) return;
    focusGroup(next.id);
    focusKeyboard(next.id);
  },
});

/** Gives a group the keyboard: its editor, or the page that covers it. */
function focusKeyboard(id: string): void {
  if (!focusedGroup().page) return focusEditor();
  const tab = `[data-group="${CSS.escape(id)}"] [role=tab][aria-selected=true]`;
  document.querySelector<HTMLElement>(tab)?.focus();
}

/** Moves the tab in front into the next or previous group; where there is only one, into a new one at its right. */
const moving = (id: string, title: string, by: 1 | -1): Command => ({
  id,
  title,
  available: (argument) => {
    const { files, pages } = focusedGroup();
    return chosenFile(argument) !== null && (hasSeveralGroups() || files.length + pages.length > 1);
  },
  run: (argument) => {
    const { id: from, page } = focusedGroup();
    const next = groupBeside(by);
    const to = next ? { group: next.id } : { group: from, side: "right" as const };
    const document = chosenFile(argument);
    if (page && argument === undefined) movePage(page, to);
    else if (document) moveFile(document, from, to);
    focusKeyboard(focusedGroup().id);
  },
});

const commands: readonly Command[] = [
  splitting("group.splitRight", t("Split to the right"), "right"),
  splitting("group.splitDown", t("Split downwards"), "below"),
  going("group.next", t("Go to the next editor group"), 1),
  going("group.previous", t("Go to the previous editor group"), -1),
  moving("group.moveNext", t("Move to the next editor group"), 1),
  moving("group.movePrevious", t("Move to the previous editor group"), -1),
  {
    id: "group.close",
    title: t("Close the editor group"),
    available: hasSeveralGroups,
    run: async () => {
      const { files, pages } = focusedGroup();
      if (!(await closeTabs(files))) return;
      for (const page of pages) closePage(page);
      focusEditor();
    },
  },
  {
    id: "group.join",
    title: t("Join all editor groups"),
    available: hasSeveralGroups,
    run: () => {
      joinGroups();
      focusEditor();
    },
  },
];

/** Adds the commands; returns a function that takes them back. */
export function registerGroupCommands(): () => void {
  addToMenu("view", 260, "group.splitRight", "group.splitDown");
  addToMenu("view", 270, "group.next", "group.moveNext", "group.close", "group.join");
  return registerCommands(...commands);
}
