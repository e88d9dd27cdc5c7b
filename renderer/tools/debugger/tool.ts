import { t } from "../../../preload/texts/texts";
import { debugged } from "../../code/debugged-shell";
import { showTool } from "../../floor/layout-state";
import type { Tool } from "../../floor/tools/tools";
import type { ShellModel } from "../../kernels/shell-model";
import { Debugger } from "./debugger";
import { AddWatch } from "./watch";
import "./keys";

export const debuggerTool: Tool = {
  id: "Debugger",
  title: t("Debugger"),
  command: "tools.debugger",
  icon: "bug",
  place: "right",
  View: Debugger,
  Actions: AddWatch,
  start: () => {
    debugged.subscribe(comeInFront);
  },
};

/** Shells with code that has stopped once. */
const shown = new WeakSet<ShellModel>();

/** Comes in front when code stops for the first time: who closes it, or goes elsewhere, stays there until that code has ended. */
function comeInFront(): void {
  const shell = debugged.get()?.shell;
  if (!shell || shown.has(shell)) return;
  shown.add(shell);
  showTool(debuggerTool.id);
  const stop = shell.state.subscribe(() => {
    const state = shell.state.get();
    if (state === "busy" || state === "waiting for input") return;
    shown.delete(shell);
    stop();
  });
}
