/** The menu of a file's tab, and what it does with the other tabs. */
import { t } from "../../preload/texts/texts";
import type { Document } from "../code/documents";
import { openFolder } from "../floor/app";
import { type Command, registerCommands } from "../floor/commands/commands";
import { commandItems } from "../floor/menus/command-items";
import { addToMenu } from "../floor/menus/menu";
import { type MenuPlace, PopupMenu } from "../floor/menus/popup-menu";
import { pathWithin } from "../floor/paths";
import { closeTabs } from "./close-tabs";
import { chosen } from "./editor-commands";
import { focusedGroup } from "./groups/groups";
import { isPinned, setPinned } from "./groups/pinned";

/** A command that closes those of the focused group's files that `which` chooses, beside the one it is about; pinned ones stay. */
const closing = (
  id: string,
  title: string,
  which: (all: readonly Document[], at: Document) => Document[],
): Command => {
  const those = (argument: unknown) => {
    const document = chosen(argument);
    const all = focusedGroup().files;
    return document ? which(all, document).filter((each) => !isPinned(each)) : [];
  };
  return {
    id,
    title,
    available: (argument) => those(argument).length > 0,
    run: async (argument) => {
      await closeTabs(those(argument));
    },
  };
};

const pinning = (id: string, title: string, on: boolean): Command => ({
  id,
  title,
  available: (argument) => {
    const document = chosen(argument);
    return document !== undefined && document !== null && isPinned(document) !== on;
  },
  run: (argument) => {
    const document = chosen(argument);
    if (document) setPinned(document, on);
  },
});

const pathOf = (argument: unknown) => chosen(argument)?.file.get().path ?? null;

const commands: readonly Command[] = [
  closing("file.closeOthers", t("Close other files"), (all, at) => all.filter((other) => other !== at)),
  closing("file.closeRight", t("Close files to the right"), (all, at) => all.slice(all.indexOf(at) + 1)),
  closing("file.closeSaved", t("Close saved files"), (all) => all.filter(({ modified }) => !modified.get())),
  pinning("file.pin", t("Pin tab"), true),
  pinning("file.unpin", t("Unpin tab"), false),
  {
    id: "file.copyPath",
    title: t("Copy path"),
    available: (argument) => pathOf(argument) !== null,
    run: (argument) => navigator.clipboard.writeText(pathOf(argument) ?? ""),
  },
  {
    id: "file.copyRelativePath",
    title: t("Copy path in the open folder"),
    available: (argument) => pathWithin(openFolder.get(), pathOf(argument)) !== undefined,
    run: (argument) => navigator.clipboard.writeText(pathWithin(openFolder.get(), pathOf(argument)) ?? ""),
  },
];

/** Adds the commands; returns a function that takes them back. */
export function registerTabCommands(): () => void {
  addToMenu("file", 310, "file.closeOthers", "file.closeSaved");
  return registerCommands(...commands);
}

const CLOSING = ["file.close", "file.closeOthers", "file.closeRight", "file.closeSaved", "file.closeAll"];
const GROUPS = [
  ["group.splitRight", "group.splitDown", "group.moveNext"],
  ["file.copyPath", "file.copyRelativePath"],
  ["run.useAsMain"],
] as const;

interface TabMenuProps {
  readonly document: Document;
  readonly place: MenuPlace;
  readonly close: () => void;
}

export function TabMenu({ document, place, close }: TabMenuProps) {
  const pin = isPinned(document) ? "file.unpin" : "file.pin";
  const groups = [CLOSING, [pin], ...GROUPS].map((ids) => ({ items: commandItems(ids, document) }));
  return <PopupMenu label={document.file.get().name} place={place} groups={groups} close={close} />;
}
