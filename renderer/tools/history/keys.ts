import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("anywhere", { "Ctrl+Shift+H": "tools.history" });
