/**
 * Standing in an error that has ended: a silent request has the kernel's debugger suspend in that error's frames, so that
 * all that is asked of a stop can be asked of them. What it runs is a file of the plain Python kernel's, for ipykernel too.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { type DebuggerStop, pastException } from "../../preload/contract/debugging";
import type { Json } from "../wire/message";
import { type DapClient, DapError } from "./dap-client";
import { evaluateBody } from "./dap-messages";

const ANSWER_MS = 5_000;
/** Beside the host's own program. */
const FILE = path.join(__dirname, "python", "tandem_kernel", "post_mortem.py");
const SESSION = "__import__('sys').modules['_tandem_post_mortem'].session";

const told = v.object({
  exceptions: v.pipe(v.array(pastException), v.maxLength(50)),
  exception: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

let code: string | undefined;

/** Content of the execute_request. */
export function postMortemContent(): Json {
  if (code === undefined) {
    const text = JSON.stringify(readFileSync(FILE, "utf8"));
    // One expression, so that no name is left; JSON's texts are Python's too.
    code = `(lambda module: (exec(compile(${text}, "<tandem post_mortem>", "exec"), module.__dict__), module.stand(module)))(__import__("types").ModuleType("_tandem_post_mortem")) and None`;
  }
  return {
    code,
    silent: true,
    store_history: false,
    user_expressions: {},
    allow_stdin: true,
    stop_on_error: true,
  };
}

/** The stop with its exceptions. What cannot be had of them is left out. */
export async function withExceptions(dap: DapClient, stop: DebuggerStop): Promise<DebuggerStop> {
  const asked: DebuggerStop = { ...stop, reason: "post-mortem" };
  const [frame] = stop.frames;
  if (!frame) return asked;
  try {
    const { result } = await dap.ask(
      "evaluate",
      { expression: `${SESSION}.told()`, frameId: frame.id, context: "repl" },
      evaluateBody,
      ANSWER_MS,
    );
    const { exceptions, exception } = v.parse(told, JSON.parse(result));
    const text = exceptions[exception]?.text;
    return { ...asked, ...(text === undefined ? {} : { text }), exceptions, exception };
  } catch (error) {
    console.error("the errors that can be looked at:", error);
    return asked;
  }
}

/** Has another one of the exceptions be stood in once the kernel goes on. @throws DapError with a sentence */
export async function chooseException(dap: DapClient, stop: DebuggerStop, exception: number): Promise<void> {
  const [frame] = stop.frames;
  if (!frame || exception >= (stop.exceptions?.length ?? 0))
    throw new DapError("There is no such error here.");
  const expression = `${SESSION}.choose(${exception})`;
  await dap.ask("evaluate", { expression, frameId: frame.id, context: "repl" }, evaluateBody, ANSWER_MS);
}
