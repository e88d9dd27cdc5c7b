/** The kernels that come with Tandem: programs of the kernel-host house, run by Electron as Node. */

import { join } from "node:path";
import { HISTORY_FILE } from "../../../kernel-host/door/session-files";
import { t } from "../../../preload/texts/texts";
import { historyFile } from "../../files/history-files";
import type { StartableKernel } from "./startable-kernel";

/** Oldest Python that the plain Python kernel runs on. */
const OLDEST_PYTHON = [3, 8] as const;

/** Where the built-in kernels' programs are, and what runs them. */
export interface BuiltinPrograms {
  /** Electron, or a Node that can load its addons. */
  readonly execPath: string;
  /** Folder with javascript-kernel.js, python-kernel.js and attached-kernel.js; out/kernel-host. */
  readonly folder: string;
  /** Folder of the profile's histories, which they are given. */
  readonly history: string;
}

/** Needs nothing on the machine. */
export function javascriptKernel(programs: BuiltinPrograms): StartableKernel {
  return builtin(programs, {
    id: "javascript",
    displayName: "JavaScript (built in)",
    language: "javascript",
    origin: t("comes with Tandem, runs TypeScript too"),
    argv: ["javascript-kernel.js"],
    env: {},
  });
}

/** Whether the plain Python kernel runs on a version "3.12.4"; one that is not known is tried. */
export function runsPlain(version: string): boolean {
  if (version === "") return true;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

/**
 * The plain Python kernel on an interpreter.
 * @param activation what activating its environment sets, and the conda environment that is to be activated
 */
export function plainPythonKernel(
  programs: BuiltinPrograms,
  python: string,
  names: { readonly displayName: string; readonly origin: string },
  activation: Pick<StartableKernel["launch"], "env" | "conda">,
): StartableKernel {
  return builtin(programs, {
    id: `plain:${python}`,
    ...names,
    language: "python",
    argv: ["python-kernel.js", python],
    ...activation,
  });
}

/** Ids of programs to attach to begin so; what follows is as attached-kernel.js takes it. */
const ATTACHED = "attach:";

/** Whether a kernel's id is that of a program to attach to, which is in no list. */
export const isAttached = (id: string) => id.startsWith(ATTACHED);

/**
 * A Python program that runs outside: its debugger is attached to.
 * @param id "attach:127.0.0.1:5678" (a debugpy that listens there), "attach:server:5678 /here=/there" (with a folder that
 * is another one there), "attach:pid:4711:40123" (a process, and where its debugpy is to listen) or
 * "attach:sub:4712:127.0.0.1:5678" (a process that a debugged one has started, and where that one's debugpy listens)
 */
export function attachedPython(programs: BuiltinPrograms, id: string): StartableKernel {
  const target = id.slice(ATTACHED.length);
  const pid = /^(?:pid|sub):(\d{1,10}):/.exec(target)?.[1];
  const [address = ""] = target.split(" ", 1);
  const displayName =
    pid === undefined ? t("Program at {target}", { target: address }) : t("Process {pid}", { pid });
  return builtin(programs, {
    ...{ id, displayName, language: "python", origin: t("runs outside, attached to") },
    argv: ["attached-kernel.js", target],
    env: {},
  });
}

interface Builtin {
  readonly id: string;
  readonly displayName: string;
  readonly language: string;
  readonly origin: string;
  /** File of the program, and its arguments before the connection file. */
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly conda?: string;
}

function builtin(
  { execPath, folder, history }: BuiltinPrograms,
  { argv, env, conda, language, ...entry }: Builtin,
): StartableKernel {
  const [program, ...args] = argv;
  return {
    entry: { ...entry, language },
    launch: {
      argv: [execPath, join(folder, program), ...args, "{connection_file}"],
      resourceDir: "",
      env: { ...env, ELECTRON_RUN_AS_NODE: "1", [HISTORY_FILE]: historyFile(history, language) },
      ...(conda !== undefined && { conda }),
      interruptMode: "message",
      curve: true,
      language,
    },
  };
}
