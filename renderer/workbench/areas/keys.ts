/** The keys of the areas with tools. */
import { bindKeys } from "../../floor/keys/key-bindings";

// Beside those of the editor (Ctrl+9) and the shell (Ctrl+0).
bindKeys("anywhere", { "Ctrl+Shift+9": "focus.tools" });
