/** The menus of a window, where the system draws them (macOS): the window says what is in them, main shows them. */
import * as v from "valibot";

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const title = v.pipe(v.string(), v.maxLength(300));

/** One command in a menu. */
const entry = v.object({
  /** The command's. */
  id: name,
  title,
  /** "check": on or off; "radio": one of several; null: it is only run. */
  mark: v.nullable(v.picklist(["check", "radio"])),
  on: v.boolean(),
});

/** A menu with its groups, between which there are lines. */
const shownMenu = v.object({ name, title, groups: v.array(v.array(entry)) });
export type ShownMenu = v.InferOutput<typeof shownMenu>;

export const menuRequests = {
  /** Shows these menus whenever the window is in front, instead of what it had given before. */
  "menu.show": { input: v.object({ menus: v.array(shownMenu) }), output: v.undefined() },
} as const;

export const menuEvents = {
  /** A command was chosen in a menu of the system. */
  "menu.command": v.object({ id: v.string() }),
} as const;
