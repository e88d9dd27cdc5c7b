/**
 * What a kernel is ready for: derived from its state, its execution count and its questions; Tandem's own kernels say
 * the texts of their prompts.
 */
import * as v from "valibot";
import type { DebuggerStop } from "../../preload/contract/debugging";
import type { KernelPrompt } from "../../preload/contract/kernel-state";
import type { Json } from "../wire/message";

/** An input_request that nobody has answered. */
export interface PendingInput {
  readonly requestId: string;
  readonly parent: string | null;
  readonly prompt: string;
  readonly password: boolean;
}

/** Prompts as a kernel says them: ">>> " and "... ". */
export interface KernelPrompts {
  readonly primary: string;
  readonly continuation: string;
}

const text = v.pipe(v.string(), v.maxLength(200));
const saysPrompts = v.object({
  tandem: v.object({ prompts: v.object({ primary: text, continuation: text }) }),
});

/** The prompts in the content of a kernel_info_reply, or in the metadata of an execute_reply, of Tandem's own kernels. */
export function readPrompts(said: Json): KernelPrompts | undefined {
  const result = v.safeParse(saysPrompts, said);
  return result.success ? result.output.tandem.prompts : undefined;
}

/** Prompts of Python's debuggers, at the end of what input() shows. */
const DEBUGGER =
  /(?:^|\n)(?:ipdb>|\((?:Pdb(?:\+\+)?|rdb|Pdb \d+)\)|\(\(+Pdb\)+\)|\[\d+\] (?:ipdb>|\(Pdb\)))\s*$/;

/** "fit:10> ": the function and the line of the innermost frame. */
function stoppedPrompt({ frames: [frame] }: DebuggerStop): string {
  return frame ? `${frame.name}:${frame.line}> ` : "> ";
}

/**
 * @param nextCount the number that the next execution will have
 * @param said the prompts of a kernel that says them itself
 * @param stopped where its debugger has it stand still
 */
export function derivePrompt(
  state: "ready" | "busy" | "dead",
  input: PendingInput | undefined,
  nextCount: number,
  said?: KernelPrompts,
  stopped?: DebuggerStop | null,
): KernelPrompt {
  if (state === "dead") return { kind: "dead" };
  if (input) {
    const { prompt: text, requestId, password } = input;
    return { kind: !password && DEBUGGER.test(text) ? "debugger" : "input", text, requestId, password };
  }
  if (stopped) return { kind: "stopped", text: stoppedPrompt(stopped) };
  if (state === "busy") return { kind: "busy" };
  if (!said) return { kind: "primary", text: `In [${nextCount}]: `, executionCount: nextCount };
  return {
    kind: "primary",
    text: said.primary,
    executionCount: nextCount,
    continuation: said.continuation,
  };
}
