/** Errors of the user's code as people read them: with the line they come from, and without our own frames. */
import { inspect } from "node:util";
import type { ErrorInfo } from "../server/kernel-implementation";
import type { Source } from "./script-runner";

/** So many inputs are remembered to show lines of. */
const REMEMBERED_SOURCES = 500;
/** The parts of Node that run our input and our messages; nothing the user has called. */
const OWN_MACHINERY = /[( ]node:(?:internal\/|vm:|async_hooks:)|MessagePort\.|Worker\.emit/;
const RED = "\x1b[31m";
const DIM = "\x1b[2m";
const PLAIN = "\x1b[0m";

export class ErrorReports {
  readonly #sources = new Map<string, Source>();

  /** @param ownFile the file of this program, whose frames are left out */
  constructor(private readonly ownFile: string) {}

  remember(source: Source): void {
    this.#sources.delete(source.filename);
    this.#sources.set(source.filename, source);
    const [oldest] = this.#sources.keys();
    if (this.#sources.size > REMEMBERED_SOURCES && oldest !== undefined) this.#sources.delete(oldest);
  }

  /** Describes anything that was thrown; never throws itself. */
  describe(thrown: unknown): ErrorInfo {
    if (!(thrown instanceof Error)) {
      const evalue = safely(() => inspect(thrown, { depth: 1 }), "a value that cannot be shown");
      return { ename: "Uncaught", evalue, traceback: [`${RED}Uncaught${PLAIN} ${evalue}`] };
    }
    const ename = safely(() => String(thrown.name || thrown.constructor.name), "Error");
    const evalue = safely(() => String(thrown.message), "");
    const shown = safely(() => inspect(thrown, { colors: true }), `${ename}: ${evalue}`);
    const lines = this.#withoutOwnFrames(shown.split("\n"));
    const [head = "", ...rest] = lines;
    // A SyntaxError of the engine shows its line itself.
    const excerpt = head.startsWith(ename) ? this.#excerpt(lines) : [];
    const coloured = head.startsWith(ename) ? `${RED}${ename}${PLAIN}${head.slice(ename.length)}` : head;
    return { ename, evalue, traceback: [...excerpt, coloured, ...rest] };
  }

  #withoutOwnFrames(lines: readonly string[]): string[] {
    const kept: string[] = [];
    for (const line of lines) {
      if (!this.#isOwnFrame(line)) kept.push(line);
      // The properties of an error open their brace behind its last frame.
      else if (stripColours(line).endsWith(" {")) kept.push(`${kept.pop() ?? ""} {`);
    }
    return kept;
  }

  #isOwnFrame(line: string): boolean {
    const frame = stripColours(line);
    if (/^\s+\.\.\. \d+ lines matching cause stack trace \.\.\.$/.test(frame)) return true;
    if (!/^\s+at /.test(frame)) return false;
    return frame.includes(this.ownFile) || OWN_MACHINERY.test(frame);
  }

  /** The line that the innermost frame in the user's input stands on. */
  #excerpt(lines: readonly string[]): string[] {
    for (const line of lines) {
      const frame = stripColours(line);
      const place = /^\s+at /.test(frame) ? /:(\d+):\d+\)?$/.exec(frame) : null;
      const head = frame.slice(0, place?.index);
      const file = head.slice(Math.max(head.lastIndexOf("("), head.indexOf("at ") + 2) + 1);
      const source = place && this.#sources.get(file);
      if (!source) continue;
      const number = Number(place[1]);
      const text = source.code.split("\n")[number - source.line];
      if (text === undefined) continue;
      return [`${DIM}${source.filename}:${number}${PLAIN}`, text, ""];
    }
    return [];
  }
}

function stripColours(text: string): string {
  return text.replace(/\x1b\[\d+m/g, "");
}

function safely(action: () => string, otherwise: string): string {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
