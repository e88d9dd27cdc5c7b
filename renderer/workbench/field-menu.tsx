/** The menu of a field that text is written into, and of a shell's input: as every program has it. */
import { useEffect, useState } from "react";
import { t } from "../../preload/texts/texts";
import { commandItems } from "../floor/menus/command-items";
import { type MenuPlace, PopupMenu } from "../floor/menus/popup-menu";

const FIELDS = "input:not([type]), input[type=text], input[type=search], input[type=password], textarea";
const UNDO = ["edit.undo", "edit.redo"] as const;
const CLIPBOARD = ["edit.cut", "edit.copy", "edit.paste"] as const;

/** The field that text is written into at a place of the page; the editor has a menu of its own. */
function fieldAt(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const input = target
    .closest(".monaco-editor")
    ?.querySelector<HTMLElement>("textarea, .native-edit-context");
  return input ?? target.closest<HTMLElement>(FIELDS);
}

export function FieldMenu() {
  const [open, setOpen] = useState<{ readonly field: HTMLElement; readonly place: MenuPlace } | null>(null);
  useEffect(() => {
    const onMenu = (event: MouseEvent) => {
      // What has a menu of its own has taken it.
      if (event.defaultPrevented) return;
      const field = fieldAt(event.target);
      if (!field) return;
      event.preventDefault();
      field.focus();
      setOpen({ field, place: { x: event.clientX, y: event.clientY } });
    };
    document.addEventListener("contextmenu", onMenu);
    return () => document.removeEventListener("contextmenu", onMenu);
  }, []);
  if (!open) return null;
  // Back in the field, whoever takes the keyboard next is seen to take it from there.
  const close = () => {
    setOpen(null);
    open.field.focus();
  };
  const groups = [UNDO, CLIPBOARD, ["edit.selectAll"]].map((ids) => ({ items: commandItems(ids) }));
  return <PopupMenu label={t("Text")} place={open.place} groups={groups} close={close} />;
}
