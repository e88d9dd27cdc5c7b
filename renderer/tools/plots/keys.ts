import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("anywhere", { "Ctrl+Shift+8": "tools.plots" });
