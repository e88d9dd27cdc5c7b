/** Follows a link in printed text: to the browser, to a line in the editor, to the code that was run. */
import * as v from "valibot";
import { activePage } from "../../floor/pages/pages";
import type { ShellModel } from "../../kernels/shell-model";
import { openLink } from "./links";
import { goToOrigin } from "./origin-link";
import { openPrintedFile } from "./printed-file";

const target = v.variant("kind", [
  v.object({ kind: v.literal("url"), url: v.string() }),
  v.object({ kind: v.literal("file"), path: v.string(), line: v.nullable(v.number()) }),
  v.object({ kind: v.literal("cell"), count: v.number(), line: v.number() }),
]);

/** Follows the link that an event happened on, by click or by Enter; false when there is none. */
export function followLinkAt(element: EventTarget | null, shell: ShellModel): boolean {
  const link = element instanceof Element ? element.closest<HTMLElement>("a[data-link]") : null;
  if (!link) return false;
  const to = v.parse(target, JSON.parse(link.dataset.link ?? ""));
  if (to.kind === "url") void openLink(to.url);
  else if (to.kind === "file") openPrintedFile(to.path, to.line ?? 1, shell.cwd);
  else followToCell(link, shell, to.count, to.line);
  return true;
}

/** Code that came from a file leads there, other code to its block. */
function followToCell(link: Element, shell: ShellModel, count: number, line: number): void {
  const prompt = `In [${count}]:`;
  const block = shell.transcript.get().blocks.findLast((each) => each.prompt === prompt);
  if (block?.origin) {
    activePage.set(null);
    void goToOrigin(block.origin, block.code, line);
    return;
  }
  const drawn = link.closest(".shell-output")?.querySelector<HTMLElement>(`[data-seq="${block?.seq}"]`);
  drawn?.scrollIntoView({ block: "nearest" });
  drawn?.focus({ preventScroll: true });
}
