/** The main thread of the JavaScript kernel: it runs the user's code, and does what the server thread asks for. */
import { AsyncLocalStorage } from "node:async_hooks";
import { writeSync } from "node:fs";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { HISTORY_FILE } from "../../door/session-files";
import type { CodeToRun, ExecuteOutcome, ExpressionResult } from "../server/kernel-implementation";
import { BreakableRegion, Interrupted } from "./breakable-region";
import { makeRingMemory, RingWriter } from "./byte-ring";
import { completeness } from "./completeness";
import { defineData } from "./define-data";
import { defineVariables } from "./define-variables";
import { ErrorReports } from "./errors";
import { InheritedOutput } from "./inherited-output";
import { mimeBundle } from "./rich-display";
import { ScriptRunner, type Source, settleImportWarning } from "./script-runner";
import {
  cellName,
  type FromUser,
  type InputAnswer,
  raise,
  type ServerThreadData,
  type ToUser,
} from "./thread-messages";
import { defineUserGlobals } from "./user-globals";
import { takeOverStreams } from "./user-streams";

/** How long the exit waits for the server to send what was printed, in ms. */
const EXIT_WAIT_MS = 5000;
/** So many answered passwords are known, the newest. */
const MOST_PASSWORDS = 100;

/** Starts the server thread and serves it. @param program the file of this program, which both threads run */
export async function runUserThread(program: string, connectionFile: string): Promise<void> {
  const ring = makeRingMemory();
  const answered = new SharedArrayBuffer(4);
  const released = new SharedArrayBuffer(4);
  const running = new SharedArrayBuffer(4);
  const { port1: inputPort, port2 } = new MessageChannel();
  const workerData: ServerThreadData = {
    connectionFile,
    ring,
    answered,
    released,
    running,
    inputPort: port2,
  };
  const server = new Worker(program, { workerData, transferList: [port2], stdout: true, stderr: true });
  // The server has its own copy; the user's code is not told of it.
  Reflect.deleteProperty(process.env, HISTORY_FILE);
  const writer = new RingWriter(ring, () => server.postMessage("kick"));
  const inherited = new InheritedOutput((message) => writer.send(message));
  const send = (message: FromUser) => {
    inherited.settle();
    writer.send(message);
  };

  /** Those that were answered: what has one of them in it is told as secret. */
  const passwords: string[] = [];
  const current = new AsyncLocalStorage<CodeToRun>();
  const id = () => current.getStore()?.id;
  const region = new BreakableRegion(running, () => writer.wake());
  const runner = new ScriptRunner(region);
  const errors = new ErrorReports(program);
  takeOverStreams((name, text) => send({ type: "stream", id: id(), name, text }));
  inherited.install();
  const { setLast, setLastError } = defineUserGlobals({
    display: (shown) => send({ type: "display", id: id(), shown }),
    updateDisplay: (shown) => send({ type: "updateDisplay", id: id(), shown }),
    clearOutput: (wait) => send({ type: "clearOutput", id: id(), wait }),
    ask: (prompt, password) => {
      const request = id();
      if (request === undefined) throw new Error("There is no request whose client could be asked.");
      const flag = new Int32Array(answered);
      Atomics.store(flag, 0, 0);
      // An answer that came after its question was given up.
      while (receiveMessageOnPort(inputPort)) {}
      send({ type: "input", id: request, prompt, password });
      Atomics.wait(flag, 0, 0);
      const answer = receiveMessageOnPort(inputPort)?.message as InputAnswer | undefined;
      if (answer && "value" in answer) {
        if (password && answer.value !== "") passwords.push(answer.value);
        if (passwords.length > MOST_PASSWORDS) passwords.shift();
        return answer.value;
      }
      if (answer && "interrupted" in answer) throw new Interrupted();
      throw new Error(answer?.refused ?? "There was no answer.");
    },
  });

  const execute = async (request: CodeToRun): Promise<ExecuteOutcome> => {
    const source: Source = {
      code: request.code,
      filename: request.origin?.file ?? cellName(request.executionCount),
      line: request.origin?.line ?? 1,
    };
    errors.remember(source);
    try {
      const { value } = await runner.run(source);
      if (value !== undefined && !request.silent) {
        const data = await region.run(() => mimeBundle(value));
        setLast(value);
        send({ type: "result", id: request.id, shown: { data } });
      }
      return { status: "ok", userExpressions: await evaluate(request.userExpressions) };
    } catch (error) {
      setLastError(error);
      return { status: "error", ...errors.describe(error) };
    }
  };

  const evaluate = async (expressions: CodeToRun["userExpressions"]) => {
    const results: Record<string, ExpressionResult> = {};
    for (const [name, code] of Object.entries(expressions)) {
      try {
        const { value } = await runner.run({
          code: `(${code}\n)`,
          filename: `user expression ${name}`,
          line: 1,
        });
        results[name] = { status: "ok", data: await region.run(() => mimeBundle(value)) };
      } catch (error) {
        if (error instanceof Interrupted) throw error;
        results[name] = { status: "error", ...errors.describe(error) };
      }
    }
    return results;
  };

  const take = async (message: ToUser): Promise<void> => {
    switch (message.type) {
      case "execute": {
        const { request, number } = message;
        inherited.begin(number);
        const outcome = await current.run(request, () => execute(request));
        return send({ type: "outcome", id: request.id, outcome });
      }
      case "isComplete":
        return send({ type: "completeness", completeness: completeness(message.code) });
      case "ping":
        return send({ type: "pong" });
      case "interrupt":
        return runner.interrupt();
      case "exit":
        process.exit(message.code);
    }
  };

  process.on("SIGINT", () => runner.interrupt());
  process.on("uncaughtException", (error) =>
    send({ type: "error", id: id(), error: errors.describe(error) }),
  );
  process.on("unhandledRejection", (reason) =>
    send({ type: "error", id: id(), error: errors.describe(reason) }),
  );
  beforeExit((code) => {
    send({ type: "exiting", code });
    Atomics.wait(new Int32Array(released), 0, 0, EXIT_WAIT_MS);
  });
  server.on("error", (error) => writeSync(2, `The kernel server failed: ${error.stack ?? error.message}\n`));
  server.on("exit", (code) => {
    raise(released);
    process.exit(code);
  });
  server.on("message", (message: ToUser) => void take(message));

  await settleImportWarning();
  defineData(defineVariables(passwords));
  send({ type: "ready" });
}

/** Calls `last` when the process is about to exit, after all handlers of "exit", which may still print. */
function beforeExit(last: (code: number) => void): void {
  const own = process as unknown as { reallyExit(code?: number): never };
  const { reallyExit } = own;
  own.reallyExit = (code = 0) => {
    last(code);
    return reallyExit.call(process, code);
  };
}
