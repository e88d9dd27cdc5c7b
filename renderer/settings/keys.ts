import { bindKeys } from "../floor/keys/key-bindings";

bindKeys("anywhere", { "Ctrl+,": "settings.open" });
