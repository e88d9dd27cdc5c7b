/** The kernels that open notebooks name in their metadata, where this machine has them. */
import type { KernelEntry } from "../../preload/contract/sessions";
import type { NamedKernel } from "../../preload/notebook/named-kernel";
import { createStore } from "../floor/store";
import type { Document } from "./documents";

/** Of those notebooks that were looked at. */
export const namedKernels = createStore<ReadonlyMap<Document, NamedKernel<KernelEntry>>>(new Map());

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
