/** Questions that need an answer before anything goes on: one alertdialog at a time, the others wait. */
import { createStore } from "../store";

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Has the keyboard when the dialog opens; the first choice where none is. */
  readonly primary?: boolean;
}

export interface Question {
  /** The dialog's name. */
  readonly name: string;
  readonly sentence: string;
  /** What the question is about, one line each, e.g. names of files. */
  readonly details?: readonly string[];
  readonly choices: readonly Choice[];
  /** The choice that Esc takes. */
  readonly cancel: string;
}

interface Asked extends Question {
  readonly answer: (choice: string) => void;
}

const waiting: Asked[] = [];
/** The question that is open. */
export const openQuestion = createStore<Asked | null>(null);

/** Asks; resolves to the id of the choice. */
export function ask(question: Question): Promise<string> {
  return new Promise((resolve) => {
    waiting.push({
      ...question,
      answer: (choice) => {
        openQuestion.set(null);
        resolve(choice);
        showNext();
      },
    });
    showNext();
  });
}

function showNext(): void {
  if (openQuestion.get() === null) openQuestion.set(waiting.shift() ?? null);
}
