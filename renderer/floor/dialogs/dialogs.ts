/** Questions that need an answer before anything goes on: one alertdialog at a time, the others wait. */
import { createStore } from "../store";

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Has the keyboard when the dialog opens; the first choice where none is. */
  readonly primary?: boolean;
}

export interface DialogQuestion {
  /** The dialog's name. */
  readonly name: string;
  readonly sentence: string;
  /** What the question is about, one line each, e.g. names of files. */
  readonly details?: readonly string[];
  readonly choices: readonly Choice[];
  /** The choice that Esc takes. */
  readonly cancel: string;
  /** A box to tick above the choices; absent: none. */
  readonly checkbox?: string;
}

export interface DialogAnswer {
  /** Id of the choice. */
  readonly choice: string;
  /** Whether the box was ticked. */
  readonly checked: boolean;
}

interface Asked extends DialogQuestion {
  readonly answer: (choice: string, checked: boolean) => void;
}

const waiting: Asked[] = [];
/** The question that is open. */
export const openQuestion = createStore<Asked | null>(null);

/** Asks; resolves to the id of the choice. */
export async function ask(question: DialogQuestion): Promise<string> {
  return (await askWithBox(question)).choice;
}

/** Asks; resolves to the choice, and to whether the box was ticked. */
export function askWithBox(question: DialogQuestion): Promise<DialogAnswer> {
  return new Promise((resolve) => {
    waiting.push({
      ...question,
      answer: (choice, checked) => {
        openQuestion.set(null);
        resolve({ choice, checked });
        showNext();
      },
    });
    showNext();
  });
}

function showNext(): void {
  if (openQuestion.get() === null) openQuestion.set(waiting.shift() ?? null);
}
