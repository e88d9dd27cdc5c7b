/** What of the breakpoints a kernel's debugger has: sent where it is other than before, and what was said of each. */
import path from "node:path";
import type { BreakpointSet, BreakpointState, FunctionState } from "../../preload/contract/debugging";
import { NO_CODE, piecesToName, planBreakpoints, stopsAnywhere } from "./breakpoint-plan";
import type { Pieces } from "./code-pieces";
import type { DapClient } from "./dap-client";
import { breakpointsBody, dumpBody, nothing } from "./dap-messages";

const ANSWER_MS = 5_000;

/** Where code begins that is to stop at once. */
export interface First {
  readonly path?: string;
  /** Line of `path` that is its first one; absent: 1. */
  readonly from?: number;
  readonly lines: readonly string[];
}

export class BreakpointSync {
  /** The debugger has breakpoints. */
  armed = false;
  /** It has one for the next stop alone. */
  forOnce = false;
  /** The kernel has names of its own for what is run; else it is the file's, with its lines. */
  ownNames = true;
  states: readonly BreakpointState[] = [];
  functions: readonly FunctionState[] = [];
  /** What each name has, as JSON. */
  readonly #sent = new Map<string, string>();
  #sentFunctions = "[]";
  #sentExceptions = "";
  /** One after another. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly dap: DapClient,
    private readonly pieces: Pieces,
  ) {}

  /** Gives it those breakpoints. @throws DapError */
  arm(set: BreakpointSet, first?: First): Promise<void> {
    return this.#next(() => this.#arm(set, first));
  }

  /** Resolves once it has what it was to be given. */
  get settled(): Promise<void> {
    return this.#turn;
  }

  /** Takes all of them back. @throws DapError */
  disarm(): Promise<void> {
    return this.#next(async () => {
      for (const source of [...this.#sent.keys()]) await this.#send(source, []);
      await this.#sendOthers({ functions: [], exceptions: NONE });
      this.armed = false;
    });
  }

  /** The debugger that had them is gone. */
  forget(): void {
    this.armed = false;
    this.#sent.clear();
    this.#sentFunctions = "[]";
    this.#sentExceptions = "";
    this.states = [];
    this.functions = [];
  }

  #next(act: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #arm(set: BreakpointSet, first: First | undefined): Promise<void> {
    for (const piece of this.ownNames ? piecesToName(set, this.pieces) : []) {
      const { sourcePath } = await this.dap.ask("dumpCell", { code: piece.code }, dumpBody, ANSWER_MS);
      this.pieces.name(piece, sourcePath);
    }
    const { sources, lost } = planBreakpoints(set, this.pieces, path.isAbsolute, this.ownNames);
    const said = new Map<string, BreakpointState>();
    for (const state of lost) said.set(keyOf(state), state);
    const isLost = new Set(said.keys());
    for (const { path: source, breakpoints, wanted } of sources) {
      const answers = await this.#send(source, breakpoints);
      wanted.forEach(({ file, breakpoint: { line } }, at) => {
        const answer = answers?.[at];
        const key = keyOf({ file, line });
        // A debugger says of a file that it has not read what it is told.
        if (!answer || said.get(key)?.verified || isLost.has(key)) return;
        if (answer.verified) said.set(key, { file, line, verified: true });
        else if (!said.has(key))
          said.set(key, { file, line, verified: false, reason: answer.message || NO_CODE });
      });
    }
    const planned = new Set(sources.map(({ path: source }) => source));
    for (const source of [...this.#sent.keys()]) if (!planned.has(source)) await this.#send(source, []);
    if (first) this.forOnce = true;
    if (first?.path !== undefined)
      await this.#send(first.path, [{ line: firstLine(first.lines) + (first.from ?? 1) - 1 }]);
    await this.#sendOthers(set);
    this.states = [...said.values()];
    this.armed = stopsAnywhere(set) || first !== undefined;
  }

  /** @returns what was said of each; of what it has already what was said then */
  async #send(source: string, breakpoints: readonly { line: number }[]) {
    const text = JSON.stringify(breakpoints);
    const known = this.#said.get(source);
    if (this.#sent.get(source) === text && known) return known;
    const args = { source: { path: source }, breakpoints: [...breakpoints], sourceModified: false };
    const { breakpoints: said } = await this.dap.ask("setBreakpoints", args, breakpointsBody, ANSWER_MS);
    if (breakpoints.length === 0) {
      this.#sent.delete(source);
      this.#said.delete(source);
    } else {
      this.#sent.set(source, text);
      this.#said.set(source, said.taken);
    }
    return said.taken;
  }
  readonly #said = new Map<string, readonly { verified: boolean; message?: string | undefined }[]>();

  async #sendFunctions(wanted: { name: string; condition?: string }[]): Promise<FunctionState[]> {
    const args = { breakpoints: wanted };
    const { breakpoints } = await this.dap.ask("setFunctionBreakpoints", args, breakpointsBody, ANSWER_MS);
    return wanted.flatMap(({ name }, at) => {
      const said = breakpoints.taken[at];
      if (!said) return [];
      const { verified, message } = said;
      return [{ name, verified, ...(verified || !message ? {} : { reason: message }) }];
    });
  }

  async #sendOthers({
    functions,
    exceptions,
  }: Pick<BreakpointSet, "functions" | "exceptions">): Promise<void> {
    const enabled = functions
      .filter((one) => one.enabled)
      .map(({ name, condition }) => ({ name, ...(condition ? { condition } : {}) }));
    const functionsText = JSON.stringify(enabled);
    if (functionsText !== this.#sentFunctions) this.functions = await this.#sendFunctions(enabled);
    this.#sentFunctions = functionsText;
    const exceptionsText = JSON.stringify(exceptions);
    if (exceptionsText !== this.#sentExceptions)
      await this.dap.ask("setExceptionBreakpoints", exceptionArguments(exceptions), nothing, ANSWER_MS);
    this.#sentExceptions = exceptionsText;
  }
}

const NONE: BreakpointSet["exceptions"] = { raised: false, uncaught: false, userUncaught: false, names: [] };
const keyOf = ({ file, line }: { readonly file: string; readonly line: number }) => `${line}\n${file}`;

/** debugpy's filters; with names only exceptions of these stop. */
function exceptionArguments({ raised, uncaught, userUncaught, names }: BreakpointSet["exceptions"]) {
  const filters = [
    ...(raised ? ["raised"] : []),
    ...(uncaught ? ["uncaught"] : []),
    // A kernel catches whatever its cells raise: what nobody catches leaves the user's code to it.
    ...(userUncaught || uncaught ? ["userUnhandled"] : []),
  ];
  if (names.length === 0 || filters.length === 0) return { filters };
  const breakMode: "always" | "userUnhandled" = raised ? "always" : "userUnhandled";
  const path = [{ names: ["Python Exceptions"] }, { names: [...names] }];
  return { filters: [], exceptionOptions: [{ path, breakMode }] };
}

/** The first line, from 1, that is neither empty nor a comment. */
function firstLine(lines: readonly string[]): number {
  const at = lines.findIndex((line) => {
    const text = line.trim();
    return text !== "" && !text.startsWith("#") && !text.startsWith("//");
  });
  return Math.max(0, at) + 1;
}
