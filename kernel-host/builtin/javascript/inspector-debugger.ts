/**
 * The debugger of the JavaScript kernel: requests of the Debug Adapter Protocol, answered by V8's inspector of the user's
 * thread from the server's, which goes on while that stands still.
 */
import { type Debugger, type Runtime, Session } from "node:inspector";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Json } from "../../wire/message";
import { conditionOf } from "./breakpoint-condition";
import { CaughtExceptions, type ScriptPlace } from "./caught-exceptions";
import { exceptionText } from "./remote-values";
import { type Frame, StoppedFrames } from "./stopped-frames";

const THREAD = 1;
const CAPABILITIES = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsFunctionBreakpoints: true,
  supportsSetVariable: true,
  supportsCompletionsRequest: true,
  supportsEvaluateForHovers: true,
  supportsExceptionInfoRequest: true,
};
const STEPS: Readonly<Record<string, string>> = {
  continue: "Debugger.resume",
  next: "Debugger.stepOver",
  stepIn: "Debugger.stepInto",
  stepOut: "Debugger.stepOut",
};

export interface InspectorDebuggerOptions {
  /** File of the kernel's own program: its frames are nobody's business. */
  readonly program: string;
  /** An event of DAP. */
  readonly publish: (event: Json) => void;
}

type Paused = Debugger.PausedEventDataType;

/** So many callers that wait for a promise are looked at for a `catch`. */
const ASYNC_DEPTH = 16;

const isException = ({ reason }: Paused) => reason === "exception" || reason === "promiseRejection";

