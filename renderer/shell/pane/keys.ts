/** The keys of shells. */
import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("shell", {
  "Ctrl+Return": "shell.run",
  "Alt+Return": "shell.run",
  "Ctrl+K": "shell.restart",
  "Ctrl+L": "shell.clear",
  "Ctrl+R": "shell.searchHistory",
  "Ctrl+F": "shell.find",
  F2: "shell.rename",
  F3: "shell.findNext",
  "Shift+F3": "shell.findPrevious",
  "Alt+K": "shell.close",
});
bindKeys("anywhere", { "Ctrl+I": "shell.interrupt" });
