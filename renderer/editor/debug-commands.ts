/** The commands of debugging: breakpoints, running under the debugger, and steps while a kernel stands still. */
import type { StepAction } from "../../preload/contract/debugging";
import { t } from "../../preload/texts/texts";
import {
  breakpointAt,
  breakpointFile,
  breakpointsTold,
  changeBreakpoint,
  toggleBreakpoint,
} from "../code/breakpoints";
import { debugged } from "../code/debugged-shell";
import { activeDocument } from "../code/documents";
import { codeEditor } from "../code/instance";
import { withMonaco } from "../code/monaco";
import { holdsCode } from "../code/run-language";
import { showsAsChecked } from "../floor/commands/checked";
import { type Command, registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { notify } from "../floor/notices/notices";
import { tellFailure } from "../kernels/kernel-actions";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { BreakpointLayer } from "./debugging/breakpoint-layer";
import { type EditedBreakpoint, editedBreakpoint } from "./debugging/edited-breakpoint";
import { registerFrameHover } from "./debugging/frame-hover";
import { addEditorLayer } from "./layers";
import { debugCell, debugFile, debugFileAsScript, debugSelection } from "./run";
import "./debugging/keys";

const runsHere = () => {
  const document = activeDocument.get();
  return document !== null && holdsCode(document);
};

/** The line that a command means: a margin's, or the cursor's. */
function lineOf(argument: unknown): number {
  const given = argument as { readonly line?: number } | undefined;
  return typeof given?.line === "number" ? given.line : (codeEditor.get()?.getPosition()?.lineNumber ?? 1);
}

function named(argument: unknown): ShellModel | null {
  const { shells, front } = windowShells();
  return typeof argument === "string"
    ? (shells.get().find((shell) => shell.view === argument) ?? null)
    : front.get();
}

/** The shell in front where pdb or ipdb asks there, else the one whose debugger has it stand still. */
function waitingShell(argument: unknown): { shell: ShellModel; asks: string | null } | null {
  const shell = named(argument);
  const prompt = shell?.client.prompt.get();
  if (shell && prompt?.kind === "debugger") return { shell, asks: prompt.requestId };
  if (typeof argument === "string")
    return shell?.client.debugger.state.get()?.stopped ? { shell, asks: null } : null;
  const stopped = debugged.get()?.shell;
  // What is shown of a stop stays for a moment when it is over.
  return stopped?.client.debugger.state.get()?.stopped ? { shell: stopped, asks: null } : null;
}

/** Nothing stands still: it says what there is to do. While code runs under the debugger the next stop is awaited. */
function tellNothingStands(): void {
  const shell = windowShells().front.get();
  if (!shell) return;
  const { name } = shell;
  const runs = shell.state.get() === "busy" || shell.client.debugger.state.get()?.attached === true;
  const dismiss = notify({
    level: "info",
    sentence: runs
      ? t("{name} runs: there is nothing to continue before it stops.", { name })
      : t("{name} does not stand still: there is nothing to continue. Ctrl+F5 debugs a cell.", { name }),
  });
  const stop = debugged.subscribe(() => {
    if (!debugged.get()) return;
    stop();
    dismiss();
  });
}

/** Steps; a prompt of pdb is answered as if it were typed there. */
function stepping(id: string, title: string, action: StepAction, typed: string | null): Command {
  return {
    id,
    title,
    available: (argument) => {
      const waiting = waitingShell(argument);
      return waiting !== null && (waiting.asks === null || typed !== null);
    },
    ...(action === "continue" ? { refuse: tellNothingStands } : {}),
    run: async (argument) => {
      const waiting = waitingShell(argument);
      if (!waiting) return;
      const { shell, asks } = waiting;
      await tellFailure(shell, async () => {
        if (asks === null) await shell.client.debugger.step(action);
        else if (typed !== null) await shell.client.answerInput(asks, typed);
      });
    },
  };
}

function addMenuEntries(): void {
  addToMenu("debug", 100, "run.debugCell", "run.debugSelection", "run.debugFile", "run.debugFileAsScript");
  addToMenu("debug", 200, "debugger.continue", "debugger.next", "debugger.step", "debugger.stepOut");
  addToMenu("debug", 210, "debugger.restartFrame", "debugger.runToCursor", "debugger.setNext");
  addToMenu("debug", 220, "debugger.pause", "debugger.stop");
  addToMenu("debug", 300, "breakpoint.toggle", "breakpoint.edit", "breakpoint.logpoint", "breakpoint.enable");
  addToMenu("debug", 400, "debugger.atBreakpoints", "debugger.justMyCode");
}

/** Registers them; returns a function that takes them back. */
export function registerDebugCommands(): () => void {
  addMenuEntries();
  addEditorLayer(BreakpointLayer);
  withMonaco(registerFrameHover);
  const front = () => windowShells().front.get();
  const able = (ability: "restartFrame" | "goto") => {
    const now = debugged.get();
    return now?.shell.client.debugger.state.get()?.abilities.includes(ability) ?? false;
  };
  showsAsChecked(
    "debugger.atBreakpoints",
    () => front()?.client.debugger.state.get()?.atBreakpoints ?? false,
  );
  showsAsChecked("debugger.justMyCode", () => front()?.client.debugger.state.get()?.justMyCode ?? true);
  const onLine = (id: string, title: string, run: (line: number) => void, any = true): Command => ({
    id,
    title,
    available: (argument) => {
      const document = activeDocument.get();
      return (
        runsHere() && document !== null && (any || breakpointAt(document, lineOf(argument)) !== undefined)
      );
    },
    run: (argument) => run(lineOf(argument)),
  });
  const edit = (line: number, where: Pick<EditedBreakpoint, "at"> = {}) => {
    const document = activeDocument.get();
    if (!document) return;
    if (!breakpointAt(document, line)) changeBreakpoint(document, line, {});
    editedBreakpoint.set({ file: breakpointFile(document), line, ...where });
  };
  return registerCommands(
    onLine("breakpoint.toggle", t("Breakpoint on or off"), (line) => {
      const document = activeDocument.get();
      if (document) toggleBreakpoint(document, line);
    }),
    onLine("breakpoint.edit", t("Condition of the breakpoint…"), (line) => edit(line)),
    onLine("breakpoint.logpoint", t("Logpoint: print a message in place of stopping…"), (line) =>
      edit(line, { at: "message" }),
    ),
    onLine(
      "breakpoint.enable",
      t("Disable or enable the breakpoint"),
      (line) => {
        const document = activeDocument.get();
        const known = document && breakpointAt(document, line);
        if (document && known) changeBreakpoint(document, line, { enabled: !known.enabled });
      },
      false,
    ),
    { id: "run.debugCell", title: t("Debug cell"), available: runsHere, run: debugCell },
    {
      id: "run.debugSelection",
      title: t("Debug selection or statement"),
      available: runsHere,
      run: debugSelection,
    },
    { id: "run.debugFile", title: t("Debug file"), available: runsHere, run: () => debugFile() },
    {
      id: "run.debugFileAsScript",
      title: t("Debug file as script"),
      available: runsHere,
      run: () => debugFileAsScript(),
    },
    {
      id: "debugger.atBreakpoints",
      title: t("Stop at breakpoints whenever code runs"),
      available: () => front() !== null,
      run: async () => {
        const shell = front();
        if (!shell) return;
        const on = !(shell.client.debugger.state.get()?.atBreakpoints ?? false);
        await tellFailure(shell, () => shell.client.debugger.stopAtBreakpoints(on));
      },
    },
    {
      id: "debugger.justMyCode",
      title: t("Debug your own code only"),
      available: () => front() !== null,
      run: async () => {
        const shell = front();
        if (!shell) return;
        const on = !(shell.client.debugger.state.get()?.justMyCode ?? true);
        await tellFailure(shell, () => shell.client.debugger.passOverLibraries(on));
      },
    },
    stepping("debugger.continue", t("Debugger: continue"), "continue", "continue"),
    stepping("debugger.next", t("Debugger: step over"), "next", "next"),
    stepping("debugger.step", t("Debugger: step into"), "stepIn", "step"),
    stepping("debugger.stepOut", t("Debugger: step out"), "stepOut", "return"),
    stepping("debugger.stop", t("Stop debugging"), "stop", null),
    {
      id: "debugger.pause",
      title: t("Debugger: pause"),
      available: () => {
        const shell = front();
        const state = shell?.client.debugger.state.get();
        return (
          state?.started === true &&
          !state.stopped &&
          (state.attached === true || shell?.state.get() === "busy")
        );
      },
      run: async () => {
        const shell = front();
        if (shell) await tellFailure(shell, () => shell.client.debugger.step("pause"));
      },
    },
    {
      id: "debugger.restartFrame",
      title: t("Debugger: restart frame"),
      available: () => able("restartFrame"),
      run: async () => {
        const now = debugged.get();
        const { frame } = now ?? {};
        if (now && frame)
          await tellFailure(now.shell, () => now.shell.client.debugger.restartFrame(frame.id));
      },
    },
    {
      id: "debugger.runToCursor",
      title: t("Debugger: run to cursor"),
      available: () => debugged.get() !== null && activeDocument.get() !== null,
      run: async () => {
        const now = debugged.get();
        const document = activeDocument.get();
        if (!now || !document) return;
        const file = breakpointFile(document);
        const line = lineOf(undefined);
        await tellFailure(now.shell, async () => {
          await breakpointsTold();
          const text = document.model.getLineContent(line).trim().slice(0, 1000);
          await now.shell.client.debugger.runTo(file, line, text);
        });
      },
    },
    {
      id: "debugger.setNext",
      title: t("Debugger: set next statement"),
      available: () => able("goto") && activeDocument.get() !== null,
      run: async () => {
        const now = debugged.get();
        const document = activeDocument.get();
        if (!now || !document) return;
        const file = breakpointFile(document);
        await tellFailure(now.shell, () => now.shell.client.debugger.goTo(file, lineOf(undefined)));
      },
    },
  );
}
