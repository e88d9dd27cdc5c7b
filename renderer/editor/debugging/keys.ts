/** The keys of debugging. */
import { bindKeys } from "../../floor/keys/key-bindings";

bindKeys("editor", { F9: "breakpoint.toggle", "Ctrl+F5": "run.debugCell" });
bindKeys("anywhere", {
  F5: "debugger.continue",
  F10: "debugger.next",
  F11: "debugger.step",
  "Shift+F11": "debugger.stepOut",
  "Shift+F5": "debugger.stop",
});
