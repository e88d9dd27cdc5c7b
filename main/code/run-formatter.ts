/** A formatter of the user's own: a program that takes a text on standard input and prints it as it is to be. */
import { spawn } from "node:child_process";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { endChild } from "../../kernel-host/door/processes";
import type { LanguageProgram } from "../../preload/contract/programs";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { UserError } from "../floor/user-error";

/** It is killed after so long, in ms. */
export const FORMATTER_MS = 10_000;
/** What it may print, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** What of its errors is kept, in UTF-16 units. */
const LAST_WORDS = 4_000;

interface Formatted {
  /** Null for a file that was never saved. */
  readonly path: string | null;
  readonly name: string;
  readonly text: string;
}

/**
 * Runs it in the file's folder, without a shell. "{file}" in an argument stands for the file's path.
 * @param limit when it is killed, in ms
 * @throws UserError with a sentence when it cannot be started, fails, takes too long or prints nothing
 */
export function runFormatter(
  { command, args }: Pick<LanguageProgram, "command" | "args">,
  { path, name, text }: Formatted,
  limit = FORMATTER_MS,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      command,
      args.map((each) => each.replaceAll("{file}", path ?? name)),
      {
        cwd: path === null ? homedir() : dirname(path),
        windowsHide: true,
        detached: process.platform !== "win32",
      },
    );
    const pieces: Buffer[] = [];
    let bytes = 0;
    let words = "";
    const fail = (sentence: string) => {
      clearTimeout(timer);
      stop();
      reject(new UserError(sentence));
    };
    const stop = () => {
      if (child.pid === undefined) return;
      if (process.platform === "win32") {
        unawaited("ending a formatter", endChild(child));
        return;
      }
      try {
        // With what it has started itself, which may go on when it has ended.
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // None of them is there any more.
      }
    };
    const timer = setTimeout(
      () =>
        fail(
          t("The formatter {command} took longer than {seconds} s on {name}, and was ended.", {
            command,
            seconds: String(limit / 1000),
            name,
          }),
        ),
      limit,
    );
    child.stdout.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > MOST_BYTES)
        fail(t("The formatter {command} prints without end on {name}.", { command, name }));
      else pieces.push(piece);
    });
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (piece: string) => {
      words = (words + piece).slice(-LAST_WORDS);
    });
    child.on("error", (error: NodeJS.ErrnoException) =>
      fail(
        error.code === "ENOENT"
          ? t("The formatter {command} is not there. Install it, or mend the setting “formatters”.", {
              command,
            })
          : t("The formatter {command} cannot be started: {reason}", { command, reason: error.message }),
      ),
    );
    child.on("close", (code, signal) => {
      const formatted = Buffer.concat(pieces).toString("utf8").replaceAll("\r\n", "\n");
      const said = words.trim().slice(0, 500);
      if (code !== 0)
        fail(
          t("The formatter {command} failed on {name} ({how}): {words}", {
            command,
            name,
            how: signal ?? String(code),
            words: said || t("it said nothing."),
          }),
        );
      else if (formatted.trim() === "" && text.trim() !== "")
        fail(t("The formatter {command} printed nothing for {name}.", { command, name }));
      else {
        clearTimeout(timer);
        resolve(formatted);
      }
    });
    // One that does not read to the end closes its input: what it prints is what counts.
    child.stdin.on("error", () => {});
    child.stdin.end(text);
  });
}
