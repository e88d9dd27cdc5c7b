/** The kernel that a notebook names in its metadata, among those of a machine. */

/** A kernel of the list, as far as its names matter. */
interface Entry {
  readonly id: string;
  readonly displayName: string;
}

/** What a notebook's kernel is here. */
export interface NamedKernel<Kernel extends Entry> {
  /** As the notebook names it. */
  readonly title: string;
  /** Null where the machine does not have it. */
  readonly entry: Kernel | null;
  /** Its name stands for any kernel of the language: others serve as well. */
  readonly isCommon: boolean;
}

/** Names that Jupyter gives the first kernel of a language on every machine. */
const COMMON = new Set(["python3", "python2", "python", "javascript", "ir", "bash"]);

/**
 * Finds the kernel of a kernelspec's name; where none has it, the one that is called so.
 * @param kernels those of the machine
 */
export function namedKernelOf<Kernel extends Entry>(
  { name, title }: { readonly name: string; readonly title: string },
  kernels: readonly Kernel[],
): NamedKernel<Kernel> {
  const bySpec = kernels.find(({ id }) => id.startsWith("spec:") && specName(id) === name);
  const entry = bySpec ?? kernels.find(({ id, displayName }) => id === name || displayName === title) ?? null;
  return { title, entry, isCommon: COMMON.has(name.toLowerCase()) };
}

/** The folder's name: "python3" of "spec:/usr/share/jupyter/kernels/python3". */
function specName(id: string): string {
  return id.slice(Math.max(id.lastIndexOf("/"), id.lastIndexOf("\\")) + 1);
}
