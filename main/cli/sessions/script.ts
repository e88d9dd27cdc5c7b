/** What a kernel is sent so that it runs a script: by the file's name its language, and what goes before its text. */
import { basename, dirname, extname } from "node:path";
import { namedKernelOf } from "../../../preload/notebook/named-kernel";
import type { NotebookFile } from "../../../preload/notebook/notebook-file";
import type { StartableKernel } from "../../kernels/discovery/startable-kernel";
import { CommandError, EXIT } from "../terminal/exit-codes";

/** Languages by the endings of their files, as kernelspecs name them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ".py": "python",
  ".ipy": "python",
  ".js": "javascript",
  ".mjs": "javascript",
  ".ts": "typescript",
  ".r": "r",
  ".jl": "julia",
  ".m": "octave",
  ".sh": "bash",
};

export interface Script {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  readonly arguments: readonly string[];
}

/**
 * The kernel for a script.
 * @param wanted its display name, its kernelspec's name, or the beginning of either; undefined: by the file's language
 * @throws CommandError when there is none
 */
export function chooseKernel(
  kernels: readonly StartableKernel[],
  file: string,
  wanted: string | undefined,
): StartableKernel {
  const found = wanted === undefined ? byLanguage(kernels, file) : byName(kernels, wanted.toLowerCase());
  if (found) return found;
  const known = kernels.map(({ entry }) => entry.displayName).join(", ");
  const there = known === "" ? "No kernel was found on this machine." : `There are: ${known}.`;
  if (wanted !== undefined) throw new CommandError(`There is no kernel "${wanted}". ${there}`, EXIT.notFound);
  const language = languageOf(file);
  const sentence = language
    ? `There is no kernel for ${language}, the language of ${basename(file)}.`
    : `${basename(file)} does not tell its language; name a kernel with --kernel.`;
  throw new CommandError(`${sentence} ${there}`, EXIT.notFound);
}

/**
 * The kernel for a notebook: the one that its metadata name, else the first of its language where they name none, or one
 * that stands for any ("python3").
 * @param wanted as `chooseKernel` takes it
 * @throws CommandError when there is none
 */
export function chooseNotebookKernel(
  kernels: readonly StartableKernel[],
  notebook: Pick<NotebookFile, "kernel" | "language">,
  file: string,
  wanted: string | undefined,
): StartableKernel {
  if (wanted !== undefined) return chooseKernel(kernels, file, wanted);
  const language = notebook.language ?? "python";
  const named = notebook.kernel;
  const found =
    named &&
    namedKernelOf(
      named,
      kernels.map(({ entry }) => entry),
    );
  const kernel =
    kernels.find(({ entry }) => entry === found?.entry) ??
    (found && !found.isCommon
      ? undefined
      : kernels.find(({ entry }) => entry.language.toLowerCase() === language));
  if (kernel) return kernel;
  const there = kernels.map(({ entry }) => entry.displayName).join(", ");
  const missing = found && !found.isCommon ? `The kernel "${found.title}"` : `A kernel for ${language}`;
  throw new CommandError(
    `${missing}, which ${basename(file)} wants, is not on this machine. --kernel takes another. There are: ${there}.`,
    EXIT.notFound,
  );
}

function languageOf(file: string): string | undefined {
  return LANGUAGES[extname(file).toLowerCase()];
}

function byLanguage(kernels: readonly StartableKernel[], file: string): StartableKernel | undefined {
  const language = languageOf(file);
  return kernels.find(({ entry }) => language !== undefined && entry.language.toLowerCase() === language);
}

function byName(kernels: readonly StartableKernel[], wanted: string): StartableKernel | undefined {
  const names = ({ entry, launch }: StartableKernel) => [
    entry.id.toLowerCase(),
    entry.displayName.toLowerCase(),
    basename(launch.resourceDir).toLowerCase(),
  ];
  return (
    kernels.find((kernel) => names(kernel).includes(wanted)) ??
    kernels.find((kernel) => names(kernel).some((name) => name !== "" && name.startsWith(wanted)))
  );
}

/**
 * IPython's exit() goes on with what follows it, and takes no code. While the script runs, which is the next cell, it is
 * the one that a script knows; whoever attaches has IPython's again.
 */
const IPYTHON_EXIT = `
if "get_ipython" in globals():
    def _own_exit(shell):
        own = {name: shell.user_ns[name] for name in ("exit", "quit") if name in shell.user_ns}
        shell.user_ns.update(dict.fromkeys(own, sys.exit))
        begun = []
        def begin(*_):
            begun.append(None)
            if len(begun) == 2:
                shell.events.unregister("pre_run_cell", begin)
                shell.user_ns.update({name: own[name] for name in own if shell.user_ns.get(name) is sys.exit})
        shell.events.register("pre_run_cell", begin)
    _own_exit(get_ipython())
    del _own_exit`;

/**
 * Code that makes a kernel ready for a script: its arguments and its folder, as when the language itself runs it.
 * @returns undefined where nothing has to be done
 * @throws CommandError when the language takes no arguments this way
 */
export function preparation(language: string, { file, arguments: args }: Script): string | undefined {
  const argv = JSON.stringify([file, ...args]);
  switch (language.toLowerCase()) {
    case "python":
      return [
        "import sys, warnings",
        // JSON's strings are Python's.
        `sys.argv = ${argv}`,
        `sys.path.insert(0, ${JSON.stringify(dirname(file))})`,
        `__file__ = ${JSON.stringify(file)}`,
        // IPython's advice for people at a prompt, given at each sys.exit().
        'warnings.filterwarnings("ignore", message="To exit: use ")',
        IPYTHON_EXIT,
      ].join("\n");
    case "javascript":
      return `process.argv.splice(1, Infinity, ...${argv});`;
    default:
      if (args.length > 0)
        throw new CommandError(`Scripts in ${language} take no arguments here.`, EXIT.usage);
      return undefined;
  }
}
