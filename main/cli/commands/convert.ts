/** `tandem convert`: notebooks, scripts with cells and Markdown with chunks of code into each other. */
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { writeAtomically } from "../../../kernel-host/door/atomic-write";
import {
  type Converted,
  formatOfName,
  isNotebookName,
  ofNotebook,
  ofText,
  toNotebook,
  toText,
} from "../../../preload/notebook/convert";
import { NotebookError } from "../../../preload/notebook/notebook-file";
import { fileProblem } from "../../floor/user-error";
import type { Command } from "../terminal/arguments";
import { CommandError, EXIT } from "../terminal/exit-codes";
import type { Screen } from "../terminal/screen";

/** @throws CommandError */
export async function convert(
  { from, to, force }: Extract<Command, { name: "convert" }>,
  screen: Screen,
): Promise<number> {
  const [source, target] = [resolve(from), resolve(to)];
  const format = formatOfName(target);
  if (!isNotebookName(target) && !format)
    throw new CommandError(
      `${to} has no ending that says what to make: .ipynb, .py, .md, .qmd, .Rmd.`,
      EXIT.usage,
    );
  const there = await stat(target).catch(() => null);
  if (there && !force) throw new CommandError(`${to} is there already; --force writes over it.`);
  const read = await contentOf(source, from);
  const text = format ? toText(read, format.format) : toNotebook(read);
  try {
    await writeAtomically(target, text, { mode: (there?.mode ?? 0o644) & 0o777 });
  } catch (error) {
    throw new CommandError(`${to} cannot be written: ${fileProblem(error)}.`);
  }
  screen.line(`${to}: ${read.cells.length} cells`, "stderr");
  return EXIT.ok;
}

async function contentOf(path: string, name: string): Promise<Converted> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new CommandError(`${name} cannot be read: ${fileProblem(error)}.`, EXIT.notFound);
  });
  const format = formatOfName(path);
  if (format) return ofText(text, format.format, format.language);
  if (!isNotebookName(path))
    throw new CommandError(
      `${name} has no ending that says what it is: .ipynb, .py, .md, .qmd, .Rmd.`,
      EXIT.usage,
    );
  try {
    return ofNotebook(text.replace(/^\ufeff/, ""));
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    throw new CommandError(`${name} is no notebook that can be read: ${error.message}.`);
  }
}
