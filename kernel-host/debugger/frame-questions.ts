/** What is asked about the frames of a kernel that stands still. What is evaluated at the prompt stands in the log. */
import {
  type DebuggerAnswer,
  type DebuggerStop,
  type DebuggerToHost,
  MOST_RESULT_CHARS,
} from "../../preload/contract/debugging";
import type { Log } from "../log/log";
import type { Pieces } from "./code-pieces";
import { type DapClient, DapError } from "./dap-client";
import {
  completionsBody,
  evaluateBody,
  gotoBody,
  nothing,
  scopesBody,
  setBody,
  variablesBody,
} from "./dap-messages";
import { readStack } from "./read-stop";

const ANSWER_MS = 5_000;
/** What of the kernel's variables hands over those of frames: of its own, or as ipykernel was taught it. */
const VARIABLES =
  '(lambda m: m.get("tandem_kernel.variables.answers") or m["tandem_variables.variables.answers"])(__import__("sys").modules).stopped';
/** A watch that takes longer is told so; what it runs goes on. In ms. */
const WATCH_MS = 5_000;

export type FrameQuestion = Extract<
  DebuggerToHost,
  {
    type:
      | "scopes"
      | "children"
      | "stack"
      | "evaluate"
      | "set"
      | "complete"
      | "restartFrame"
      | "goto"
      | "path";
  }
>;

export interface FrameQuestionsOptions {
  readonly dap: DapClient;
  readonly pieces: Pieces;
  readonly log: Log;
}

export class FrameQuestions {
  /** msg_id of what is being evaluated at the prompt: what is printed meanwhile belongs to it. */
  evaluating: string | undefined;
  #watched = 0;

  constructor(private readonly options: FrameQuestionsOptions) {}

  /** Code of the user's runs in a frame. */
  get runsCode(): boolean {
    return this.evaluating !== undefined || this.#watched > 0;
  }

  /** @throws DapError with a sentence, or what the debugger said */
  async answer(question: FrameQuestion, stop: DebuggerStop, client: string): Promise<DebuggerAnswer> {
    const { dap, pieces } = this.options;
    const { id } = question;
    if (this.evaluating !== undefined) throw new DapError("What was evaluated before has not ended yet.");
    switch (question.type) {
      case "scopes": {
        const { scopes } = await dap.ask("scopes", { frameId: question.frame }, scopesBody, ANSWER_MS);
        const told = scopes.taken.map(({ name, variablesReference, expensive }) => ({
          name,
          reference: variablesReference,
          expensive,
        }));
        return { type: "scopes", id, scopes: told };
      }
      case "children": {
        const args = { variablesReference: question.reference };
        const { variables } = await dap.ask("variables", args, variablesBody, ANSWER_MS);
        const children = variables.taken.map(({ variablesReference, evaluateName, ...rest }) => ({
          ...rest,
          reference: variablesReference,
          ...(evaluateName === undefined ? {} : { evaluateName }),
        }));
        return { type: "children", id, children, left: Math.max(0, variables.total - children.length) };
      }
      case "stack":
        return { type: "stack", id, frames: (await readStack(dap, pieces, question.thread)).frames };
      case "evaluate":
        return question.purpose === "prompt"
          ? await this.#evaluateAtPrompt(question, stop, client)
          : await this.#watch(question);
      case "set": {
        const { reference, name, value } = question;
        await dap.ask("setVariable", { variablesReference: reference, name, value }, setBody, ANSWER_MS);
        return { type: "done", id };
      }
      case "path":
        return { type: "path", id, path: [await this.#pathOf(question)] };
      case "complete":
        return this.#complete(question);
      case "restartFrame":
        await dap.ask("restartFrame", { frameId: question.frame }, nothing, ANSWER_MS);
        return { type: "done", id };
      case "goto":
        return this.#goto(question, stop);
    }
  }

  async #pathOf({ frame, expression }: Extract<FrameQuestion, { type: "path" }>): Promise<string> {
    const code =
      expression === undefined
        ? `${VARIABLES}.stand(${frame}, locals())`
        : `${VARIABLES}.take((${expression}\n))`;
    this.#watched++;
    try {
      const { result } = await this.options.dap.ask(
        "evaluate",
        { expression: code, frameId: frame, context: "repl" },
        evaluateBody,
        WATCH_MS,
      );
      return expression === undefined ? `f:${frame}` : `t:${result}`.slice(0, 100);
    } finally {
      this.#watched--;
    }
  }

  async #watch({ id, frame, expression, purpose }: Extract<FrameQuestion, { type: "evaluate" }>) {
    this.#watched++;
    const context = purpose === "hover" ? "hover" : "watch";
    try {
      const said = await this.options.dap.ask(
        "evaluate",
        { expression, frameId: frame, context },
        evaluateBody,
        WATCH_MS,
      );
      return { type: "value", id, value: valueOf(expression, said) } as const;
    } finally {
      this.#watched--;
    }
  }

