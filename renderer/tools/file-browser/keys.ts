import { bindKeys } from "../../floor/keys/key-bindings";

// As in Spyder.
bindKeys("anywhere", { "Ctrl+Shift+X": "tools.fileBrowser" });
