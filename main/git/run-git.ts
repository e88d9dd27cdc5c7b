/**
 * The user's own git as a process: asked without a terminal, within a time, and what it prints is bounded. A repository
 * is somebody's files: nothing that its configuration names is started unless the user asks for what needs it.
 */
import { spawn } from "node:child_process";
import { endChild } from "../../kernel-host/door/processes";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { UserError } from "../floor/user-error";

/** What of its errors is kept, in UTF-16 units. */
const LAST_WORDS = 4_000;

/** No git is on this machine's PATH. */
export class NoGit extends Error {}

export interface GitCall {
  readonly cwd: string;
  /** On its standard input. */
  readonly input?: string;
  /** It is ended after so long, in ms. */
  readonly timeMs: number;
  /** It is ended when it has printed more, in bytes. */
  readonly mostBytes: number;
  /** The user asked for what this does, so the repository's own hooks count. */
  readonly hooks?: boolean;
  /** More of the kind `name=value`, before all others. */
  readonly config?: readonly string[];
}

export interface GitAnswer {
  readonly code: number;
  readonly printed: Buffer;
  /** It printed more than was wanted, and was ended. */
  readonly cut: boolean;
  /** What it said on its standard error. */
  readonly words: string;
}

/** Where it would look for another repository than that of the folder, or ask, or page. */
const NOT_TAKEN_OVER = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_NAMESPACE",
  "GIT_EXTERNAL_DIFF",
  "GIT_TRACE",
];

function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of NOT_TAKEN_OVER) delete env[name];
  return {
    ...env,
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_PAGER: "cat",
    GIT_EDITOR: "true",
    // A name with a star or a colon is a name.
    GIT_LITERAL_PATHSPECS: "1",
    LC_ALL: "C",
  };
}

const NO_HOOKS = process.platform === "win32" ? "NUL" : "/dev/null";

/**
 * Runs git, without a shell.
 * @throws NoGit; UserError when it takes too long
 */
export function runGit(args: readonly string[], call: GitCall): Promise<GitAnswer> {
  const config = [
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.quotePath=false",
    "safe.bareRepository=explicit",
    ...(call.hooks ? [] : [`core.hooksPath=${NO_HOOKS}`]),
    ...(call.config ?? []),
  ].flatMap((one) => ["-c", one]);
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["--no-pager", ...config, ...args], {
      cwd: call.cwd,
      env: environment(),
      windowsHide: true,
      // With all that it starts: a hook that hangs is ended too.
      detached: process.platform !== "win32",
    });
    const pieces: Buffer[] = [];
    let bytes = 0;
    let words = "";
    let ended: "time" | "cut" | undefined;
    const end = (why: "time" | "cut") => {
      ended ??= why;
      try {
        if (process.platform !== "win32" && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        else unawaited("ending git", endChild(child));
      } catch {
        // It is gone.
      }
    };
    const timer = setTimeout(() => end("time"), call.timeMs);
    child.stdout.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > call.mostBytes) end("cut");
      else pieces.push(piece);
    });
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (piece: string) => {
      words = (words + piece).slice(-LAST_WORDS);
    });
    // One that ends early does not read to the end.
    child.stdin.on("error", () => {});
    child.stdin.end(call.input ?? "");
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(error.code === "ENOENT" ? new NoGit() : error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (ended === "time")
        reject(
          new UserError(t("Git took longer than {count} s and was ended.", { count: call.timeMs / 1000 })),
        );
      else resolve({ code: code ?? -1, printed: Buffer.concat(pieces), cut: ended === "cut", words });
    });
  });
}

/** What git said, as a sentence for the user. */
export function gitProblem({ words }: Pick<GitAnswer, "words">): UserError {
  if (words.includes("index.lock"))
    return new UserError(
      t(
        "Another Git command is at work in this repository, or one was ended there (index.lock). Try again when it is done.",
      ),
    );
  if (words.includes("dubious ownership"))
    return new UserError(
      t(
        "This repository belongs to another user, so Git does not use it. Git's setting safe.directory allows it.",
      ),
    );
  if (words.includes("tell me who you are") || words.includes("unable to auto-detect email"))
    return new UserError(
      t("Git does not know who you are: set user.name and user.email, e.g. with git config --global."),
    );
  const said = words.trim().replace(/^(?:fatal|error): /, "");
  return new UserError(
    t("Git could not do it: {reason}", { reason: said === "" ? t("it said nothing") : said }),
  );
}
