import { bindKeys } from "../floor/keys/key-bindings";

bindKeys("editor", { "Ctrl+Shift+V": "markdown.preview" });
