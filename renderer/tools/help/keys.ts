import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("anywhere", { "Ctrl+Shift+I": "tools.help" });
bindKeys("editor", { F1: "help.name" });
bindKeys("shell", { F1: "help.name" });
