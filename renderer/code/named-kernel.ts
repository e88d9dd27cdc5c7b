/** The kernel that a notebook names in its metadata, where this machine has it. */
import type { KernelEntry } from "../../preload/contract/sessions";
import { baseName } from "../floor/paths";
import { createStore } from "../floor/store";
import type { Document } from "./documents";

/** What a notebook's kernel is here. */
export interface NamedKernel {
  /** As the notebook names it. */
  readonly title: string;
  /** Null where the machine does not have it. */
  readonly entry: KernelEntry | null;
  /** Its name stands for any kernel of the language: others serve as well. */
  readonly isCommon: boolean;
}

/** Names that Jupyter gives the first kernel of a language on every machine. */
const COMMON = new Set(["python3", "python2", "python", "javascript", "ir", "bash"]);

/** Of those notebooks that were looked at. */
export const namedKernels = createStore<ReadonlyMap<Document, NamedKernel>>(new Map());

/**
 * Finds the kernel of a kernelspec's name; where none has it, the one that is called so.
 * @param kernels those of the machine
 */
export function namedKernelOf(
  { name, title }: { readonly name: string; readonly title: string },
  kernels: readonly KernelEntry[],
): NamedKernel {
  const bySpec = kernels.find(({ id }) => id.startsWith("spec:") && baseName(id.slice(5)) === name);
  const entry = bySpec ?? kernels.find(({ id, displayName }) => id === name || displayName === title) ?? null;
  return { title, entry, isCommon: COMMON.has(name.toLowerCase()) };
}

/** The kernel that has to be started before the notebook runs where it wants to, unless the user chose another shell. */
export function kernelToStart(
  document: Document,
  shells: readonly { readonly kernelId: string }[],
): KernelEntry | null {
  const named = namedKernels.get().get(document);
  if (!named?.entry || named.isCommon) return null;
  const { id } = named.entry;
  return shells.some(({ kernelId }) => kernelId === id) ? null : named.entry;
}
