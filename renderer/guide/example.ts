/** A piece of code to begin with, in the language of the kernel at hand. */

import python from "../../docs/examples/random_walk.py";
import { newDocument } from "../code/documents";
import { focusEditor } from "../code/instance";
import { windowShells } from "../kernels/window-shells";
import javascript from "./examples/javascript.example";

/** Opens it as a file that is not saved yet. */
export function openExample(): void {
  const language = windowShells().front.get()?.language;
  const [id, text] = language === "javascript" ? ["javascript", javascript] : ["python", python];
  const document = newDocument(id);
  document.model.pushEditOperations([], [{ range: document.model.getFullModelRange(), text }], () => null);
  focusEditor();
}