  async #evaluateAtPrompt(
    { id, frame, expression }: Extract<FrameQuestion, { type: "evaluate" }>,
    { frames }: DebuggerStop,
    client: string,
  ): Promise<DebuggerAnswer> {
    const { log, dap } = this.options;
    const at = frames.find((one) => one.id === frame);
    const place = at ? { name: at.name, file: at.file, line: at.line } : { name: "", file: null, line: 0 };
    if (log.knows(id)) throw new DapError("A request with this id was sent before.");
    log.append({ kind: "request", msgId: id, client, code: expression, frame: place });
    log.append({ kind: "request_sent", msgId: id });
    this.evaluating = id;
    const message = {
      kind: "message",
      socket: "iopub",
      parent: id,
      foreign: false,
      msgId: `${id}-r`,
    } as const;
    try {
      const said = await dap.ask(
        "evaluate",
        { expression, frameId: frame, context: "repl" },
        evaluateBody,
        null,
      );
      if (said.result !== "")
        log.append({
          ...message,
          msgType: "execute_result",
          content: { data: { "text/plain": said.result }, metadata: {} },
        });
      log.append({ kind: "request_end", msgId: id, status: "ok" });
      return { type: "value", id, value: valueOf(expression, said) };
    } catch (error) {
      if (!(error instanceof DapError)) throw error;
      const traceback = error.message.trimEnd().split("\n");
      const last = traceback.at(-1) ?? "";
      const [ename = last, ...rest] = last.split(": ");
      log.append({ ...message, msgType: "error", content: { ename, evalue: rest.join(": "), traceback } });
      log.append({ kind: "request_end", msgId: id, status: "error" });
      return { type: "done", id };
    } finally {
      this.evaluating = undefined;
    }
  }

  async #complete({ id, frame, text, cursor }: Extract<FrameQuestion, { type: "complete" }>) {
    const before = text.slice(0, cursor);
    const lines = before.split("\n");
    const args = { frameId: frame, text, line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
    const { targets } = await this.options.dap.ask("completions", args, completionsBody, ANSWER_MS);
    let word = 0;
    while (word < before.length && isWordEnd(before[before.length - 1 - word] as string)) word++;
    const matches = targets.taken.map(({ label, text: inserted }) => inserted || label);
    return { type: "completions", id, matches, start: cursor - word } as const;
  }

  async #goto({ id, file, line }: Extract<FrameQuestion, { type: "goto" }>, { thread }: DebuggerStop) {
    const { dap, pieces } = this.options;
    const piece = pieces.of(file).find(({ path, origin }) => {
      const lines = origin?.lines;
      return path !== undefined && lines !== undefined && line >= lines[0] && line <= lines[1];
    });
    const source = { path: piece?.path ?? file };
    const at = piece?.origin ? line - piece.origin.lines[0] + 1 : line;
    const { targets } = await dap.ask("gotoTargets", { source, line: at }, gotoBody, ANSWER_MS);
    const [target] = targets.taken;
    if (!target) throw new DapError("The next statement cannot be set there.");
    await dap.ask("goto", { threadId: thread, targetId: target.id }, nothing, ANSWER_MS);
    return { type: "done", id } as const;
  }
}

function valueOf(
  expression: string,
  { result, type, variablesReference }: { result: string; type: string; variablesReference: number },
) {
  return {
    name: expression.slice(0, 500),
    value: result.slice(0, MOST_RESULT_CHARS),
    type,
    reference: variablesReference,
  };
}

const isWordEnd = (character: string) => /[\p{ID_Continue}\uD800-\uDFFF]/u.test(character);
