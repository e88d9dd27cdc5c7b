/** The keys of blocks. */
import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("shell", {
  "Ctrl+P": "shell.debug",
  "Ctrl+ArrowUp": "shell.previousBlock",
  "Ctrl+ArrowDown": "shell.nextBlock",
});
