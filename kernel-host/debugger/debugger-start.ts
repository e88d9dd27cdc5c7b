/** What a kernel's debugger is told when it starts, and what it says of itself then. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type * as v from "valibot";
import type { DebuggerAbility } from "../../preload/contract/debugging";
import type { capabilities } from "./dap-messages";
import type { WantedDebugging } from "./debugged";

/** What debugpy shows of an object beside its data: functions and classes in groups, nothing of what every object has. */
const PRESENTATION = { special: "hide", function: "group", class: "group", protected: "inline" } as const;

/**
 * Arguments of `initialize`. `subProcess` is debugpy's word, and is heeded here, since its adapter starts with this
 * request: processes that the code starts wait for a client of their own.
 */
export function initializeArguments({
  settings: { processes },
}: WantedDebugging): DebugProtocol.InitializeRequestArguments & { readonly subProcess: boolean } {
  return {
    clientID: "tandem",
    adapterID: "python",
    pathFormat: "path",
    linesStartAt1: true,
    columnsStartAt1: true,
    supportsVariableType: true,
    subProcess: processes,
  };
}

/** Arguments of `attach`. What is printed comes as iopub's streams: from the debugger too would be once too often. */
export function attachArguments({ justMyCode, settings: { folders } }: WantedDebugging) {
  const pathMappings = folders.map(({ here, there }) => ({ localRoot: here, remoteRoot: there }));
  return {
    redirectOutput: false,
    justMyCode,
    variablePresentation: PRESENTATION,
    ...(folders.length === 0 ? {} : { pathMappings }),
  };
}

/** What it can, of what is made use of. */
export function abilitiesOf(said: v.InferOutput<typeof capabilities>): DebuggerAbility[] {
  return [
    ...(said.supportsRestartFrame ? (["restartFrame"] as const) : []),
    ...(said.supportsSetVariable ? (["setVariable"] as const) : []),
    ...(said.supportsGotoTargetsRequest ? (["goto"] as const) : []),
    ...(said.supportsCompletionsRequest ? (["completions"] as const) : []),
  ];
}
