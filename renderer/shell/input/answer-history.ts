/** Up and Down in the field that answers a question: what the same question was answered before, as in a debugger. */
import type { Transcript } from "../../../preload/transcript/transcript";
import { InputHistory } from "./input-history";

/** So many of the newest blocks are looked at. */
const BLOCKS_LOOKED_AT = 200;

/** The answers that the shell shows to questions with that prompt, oldest first. Passwords are none of them. */
export function answersTo(prompt: string, { blocks }: Transcript): string[] {
  const answers: string[] = [];
  for (const { outputs } of blocks.slice(-BLOCKS_LOOKED_AT)) {
    for (const output of outputs) {
      if (output.kind === "input" && !output.password && output.prompt === prompt && output.answer)
        answers.push(output.answer);
    }
  }
  return answers;
}

/** Recall of earlier answers in one field. */
export class AnswerHistory {
  readonly #history = new InputHistory();

  constructor(answers: readonly string[]) {
    this.#history.setKernel(answers);
  }

  /** Something else was typed: the next step begins anew. */
  reset(): void {
    this.#history.reset();
  }

  /** Takes the keys Up and Down. True when the key was one of them, whatever was found. */
  take(key: string, field: HTMLInputElement): boolean {
    if (key !== "ArrowUp" && key !== "ArrowDown") return false;
    const { value } = field;
    const found =
      key === "ArrowUp"
        ? this.#history.older(value.slice(0, field.selectionStart ?? value.length), value)
        : this.#history.newer();
    if (found === undefined) return true;
    field.value = found;
    field.setSelectionRange(found.length, found.length);
    return true;
  }
}
