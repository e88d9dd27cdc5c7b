/** Opens files that an output names, in the editor, on the line that the output means. */
import { stampTime } from "../../../../preload/contract/files";
import { t } from "../../../../preload/texts/texts";
import type { Block } from "../../../../preload/transcript/transcript";
import { findLine } from "../../../code/run-line";
import { facts } from "../../../floor/app";
import { unawaited } from "../../../floor/failures";
import { notify } from "../../../floor/notices/notices";
import { activePage } from "../../../floor/pages/pages";
import { baseName } from "../../../floor/paths";
import type { ShellModel } from "../../../kernels/shell-model";
import { windowShells } from "../../../kernels/window-shells";
import { goToLineOf, goToOrigin, openFileOf } from "./origin-link";
import { runBehind, usedBefore } from "./printed-source";

/** What is known of a place that was printed. */
export interface PrintedIn {
  /** Number of the block that it was printed in. */
  readonly seq: number;
  /** The text of the line, as it was printed with the place; null where it was not. */
  readonly source: string | null;
  /** It is of a traceback or a debugger: it names what ran, and not just a file. */
  readonly ofRun: boolean;
}

/**
 * @param path as it was printed
 * @param line to go to, from 1
 * @param cwd where the kernel works
 */
export function openPrintedFile(path: string, line: number, cwd: string): void {
  activePage.set(null);
  unawaited("go to printed", goToPrinted(absolute(path, cwd), line));
}

/** The same for a place in a block: the line is the one that ran, wherever it stands by now. */
export async function openPrintedPlace(
  shell: ShellModel,
  path: string,
  line: number,
  { seq, source, ofRun }: PrintedIn,
): Promise<void> {
  activePage.set(null);
  const { blocks } = shell.transcript.get();
  const file = absolute(path, shell.cwd);
  for (const name of ofRun || source !== null ? [path, file] : []) {
    const run = runBehind(blocks, seq, name, line, source);
    if (!run?.block.origin) continue;
    const { block } = run;
    return goToOrigin(run.block.origin, { code: block.code, show: () => showBlock(shell, block) }, run.line);
  }
  // A file that was never saved has a name and no path.
  const isName = blocks.some(({ origin }) => origin?.file === path);
  await goToPrinted(isName ? path : file, line, { source, ofRun, blocks, seq });
}

/** Brings the block into view and gives it the keyboard. */
export function showBlock(shell: ShellModel, { seq }: Block): void {
  windowShells().show(shell);
  unawaited("show block", shell.showBlock(seq));
  shell.wanted.set({ seq, output: -1, line: 0 });
  shell.currentBlock.set(seq);
}

interface Printed extends PrintedIn {
  readonly blocks: readonly Block[];
}

/** A module, or a file that was only named: the line that reads as it was printed, and what is known of changes since. */
async function goToPrinted(file: string, line: number, printed?: Printed): Promise<void> {
  const document = await openFileOf(file);
  if (!document) return;
  const lines = document.model.getLinesContent();
  const source = printed?.source ?? null;
  const found =
    source === null ? undefined : findLine([...Array(line - 1).fill(""), source], line, lines, line);
  goToLineOf(found ?? Math.min(line, lines.length));
  if (!printed?.ofRun) return;

  const name = baseName(file);
  const say = (sentence: string) => void notify({ level: "info", sentence });
  const block = printed.blocks.find(({ seq }) => seq === printed.seq);
  const { onDisk } = document.file.get();
  const changed = onDisk ? stampTime(onDisk.stamp) : 0;
  if (found !== undefined && found !== line)
    return say(
      t("{name} was changed after this ran: what was line {was} is line {now}.", {
        name,
        was: String(line),
        now: String(found),
      }),
    );
  if (source !== null && found === undefined)
    return say(t("{name} was changed after this ran and has this line no more: {source}", { name, source }));
  if (!block) return;
  if (source === null && changed > (block.ended ?? Number.POSITIVE_INFINITY))
    return say(
      t("{name} was changed after this ran: line {line} may be another one.", { name, line: String(line) }),
    );
  const user = usedBefore(printed.blocks, block.life, file, changed);
  // A traceback shows the file as it was when it was printed, not what ran.
  if (user && user.seq < block.seq && changed < (block.started ?? 0))
    say(
      t(
        "{name} was changed after {prompt} used it: the kernel may have run an older text. Restart it, or load the module anew.",
        {
          name,
          prompt: user.prompt.replace(/:$/, ""),
        },
      ),
    );
}

function absolute(path: string, cwd: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return path;
  if (path.startsWith("~/")) return facts.get().home + path.slice(1);
  return `${cwd.replace(/[\\/]$/, "")}/${path}`;
}
