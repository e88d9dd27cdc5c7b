import { bindKeys } from "../../floor/keys/key-bindings";

// Near the other keys of debugging.
bindKeys("anywhere", { "Ctrl+Shift+F5": "tools.debugger" });
