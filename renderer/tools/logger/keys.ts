import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("anywhere", { "Ctrl+Shift+L": "tools.logger" });
