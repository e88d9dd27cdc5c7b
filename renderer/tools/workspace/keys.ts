import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("anywhere", { "Ctrl+Shift+B": "tools.workspace" });
