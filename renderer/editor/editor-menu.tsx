/** The editor's own menu: by the other mouse button at the pointer, by the menu key or Shift+F10 at the cursor. */
import { useEffect, useState } from "react";
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { monaco } from "../code/monaco";
import { holdsCode } from "../code/run-language";
import { findCommand, runCommand } from "../floor/commands/commands";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../floor/menus/popup-menu";

const RUN = ["run.cell", "run.cellAdvance", "run.selection"] as const;
const SYMBOL = ["code.definition", "code.references", "code.rename", "code.fix"] as const;
const CLIPBOARD = ["edit.cut", "edit.copy", "edit.paste"] as const;

/** What the menu offers for the file in front. What its language does not have is left out. */
function groups(editor: monaco.editor.IStandaloneCodeEditor): PopupGroup[] {
  const document = activeDocument.get();
  const runs = document !== null && holdsCode(document);
  const readOnly = editor.getOption(monaco.editor.EditorOption.readOnly);
  const items = (ids: readonly string[], disabled: (id: string) => boolean = () => false) => ({
    items: ids.flatMap((id) => {
      const command = findCommand(id);
      if (!command || command.available?.() === false) return [];
      return [{ label: command.title, command: id, disabled: disabled(id), run: () => runCommand(id) }];
    }),
  });
  return [
    items(runs ? RUN : []),
    items(SYMBOL),
    items(CLIPBOARD, (id) => readOnly && id !== "edit.copy"),
    items(["palette.commands"]),
  ];
}

/** Under the cursor, in px of the window. */
function placeOfCursor(editor: monaco.editor.IStandaloneCodeEditor): MenuPlace {
  const position = editor.getPosition();
  if (position) editor.revealPosition(position);
  const seen = position && editor.getScrolledVisiblePosition(position);
  const { left, top } = editor.getContainerDomNode().getBoundingClientRect();
  return { x: left + (seen?.left ?? 0), y: top + (seen ? seen.top + seen.height : 0) };
}

export function EditorMenu({ editor }: { readonly editor: monaco.editor.IStandaloneCodeEditor }) {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  useEffect(() => {
    const { TEXTAREA, CONTENT_WIDGET, OVERLAY_WIDGET } = monaco.editor.MouseTargetType;
    const listeners = [
      editor.onContextMenu(({ target, event }) => {
        // Hovers and the find widget have fields and texts of their own.
        if (target.type === CONTENT_WIDGET || target.type === OVERLAY_WIDGET) return;
        event.preventDefault();
        // What the keyboard opens comes from the field that it writes into.
        if (target.type === TEXTAREA) return setPlace(placeOfCursor(editor));
        const at = target.position;
        if (at && !editor.getSelections()?.some((one) => one.containsPosition(at))) editor.setPosition(at);
        editor.focus();
        setPlace({ x: event.browserEvent.clientX, y: event.browserEvent.clientY });
      }),
      editor.onKeyDown(({ browserEvent }) => {
        const { key, shiftKey } = browserEvent;
        if (key !== "ContextMenu" && !(key === "F10" && shiftKey)) return;
        browserEvent.preventDefault();
        browserEvent.stopPropagation();
        setPlace(placeOfCursor(editor));
      }),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor]);
  if (!place) return null;
  return <PopupMenu label={t("Code")} place={place} groups={groups(editor)} close={() => setPlace(null)} />;
}
