/** The keys of files, text, cells and running. */
import { bindKeys, showFieldKeys } from "../floor/keys/key-bindings";

bindKeys("editor", {
  "Ctrl+Return": "run.cell",
  "Alt+Return": "run.selection",
  "Shift+Return": "run.cellAdvance",
  "Ctrl+Shift+Return": "run.cellAdvance",
  "Shift+F9": "run.selectionAdvance",
  "Ctrl+E": "run.file",
  "Ctrl+M": "run.main",
  F6: "run.main",
  "Ctrl+Shift+E": "run.fileAsScript",
  "Ctrl+Shift+M": "run.mainAsScript",
  "Ctrl+R": "edit.comment",
  "Ctrl+G": "edit.goToLine",
  "Ctrl+H": "edit.replace",
  "Ctrl+PageUp": "view.previousCell",
  "Ctrl+PageDown": "view.nextCell",
  "Ctrl+Alt+PageUp": "cell.moveUp",
  "Ctrl+Alt+PageDown": "cell.moveDown",
  "Ctrl+W": "file.close",
  "Ctrl+\\": "group.splitRight",
  "Ctrl+F6": "group.next",
  "Ctrl+Shift+F6": "group.previous",
  "Ctrl+Alt+ArrowRight": "group.moveNext",
  "Ctrl+Alt+ArrowLeft": "group.movePrevious",
  F12: "code.definition",
  "Shift+F12": "code.references",
  "Alt+F12": "code.peek",
  "Ctrl+Shift+O": "code.fileSymbols",
  F2: "code.rename",
  "Ctrl+.": "code.fix",
  "Alt+Z": "view.wordWrap",
  "Alt+Shift+F": "edit.format",
  "Alt+Shift+O": "edit.organizeImports",
  F8: "code.nextProblem",
  "Shift+F8": "code.previousProblem",
});
// Of what stands in front of the files they mean the tab and the group, and never the code behind.
bindKeys("page", {
  "Ctrl+W": "file.close",
  "Ctrl+\\": "group.splitRight",
  "Ctrl+F6": "group.next",
  "Ctrl+Shift+F6": "group.previous",
  "Ctrl+Alt+ArrowRight": "group.moveNext",
  "Ctrl+Alt+ArrowLeft": "group.movePrevious",
});
bindKeys("shell", {
  "Ctrl+M": "run.main",
  F6: "run.main",
});
bindKeys("anywhere", {
  "Ctrl+N": "file.new",
  "Ctrl+O": "file.open",
  "Ctrl+S": "file.save",
  "Ctrl+Shift+S": "file.saveAs",
  "Ctrl+Shift+T": "file.reopen",
  "Ctrl+T": "code.folderSymbols",
  "Ctrl+Tab": "file.next",
  "Ctrl+Shift+Tab": "file.previous",
});
showFieldKeys({ "Ctrl+F": "edit.find" });
