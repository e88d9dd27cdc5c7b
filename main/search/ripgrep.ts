/** ripgrep as a process: what it prints is read line by line, and it can be ended at any time. */
import { spawn } from "node:child_process";

/** A longer line of its is passed over: it is of a file without lines. In bytes. */
const MOST_LINE = 8 * 1024 * 1024;
/** What of its errors is kept, in UTF-16 units. */
const LAST_WORDS = 16_000;

export interface Ended {
  /** 0: found, 1: nothing found, 2: some or all could not be done; null: it was ended. */
  readonly code: number | null;
  readonly words: string;
  /** How many lines were too long to be read. */
  readonly tooLong: number;
}

export interface Running {
  readonly ended: Promise<Ended>;
  stop(): void;
}

interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** On its standard input. */
  readonly input?: string;
  /** What ends a line of its. */
  readonly separator?: "\n" | "\0";
  readonly onLine: (line: string) => void;
}

/** Starts it, without a shell. */
export function run({ program, args, cwd, input, separator = "\n", onLine }: Run): Running {
  const child = spawn(program, args, { cwd, windowsHide: true });
  const end = separator.charCodeAt(0);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let tooLong = 0;
  let words = "";
  const take = (piece: Buffer) => {
    if (heldBytes <= MOST_LINE) {
      held.push(piece);
      heldBytes += piece.length;
      if (heldBytes > MOST_LINE) {
        held = [];
        tooLong++;
      }
    }
  };
  child.stdout.on("data", (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      take(chunk.subarray(from, at));
      if (heldBytes <= MOST_LINE) onLine(Buffer.concat(held).toString("utf8"));
      held = [];
      heldBytes = 0;
      from = at + 1;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  });
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (piece: string) => {
    words = (words + piece).slice(-LAST_WORDS);
  });
  // One that ends early does not read to the end.
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, words, tooLong }));
  });
  return { ended, stop: () => child.kill("SIGKILL") };
}
