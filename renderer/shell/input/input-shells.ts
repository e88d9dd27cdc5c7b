/** Which shell's kernel is asked about the code in an input. */
import type { monaco } from "../../code/monaco";
import type { ShellModel } from "../../kernels/shell-model";
import { type Described, describe } from "./described";

/** Models of shell inputs have this scheme: kernels are asked about nothing else. */
export const INPUT_SCHEME = "tandem-shell";

type Model = monaco.editor.ITextModel;

const shells = new Map<string, ShellModel>();

/** Questions about this model go to this shell's kernel; returns a function that ends it. */
export function askKernelOf(shell: ShellModel, model: Model): () => void {
  const uri = model.uri.toString();
  shells.set(uri, shell);
  return () => shells.delete(uri);
}

/** The shell whose input this is. */
export function shellOf(model: Model): ShellModel | undefined {
  return shells.get(model.uri.toString());
}

/**
 * Asks what stands at `offset` of `code`, in UTF-16 units.
 * @returns null when the kernel is busy, gone, or knows nothing there
 */
export async function askAbout(model: Model, code: string, offset: number): Promise<Described | null> {
  const data = await shellOf(model)
    ?.client.inspect(code, offset)
    .catch(() => null);
  return data ? describe(data) : null;
}
