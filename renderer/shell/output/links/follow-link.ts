/** Follows a link in printed text: to the browser, to a line in the editor, to the code that was run. */
import * as v from "valibot";
import { unawaited } from "../../../floor/failures";
import { activePage } from "../../../floor/pages/pages";
import type { ShellModel } from "../../../kernels/shell-model";
import { openLink } from "./links";
import { goToOrigin } from "./origin-link";
import { openPrintedFile, openPrintedPlace, showBlock } from "./printed-file";
import { printedSource } from "./printed-source";

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
  if (to.kind === "url") unawaited("open link", openLink(to.url));
  else if (to.kind === "cell") followToCell(shell, blockAround(link), to.count, to.line);
  else if (to.line === null) openPrintedFile(to.path, 1, shell.cwd);
  else {
    const { line } = to;
    const ofRun = link.closest('[data-role="error"], .debugger-place') !== null;
    const source = printedSource(linesBelow(link), line);
    unawaited(
      "open printed place",
      openPrintedPlace(shell, to.path, line, { seq: blockAround(link), source, ofRun }),
    );
  }
  return true;
}

/** Number of the block that an element stands in. */
function blockAround(element: Element): number {
  return Number(element.closest<HTMLElement>("[data-seq]")?.dataset.seq ?? Number.NaN);
}

/** The lines that are drawn under the one that a link stands in, as far as they follow each other. */
function linesBelow(link: Element): string[] {
  const piece = link.closest(".piece");
  const own = link.closest<HTMLElement>(".line")?.dataset.line;
  if (!piece || own === undefined) return [];
  const texts = new Map<number, string>();
  for (const line of piece.querySelectorAll<HTMLElement>(".line"))
    texts.set(Number(line.dataset.line), line.textContent ?? "");
  const below: string[] = [];
  for (let at = Number(own) + 1; texts.has(at); at++) below.push(texts.get(at) ?? "");
  return below;
}

/** Code that came from a file leads there, other code to its block. @param seq of the block that names it */
function followToCell(shell: ShellModel, seq: number, count: number, line: number): void {
  const { blocks } = shell.transcript.get();
  const prompt = `In [${count}]:`;
  const life = blocks.find((each) => each.seq === seq)?.life;
  const ran = blocks.findLast(
    (each) => each.prompt === prompt && (life === undefined || (each.life === life && each.seq <= seq)),
  );
  if (!ran) return;
  if (!ran.origin) return showBlock(shell, ran);
  activePage.set(null);
  unawaited(
    "go to origin",
    goToOrigin(ran.origin, { code: ran.code, show: () => showBlock(shell, ran) }, line),
  );
}
