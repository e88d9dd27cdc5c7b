/** What the command line asks for. Pure. */
import { parseArgs } from "node:util";
import { CommandError, EXIT } from "./exit-codes";

export type Command =
  | { readonly name: "help" /** The command that it is about. */; readonly of?: CommandName }
  | { readonly name: "version" }
  | { readonly name: "sessions"; readonly json: boolean }
  | { readonly name: "attach"; readonly session: string }
  | {
      readonly name: "log";
      readonly session: string;
      /** Number of the first record that is wanted, from 1. */
      readonly from: number;
      readonly follow: boolean;
      readonly json: boolean;
    }
  | {
      readonly name: "run";
      readonly file: string;
      readonly kernel: string | undefined;
      readonly sessionName: string | undefined;
      readonly detach: boolean;
      /** Parameters of a notebook, "alpha=0.6". */
      readonly set: readonly string[];
      /** Where a report of the notebook is written. */
      readonly html: string | undefined;
      readonly arguments: readonly string[];
    }
  | { readonly name: "convert"; readonly from: string; readonly to: string; readonly force: boolean }
  | {
      readonly name: "diff";
      readonly from: string;
      readonly to: string;
      /** What both are called in Git; null for two files. */
      readonly title: string | null;
      readonly forGit: boolean;
      readonly withOutputs: boolean;
    }
  | { readonly name: "stop"; readonly session: string };

export interface Arguments {
  readonly command: Command;
  /** Folder of the profile, where one was named. */
  readonly userDataDir: string | undefined;
}

const COMMANDS = ["sessions", "attach", "log", "run", "convert", "diff", "stop"] as const;
export type CommandName = (typeof COMMANDS)[number];

const everywhere = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  "user-data-dir": { type: "string" },
} as const;

const own = {
  sessions: { json: { type: "boolean" } },
  attach: {},
  log: { json: { type: "boolean" }, follow: { type: "boolean", short: "f" }, from: { type: "string" } },
  run: {
    kernel: { type: "string" },
    name: { type: "string" },
    detach: { type: "boolean" },
    set: { type: "string", multiple: true },
    html: { type: "string" },
  },
  convert: { force: { type: "boolean" } },
  diff: { "no-outputs": { type: "boolean" } },
  stop: {},
} as const;

/**
 * Reads the arguments that follow the program's name.
 * @throws CommandError when they make no sense
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const at = argv.findIndex((argument, i) => !argument.startsWith("-") && argv[i - 1] !== "--user-data-dir");
  const name = at === -1 ? undefined : argv[at];
  const before = parse(argv.slice(0, at === -1 ? argv.length : at), {}).values;
  const folder = before["user-data-dir"];
  if (before.version) return { command: { name: "version" }, userDataDir: folder };
  if (before.help || name === undefined || name === "help") {
    if (!before.help && name === undefined) throw usage("No command was given.");
    const of = name === "help" ? argv[at + 1] : name;
    const command = { name: "help", ...(of !== undefined && isCommand(of) && { of }) } as const;
    return { command, userDataDir: folder };
  }
  if (!isCommand(name)) throw usage(`There is no command "${name}".`);

  const rest = argv.slice(at + 1);
  // What follows the script belongs to the script.
  const end = name === "run" ? scriptAt(rest) : rest.length;
  const parsed = parse(rest.slice(0, end), own[name]);
  const values: Values = { ...before, ...parsed.values };
  const command: Command = values.help
    ? { name: "help", of: name }
    : values.version
      ? { name: "version" }
      : commandOf(name, values, [...parsed.positionals, ...rest.slice(end)]);
  return { command, userDataDir: values["user-data-dir"] };
}

interface Values {
  readonly help?: boolean;
  readonly version?: boolean;
  readonly "user-data-dir"?: string;
  readonly json?: boolean;
  readonly follow?: boolean;
  readonly from?: string;
  readonly kernel?: string;
  readonly name?: string;
  readonly detach?: boolean;
  readonly set?: string[];
  readonly html?: string;
  readonly force?: boolean;
  readonly "no-outputs"?: boolean;
}

function parse(args: readonly string[], options: (typeof own)[CommandName] | Record<never, never>) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...everywhere, ...options },
      allowPositionals: true,
    });
    if (values["user-data-dir"] === "") throw usage("--user-data-dir needs a folder.");
    return { values: values as Values, positionals };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    // Node's words end with advice for programmers.
    throw usage(`${(error as Error).message.split(/\n|\. /)[0]?.replace(/\.$/, "")}.`);
  }
}

function commandOf(name: CommandName, values: Values, positionals: readonly string[]): Command {
  const json = values.json ?? false;
  const [first, ...more] = positionals;
  if (name === "run") {
    if (first === undefined) throw usage("run needs a file.");
    const { kernel, name: sessionName, detach = false, html } = values;
    return { name, file: first, kernel, sessionName, detach, set: values.set ?? [], html, arguments: more };
  }
  if (name === "convert") {
    const [to, unknown] = more;
    if (first === undefined || to === undefined || unknown !== undefined)
      throw usage("convert needs two files: the one to read, and the one to write.");
    return { name, from: first, to, force: values.force ?? false };
  }
  if (name === "diff") return diffOf(positionals, values["no-outputs"] !== true);
  if (name === "sessions") {
    if (first !== undefined) throw usage(`sessions takes no "${first}".`);
    return { name, json };
  }
  if (first === undefined)
    throw usage(`${name} needs the name or id of a session; "tandem sessions" lists them.`);
  if (more.length > 0) throw usage(`${name} takes one session; put a name with spaces in quotes.`);
  if (name === "log")
    return { name, session: first, json, follow: values.follow ?? false, from: numberOf(values.from) };
  return { name, session: first };
}

/** Git gives its driver path, old file, its sum and mode, new file, its sum and mode, and more where it was renamed. */
const GIT_ARGUMENTS = 7;

function diffOf(files: readonly string[], withOutputs: boolean): Command {
  const [first, second, , , fifth] = files;
  if (files.length >= GIT_ARGUMENTS && second !== undefined && fifth !== undefined)
    return { name: "diff", from: second, to: fifth, title: first ?? null, forGit: true, withOutputs };
  if (first === undefined || second === undefined || files.length > 2)
    throw usage("diff needs two notebooks.");
  return { name: "diff", from: first, to: second, title: null, forGit: false, withOutputs };
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < 1)
    throw usage(`--from needs the number of a record, 1 or more, not "${text}".`);
  return number;
}

/** Where the script's name stands among the arguments of `run`, or their end. */
function scriptAt(args: readonly string[]): number {
  const withValue = new Set(["--kernel", "--name", "--set", "--html", "--user-data-dir"]);
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as string;
    if (argument === "--") return i + 1;
    // A notebook has no arguments of its own: options may stand behind it.
    if (!argument.startsWith("-")) return argument.toLowerCase().endsWith(".ipynb") ? args.length : i;
    if (withValue.has(argument)) i++;
  }
  return args.length;
}

function isCommand(name: string): name is CommandName {
  return (COMMANDS as readonly string[]).includes(name);
}

function usage(sentence: string): CommandError {
  return new CommandError(`${sentence} "tandem --help" tells more.`, EXIT.usage);
}
