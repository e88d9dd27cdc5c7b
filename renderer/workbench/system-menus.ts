/** Where the system draws the menus (macOS), it is told what the window's own have: titles, lines and check marks. */

import type { ShownMenu } from "../../preload/contract/window-menus";
import { Disposables } from "../../preload/floor/disposables";
import { facts, settings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { checkedState } from "../floor/commands/checked";
import { runCommand } from "../floor/commands/commands";
import { unawaited } from "../floor/failures";
import { layout } from "../floor/layout-state";
import { presentGroups } from "../floor/menus/present-groups";
import { configurations } from "../kernels/shell-configurations";
import { menus } from "./menus";

/** The menus as they are by now. */
export function shownMenus(): ShownMenu[] {
  return menus().map((menu) => ({
    name: menu.name,
    title: menu.title,
    groups: presentGroups(menu).map((group) =>
      group.map(({ id, title }) => {
        const checked = checkedState(id);
        return { id, title, mark: checked?.mark ?? null, on: checked?.on ?? false };
      }),
    ),
  }));
}

/** Keeps the system's menus as the window's are, and runs what is chosen there; returns a function that stops it. */
export function followSystemMenus(): () => void {
  const stopCommands = tandem.on("menu.command", ({ id }) =>
    unawaited("a command of a menu", runCommand(id)),
  );
  if (facts.get().platform !== "darwin") return stopCommands;
  let shown = "";
  let due = false;
  // Once for all that changes in one turn, and behind those who put in or take back commands.
  const later = () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      const now = shownMenus();
      const text = JSON.stringify(now);
      if (text === shown) return;
      shown = text;
      unawaited("the menus of the system", tandem.request("menu.show", { menus: now }));
    });
  };
  later();
  const stops = new Disposables(
    stopCommands,
    ...[settings, layout, configurations].map((store) => store.subscribe(later)),
  );
  return () => {
    stops.dispose();
  };
}
