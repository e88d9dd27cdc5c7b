/** Going from change to change in the editor that is meant: its margin knows them. */
import { codeEditor } from "../../code/instance";

interface Steps {
  readonly count: number;
  readonly step: (by: 1 | -1) => void;
}

const known = new WeakMap<object, Steps>();

export const changeSteps = {
  /** Returns a function that takes them back. */
  add(editor: object, steps: Steps): () => void {
    known.set(editor, steps);
    return () => {
      if (known.get(editor) === steps) known.delete(editor);
    };
  },
  /** Those of the editor that is meant. */
  present(): Steps | undefined {
    const editor = codeEditor.get();
    return editor ? known.get(editor) : undefined;
  },
};