export class InspectorDebugger {
  #session: Session | undefined;
  #paused: Paused | undefined;
  #frames: StoppedFrames | undefined;
  /** It was told to step, and what it steps through has not ended. */
  #stepping = false;
  #nextBreakpoint = 1;
  /** V8's breakpoints, by the source that they are of; those on functions by "". */
  readonly #breakpoints = new Map<string, string[]>();
  /** Where scripts are from and begin, by V8's number for each: frames say no more. */
  readonly #scripts = new Map<string, Omit<Debugger.ScriptParsedEventDataType, "scriptId">>();
  /** Only what the user's own code does not catch stops. */
  #uncaughtOnly = false;
  readonly #caught = new CaughtExceptions(async (scriptId) => {
    const { scriptSource } = await this.#post<Debugger.GetScriptSourceReturnType>(
      "Debugger.getScriptSource",
      { scriptId },
    );
    const { startLine = 0, startColumn = 0 } = this.#scripts.get(scriptId) ?? {};
    return { source: scriptSource, startLine, startColumn };
  });
  /** Names of exceptions where not all of them stop. */
  #exceptionNames: ReadonlySet<string> | undefined;

  constructor(private readonly options: InspectorDebuggerOptions) {}

  /** Answers the content of a debug_request with that of its debug_reply. */
  async request(content: Json): Promise<Json> {
    const { command, arguments: given } = content;
    const name = typeof command === "string" ? command : "";
    const head = { type: "response", command: name, request_seq: content["seq"] };
    try {
      const args = (typeof given === "object" && given !== null ? given : {}) as Json;
      return { ...head, success: true, body: await this.#answer(name, args) };
    } catch (error) {
      return { ...head, success: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What ran has ended: what runs next is not stepped through. */
  runEnded(): void {
    this.#stepping = false;
  }

  async #answer(command: string, args: Json): Promise<Json> {
    const step = STEPS[command];
    if (step !== undefined) {
      this.#there();
      this.#stepping = command !== "continue";
      await this.#post(step);
      return { allThreadsContinued: true };
    }
    switch (command) {
      case "debugInfo":
        return { isStarted: this.#session !== undefined, stoppedThreads: this.#paused ? [THREAD] : [] };
      case "initialize":
        return CAPABILITIES;
      case "attach":
        await this.#attach(args["justMyCode"] !== false);
        return {};
      case "configurationDone":
        return {};
      case "setBreakpoints":
        return { breakpoints: await this.#setBreakpoints(args) };
      case "setFunctionBreakpoints":
        return { breakpoints: await this.#setFunctionBreakpoints(args) };
      case "setExceptionBreakpoints":
        await this.#setExceptions(args);
        return {};
      case "threads":
        return { threads: [{ id: THREAD, name: "main" }] };
      case "pause":
        await this.#post("Debugger.pause");
        return {};
      case "exceptionInfo":
        return this.#exception();
      case "disconnect":
        this.#detach();
        return {};
      default:
        return this.#there().answer(command, args);
    }
  }

  #there(): StoppedFrames {
    if (!this.#frames) throw new Error("The kernel does not stand still.");
    return this.#frames;
  }

  async #attach(justMyCode: boolean): Promise<void> {
    if (this.#session) return;
    const session = new Session();
    session.connectToMainThread();
    this.#session = session;
    session.on("Debugger.scriptParsed", ({ params: { scriptId, ...script } }) =>
      this.#scripts.set(scriptId, script),
    );
    session.on("Debugger.paused", ({ params }) => {
      this.#onPaused(params).catch((error: unknown) => console.error("a pause:", error));
    });
    session.on("Debugger.resumed", () => this.#onResumed());
    await this.#post("Debugger.enable");
    const own = ["^node:", patternOf(this.options.program)];
    await this.#post("Debugger.setBlackboxPatterns", {
      patterns: justMyCode ? [...own, "/node_modules/"] : own,
    });
  }

  #detach(): void {
    // What stands still goes on.
    this.#session?.disconnect();
    this.#session = undefined;
    this.#breakpoints.clear();
    this.#scripts.clear();
    this.#onResumed();
  }

  async #onPaused(paused: Paused): Promise<void> {
    const frames = this.#userFrames(paused.callFrames);
    const isStep =
      paused.reason === "step" || (paused.reason === "other" && paused.hitBreakpoints?.length === 0);
    const isMeant =
      frames.length > 0 &&
      (paused.reason !== "step" || this.#stepping) &&
      (!isException(paused) || (this.#isMeant(paused) && !(await this.#isCaught(paused, frames))));
    if (!isMeant) {
      this.#post("Debugger.resume").catch(() => {});
      return;
    }
    const reason = isException(paused)
      ? "exception"
      : (paused.hitBreakpoints?.length ?? 0) > 0
        ? "breakpoint"
        : isStep && this.#stepping
          ? "step"
          : "pause";
    this.#paused = paused;
    this.#frames = new StoppedFrames(frames, (method, parameters) => this.#post(method, parameters));
    this.options.publish({
      type: "event",
      event: "stopped",
      body: { reason, threadId: THREAD, allThreadsStopped: true },
    });
  }

  #onResumed(): void {
    if (!this.#paused) return;
    this.#paused = undefined;
    this.#frames = undefined;
    this.options.publish({ type: "event", event: "continued", body: { threadId: THREAD } });
  }

  #isMeant({ data }: Paused): boolean {
    if (!this.#exceptionNames) return true;
    const { className = "", description = "" } = (data ?? {}) as { className?: string; description?: string };
    const [head = ""] = description.split(":", 1);
    return this.#exceptionNames.has(className) || this.#exceptionNames.has(head);
  }

  /** Whether the user's code does, where only what it does not catch is meant. */
  async #isCaught({ data, asyncStackTrace }: Paused, frames: readonly Frame[]): Promise<boolean> {
    if (!this.#uncaughtOnly || (data as { uncaught?: boolean } | undefined)?.uncaught === true) return false;
    const places: ScriptPlace[] = frames.map(({ call }) => call.location);
    // The kernel waits for the cell, and catches what it throws.
    const isKernels = ({ url }: { readonly url: string }) =>
      url === "" || url.startsWith("node:") || pathOf(url) === this.options.program;
    for (let waiting = asyncStackTrace; waiting; waiting = waiting.parent)
      places.push(...waiting.callFrames.filter((frame) => !isKernels(frame)));
    return this.#caught.catches(places);
  }

  /** All above the kernel's own, which has called them. */
  #userFrames(callFrames: readonly Debugger.CallFrame[]): Frame[] {
    const all = callFrames.map((call) => ({
      call,
      url: this.#scripts.get(call.location.scriptId)?.url ?? "",
    }));
    const own = all.findIndex(({ url }) => pathOf(url) === this.options.program || url === "node:vm");
    const users = own < 0 ? all : all.slice(0, own);
    return users
      .filter(({ url }) => url !== "")
      .map(({ call, url }, at, { length }) => ({
        call,
        name: call.functionName || (at === length - 1 && own >= 0 ? "<module>" : "<anonymous>"),
        path: pathOf(url),
      }));
  }

  async #setBreakpoints({ source, breakpoints }: Json): Promise<Json[]> {
    const file = String((source as Json | undefined)?.["path"] ?? "");
    await this.#clear(file);
    const ids: string[] = [];
    const said: Json[] = [];
    for (const wanted of Array.isArray(breakpoints) ? (breakpoints as Json[]) : []) {
      try {
        const condition = conditionOf(wanted, this.#nextBreakpoint++);
        const { breakpointId } = await this.#post<Debugger.SetBreakpointByUrlReturnType>(
          "Debugger.setBreakpointByUrl",
          {
            urlRegex: patternOf(file),
            lineNumber: Number(wanted["line"]) - 1,
            columnNumber: 0,
            ...(condition && { condition }),
          },
        );
        ids.push(breakpointId);
        said.push({ verified: true });
      } catch (error) {
        said.push({ verified: false, message: error instanceof Error ? error.message : String(error) });
      }
    }
    this.#breakpoints.set(file, ids);
    return said;
  }

  /** On what the names stand for now. */
  async #setFunctionBreakpoints({ breakpoints }: Json): Promise<Json[]> {
    await this.#clear("");
    const ids: string[] = [];
    const said: Json[] = [];
    for (const { name, condition } of Array.isArray(breakpoints) ? (breakpoints as Json[]) : []) {
      const expression = String(name);
      const found = await this.#post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
        expression: `(${expression}\n)`,
        throwOnSideEffect: true,
        silent: true,
      });
      const { objectId, type } = found.result;
      if (found.exceptionDetails || type !== "function" || objectId === undefined) {
        said.push({ verified: false, message: `${expression} is no function.` });
        continue;
      }
      const { breakpointId } = await this.#post<{ breakpointId: string }>(
        "Debugger.setBreakpointOnFunctionCall",
        { objectId, ...(typeof condition === "string" && condition !== "" && { condition }) },
      );
      ids.push(breakpointId);
      said.push({ verified: true });
    }
    this.#breakpoints.set("", ids);
    return said;
  }

  async #clear(source: string): Promise<void> {
    for (const breakpointId of this.#breakpoints.get(source) ?? [])
      await this.#post("Debugger.removeBreakpoint", { breakpointId });
    this.#breakpoints.delete(source);
  }

  async #setExceptions({ filters, exceptionOptions }: Json): Promise<void> {
    const [option] = Array.isArray(exceptionOptions) ? (exceptionOptions as Json[]) : [];
    const kinds = option?.["path"] as { names?: string[] }[] | undefined;
    this.#exceptionNames = option ? new Set(kinds?.at(-1)?.names ?? []) : undefined;
    const wanted = Array.isArray(filters) ? filters : [];
    const all = wanted.includes("raised") || option?.["breakMode"] === "always";
    const any = all || wanted.length > 0 || option !== undefined;
    this.#uncaughtOnly = any && !all;
    // Who waits for what is thrown may catch it; to know it costs time with each promise.
    await this.#post("Debugger.setAsyncCallStackDepth", { maxDepth: this.#uncaughtOnly ? ASYNC_DEPTH : 0 });
    await this.#post("Debugger.setPauseOnExceptions", { state: any ? "all" : "none" });
  }

  #exception(): Json {
    const data = this.#paused?.data as Runtime.RemoteObject | undefined;
    if (!data) throw new Error("There is no exception.");
    const text = exceptionText({ exception: data } as Runtime.ExceptionDetails);
    const [first = ""] = text.split("\n", 1);
    const [name = "", ...rest] = first.split(": ");
    return { exceptionId: name, description: rest.join(": ") };
  }

  #post<T = unknown>(method: string, parameters: object = {}): Promise<T> {
    const session = this.#session;
    if (!session) return Promise.reject(new Error("The debugger was not started."));
    return new Promise((resolve, reject) => {
      session.post(method, parameters, (error, result) => {
        if (error) reject(new Error(error.message));
        else resolve(result as T);
      });
    });
  }
}

/** The file of a script; what was typed into the shell ("In [3]") is in none. */
function pathOf(url: string): string {
  if (url.startsWith("file:")) return fileURLToPath(url);
  return /^In \[\d+\]$/.test(url) ? `<${url}>` : url;
}

/** Of scripts from this file, which Node names by its path or by its URL; or of the text of that name. */
function patternOf(name: string): string {
  const names = path.isAbsolute(name) ? [name, pathToFileURL(name).href] : [name];
  return `^(?:${names.map(escaped).join("|")})$`;
}

/** For a regular expression of V8's. */
const escaped = (text: string) =>
  text
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
