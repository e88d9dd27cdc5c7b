/** The keys of the window itself. */
import { bindKeys, showFieldKeys } from "../floor/keys/key-bindings";

// In a shell it is the debugger's.
bindKeys("editor", { "Ctrl+P": "palette.files" });
bindKeys("page", { "Ctrl+P": "palette.files" });
bindKeys("anywhere", {
  "Ctrl+Shift+N": "window.new",
  "Ctrl+Shift+W": "window.close",
  "Ctrl+Q": "app.quit",
  "Ctrl+Shift+P": "palette.commands",
  "Ctrl+9": "focus.editor",
  "Ctrl+0": "focus.shell",
  "Ctrl+1": "focus.shell1",
  "Ctrl+2": "focus.shell2",
  "Ctrl+3": "focus.shell3",
  "Ctrl+4": "focus.shell4",
  "Ctrl+5": "focus.shell5",
  "Ctrl+6": "focus.shell6",
  "Ctrl+7": "focus.shell7",
  "Ctrl+8": "focus.shell8",
  "Ctrl+=": "view.zoomIn",
  "Ctrl+-": "view.zoomOut",
  "Ctrl+Shift+0": "view.zoomReset",
});
showFieldKeys({
  "Ctrl+Z": "edit.undo",
  "Ctrl+Y": "edit.redo",
  "Ctrl+X": "edit.cut",
  "Ctrl+C": "edit.copy",
  "Ctrl+V": "edit.paste",
  "Ctrl+A": "edit.selectAll",
});
