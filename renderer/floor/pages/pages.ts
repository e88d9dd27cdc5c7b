/** Outputs that are open in tabs of the editor's area. They are gone with the window: the shell has them. */

import type { Display } from "../../shell/output/picture";
import { shownRepresentation } from "../../shell/output/representations";
import { createStore } from "../store";

export interface OutputPage {
  readonly id: number;
  readonly title: string;
  readonly output: Display;
  readonly type: string;
  /** Where saving begins. */
  readonly folder: string;
}

/** In the order of their tabs. */
export const outputPages = createStore<readonly OutputPage[]>([]);
/** The one in front of the files; null when a file is. */
export const activeOutputPage = createStore<OutputPage | null>(null);

let lastId = 0;

/** Opens an output as one of its types in a tab, in front. */
export function openOutputPage(output: Display, type: string, folder: string): void {
  const open = outputPages.get().find((page) => page.output === output && page.type === type);
  const number = output.executionCount === undefined ? "" : ` Out[${output.executionCount}]`;
  const kind = shownRepresentation(output.data, type)?.title ?? type;
  const page = open ?? { id: ++lastId, title: `${kind}${number}`, output, type, folder };
  if (!open) outputPages.set((now) => [...now, page]);
  activeOutputPage.set(page);
}

/** Closes the tab; what is beside it comes in front, at last the files. */
export function closeOutputPage(page: OutputPage): void {
  const now = outputPages.get();
  const at = now.indexOf(page);
  const rest = now.filter((other) => other !== page);
  outputPages.set(rest);
  if (activeOutputPage.get() === page) activeOutputPage.set(rest[Math.min(at, rest.length - 1)] ?? null);
}
