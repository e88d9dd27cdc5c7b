/** What a Jupyter kernel is ready for: derived from its state, its execution count and its questions. */
import type { KernelPrompt } from "../../preload/contract/kernel-state";

/** An input_request that nobody has answered. */
export interface PendingInput {
  readonly requestId: string;
  readonly parent: string | null;
  readonly prompt: string;
  readonly password: boolean;
}

/** Prompts of Python's debuggers, at the end of what input() shows. */
const DEBUGGER =
  /(?:^|\n)(?:ipdb>|\((?:Pdb(?:\+\+)?|rdb|Pdb \d+)\)|\(\(+Pdb\)+\)|\[\d+\] (?:ipdb>|\(Pdb\)))\s*$/;

/** @param nextCount the number that the next execution will have */
export function derivePrompt(
  state: "ready" | "busy" | "dead",
  input: PendingInput | undefined,
  nextCount: number,
): KernelPrompt {
  if (state === "dead") return { kind: "dead" };
  if (input) {
    const { prompt: text, requestId, password } = input;
    return { kind: !password && DEBUGGER.test(text) ? "debugger" : "input", text, requestId, password };
  }
  if (state === "busy") return { kind: "busy" };
  return { kind: "primary", text: `In [${nextCount}]: `, executionCount: nextCount };
}
