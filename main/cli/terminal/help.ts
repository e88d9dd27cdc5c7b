/** What `tandem --help` says, and `tandem COMMAND --help` of one command. */
import type { CommandName } from "./arguments";

const WINDOW = `  tandem [--new-window] [FILES] [FOLDER]
      Opens the window of the installed app, with these files and this folder.
`;

/** Each command, as it is given, with what it does. */
const COMMANDS: Readonly<Record<CommandName, string>> = {
  sessions: `  tandem sessions [--json]
      Lists what runs and what ran.
`,
  attach: `  tandem attach NAME
      Shows a session from where this user last saw it, and takes part in it. Code that is typed runs in its kernel;
      Ctrl+C interrupts, .restart restarts, Ctrl+D leaves while the kernel goes on. With code on stdin instead of a keyboard: runs that
      code, shows its output and leaves when it has ended.
`,
  log: `  tandem log NAME [--from N] [--follow] [--json]
      Prints a session's log as text, or with --json as one record a line. --from N begins with record number N;
      --follow goes on with what comes.
`,
  run: `  tandem run [--kernel NAME] [--name NAME] [--detach] FILE [ARGUMENTS]
      Runs a script in a new session and shows what it prints. The session stays with all that the script has made:
      attach goes on in it, stop ends it. --detach leaves at once; --kernel takes a kernel's or a kernelspec's name.
  tandem run [--kernel NAME] [--name NAME] NOTEBOOK.ipynb [--set NAME=VALUE]... [--html REPORT.html]
      Runs a notebook's cells in a new session, in the kernel that it names, and writes what each gave back into the file.
      It stops at the first error; cells tagged "raises-exception" may fail. --set puts a cell with parameters behind the
      one tagged "parameters"; --html writes a page of it that needs nothing else.
`,
  convert: `  tandem convert [--force] FROM TO
      Makes a notebook (.ipynb) of a script with cells (.py, .r, .jl, .js) or of Markdown with chunks of code (.md as MyST
      has it, .qmd, .Rmd), and the other way round. Outputs stay behind. --force writes over a file that is there.
`,
  diff: `  tandem diff [--no-outputs] A.ipynb B.ipynb
      Shows how two notebooks differ, cell by cell, outputs apart. Ends with 1 where they do. As Git's own:
        git config diff.ipynb.command "tandem diff"     and in .gitattributes: *.ipynb diff=ipynb
`,
  stop: `  tandem stop NAME
      Shuts a session's kernel down. Its log stays.
`,
};

const NAME = `NAME is a session's name or id, or the beginning of either where only one begins so.
`;

/** Commands that take a session. */
const WITH_NAME: ReadonlySet<CommandName> = new Set(["attach", "log", "stop"]);

const REST = `Everywhere:
  --user-data-dir=DIR   the profile, as given to Tandem itself
  -h, --help            this text
  --version             the version

Colours are used on a terminal; NO_COLOR=1 turns them off, FORCE_COLOR=1 on.

Exit codes:
  0    done
  1    the code ended with an error, or the command failed; of diff: they differ
  2    the arguments make no sense
  3    there is no such session, kernel or file
  4    the kernel or its host ended before it was done
  130  interrupted by Ctrl+C
  run ends with the script's own code where it calls exit(), sys.exit() or process.exit().
`;

/** @param of one command; all of them without it */
export function helpOn(of?: CommandName): string {
  if (of)
    return [COMMANDS[of], ...(WITH_NAME.has(of) ? [NAME] : []), 'All commands: "tandem --help".\n'].join(
      "\n",
    );
  const head = "tandem: an editor and live kernels side by side, and kernels that go on without a window\n";
  return [head, `${WINDOW}\n${Object.values(COMMANDS).join("")}`, NAME, REST].join("\n");
}
