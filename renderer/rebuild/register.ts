/** Rebuilding what a kernel knew that is gone: a button of its shell, a command, and a page, which is kept with the window. */
import { createElement } from "react";
import * as v from "valibot";
import { t } from "../../preload/texts/texts";
import { BarButton } from "../floor/bar";
import { registerCommands } from "../floor/commands/commands";
import { keepStore } from "../floor/kept-stores";
import { addToMenu } from "../floor/menus/menu";
import { registerKeptPages } from "../floor/pages/kept-pages";
import { closePage, openPage, type Page, pages } from "../floor/pages/pages";
import { createStore, type Store, useStore } from "../floor/store";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { addToGoneKernels } from "../shell/pane/additions";
import { type KeptRebuild, MARKS, newRebuild, type Rebuild } from "./rebuild";
import { RebuildPage } from "./rebuild-page";

/** The page of each session. */
const open = new Map<string, Page>();
/** By session, for a window that is loaded anew. */
const kept = createStore<Readonly<Record<string, KeptRebuild>>>({});
keepStore(
  "rebuilds",
  kept,
  v.record(
    v.string(),
    v.object({
      last: v.number(),
      chosen: v.array(v.number()),
      marks: v.array(v.tuple([v.number(), v.picklist(MARKS)])),
      stops: v.boolean(),
      sent: v.number(),
    }),
  ),
);
/** What the page of a session is kept by begins with; the session's id and the shell's name follow. */
const WORD = "rebuild\n";

function openRebuild(shell: ShellModel): void {
  const known = open.get(shell.session);
  // One that has run is of a log of before.
  if (known) closePage(known);
  const { page, begin } = newPage(shell.session, shell.name);
  begin(shell, null);
  openPage(page);
}

interface NewPage {
  readonly page: Page;
  readonly begin: (shell: ShellModel, from: KeptRebuild | null) => void;
}

function newPage(session: string, name: string): NewPage {
  const rebuild = createStore<Rebuild | null>(null);
  const stops: (() => void)[] = [];
  const keep = () => {
    const present = rebuild.get()?.present;
    if (present) kept.set((now) => ({ ...now, [session]: present }));
  };
  const begin = (shell: ShellModel, from: KeptRebuild | null) => {
    const begun = newRebuild(shell, from);
    rebuild.set(begun);
    for (const store of [begun.chosen, begun.marks, begun.stopsAtDifference, begun.phase])
      stops.push(store.subscribe(keep));
  };
  const page: Page = {
    key: rebuild,
    title: t("Rebuild {name}", { name }),
    kept: `${WORD}${session}\n${name}`,
    View: () => createElement(Shown, { rebuild, name }),
  };
  open.set(session, page);
  let wasOpen = false;
  const stop = pages.subscribe(() => {
    const isOpen = pages.get().includes(page);
    wasOpen ||= isOpen;
    if (isOpen || !wasOpen) return;
    for (const end of [stop, ...stops]) end();
    if (open.get(session) === page) open.delete(session);
    kept.set(({ [session]: _gone, ...others }) => others);
    rebuild.get()?.dispose();
  });
  return { page, begin };
}

function Shown({ rebuild, name }: { readonly rebuild: Store<Rebuild | null>; readonly name: string }) {
  const shown = useStore(rebuild);
  if (shown) return createElement(RebuildPage, { rebuild: shown });
  return createElement(
    "p",
    { className: "tool-nothing" },
    t("{name} is not open in this window. Once its shell is, this page goes on.", { name }),
  );
}

/** The page of a window that was loaded anew: it goes on once its shell is there. */
function reopened(word: string): Page | undefined {
  if (!word.startsWith(WORD)) return undefined;
  const [session = "", name = ""] = word.slice(WORD.length).split("\n");
  const known = open.get(session);
  if (known) return known;
  const from = kept.get()[session] ?? null;
  const { page, begin } = newPage(session, name);
  const { shells } = windowShells();
  const look = () => {
    const shell = shells.get().find((each) => each.session === session);
    if (!shell && open.get(session) === page) return false;
    if (shell && open.get(session) === page) begin(shell, from);
    return true;
  };
  if (!look()) {
    const stop = shells.subscribe(() => {
      if (look()) stop();
    });
  }
  return page;
}

function RebuildButton({ shell }: { readonly shell: ShellModel }) {
  return createElement(BarButton, { run: () => openRebuild(shell), children: t("Rebuild…") });
}

/** Registers it. Called once, at start. */
export function registerRebuild(): void {
  const { front } = windowShells();
  registerKeptPages(reopened);
  registerCommands({
    id: "shell.rebuild",
    title: t("Rebuild from the log…"),
    available: () => front.get() !== null,
    run: () => {
      const shell = front.get();
      if (shell) openRebuild(shell);
    },
  });
  addToMenu("shell", 230, "shell.rebuild");
  addToGoneKernels(RebuildButton);
}
