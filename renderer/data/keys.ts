/** The key of the data viewer. */
import { bindKeys } from "../floor/keys/key-bindings";

bindKeys("editor", { "Ctrl+Shift+D": "data.name" });
