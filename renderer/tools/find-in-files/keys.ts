import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("anywhere", {
  "Ctrl+Shift+F": "tools.findInFiles",
  F4: "search.next",
  "Shift+F4": "search.previous",
});
