/** `tandem run` of a notebook: cell after cell in a session of its own, what each gives written back into the file. */
import { basename, dirname, resolve } from "node:path";
import { writeAtomically } from "../../../kernel-host/door/atomic-write";
import type { KernelPrompt } from "../../../preload/contract/kernel-state";
import type { LogRecord, RequestEnd } from "../../../preload/contract/records";
import { parameterOf, parametersCell } from "../../../preload/notebook/parameters";
import { cellOutputs, executionCount } from "../../../preload/transcript/export-notebook";
import { createReducer } from "../../../preload/transcript/reduce";
import type { Block, Output } from "../../../preload/transcript/transcript";
import { unawaited } from "../../floor/failures";
import { fileProblem } from "../../floor/user-error";
import { Follow } from "../sessions/follow";
import { type StartedSession, send, startableKernels, startSession } from "../sessions/new-session";
import { type End, exitCodeOf } from "../sessions/outcome";
import { BUILD, type Program } from "../sessions/program";
import { type RunCell, RunFile } from "../sessions/run-file";
import { chooseNotebookKernel } from "../sessions/script";
import { newId } from "../sessions/session-connection";
import type { Command } from "../terminal/arguments";
import { CommandError, EXIT } from "../terminal/exit-codes";
import { PipedLines } from "../terminal/piped-input";
import { Printer } from "../terminal/printer";
import type { Sink } from "../terminal/screen";

/** So many cells are with the host at once: they run on when this process is gone. */
const AHEAD = 50;

export async function runNotebook(
  program: Program,
  wanted: Extract<Command, { name: "run" }>,
): Promise<number> {
  if (wanted.detach)
    throw new CommandError(
      "A notebook's outputs are written by this process: it cannot leave with --detach.",
      EXIT.usage,
    );
  if (wanted.arguments.length > 0)
    throw new CommandError(`A notebook takes parameters by --set, not "${wanted.arguments[0]}".`, EXIT.usage);
  const file = await RunFile.open(resolve(wanted.file));
  const parameters = wanted.set.map((written) => {
    const one = parameterOf(written);
    if (!one) throw new CommandError(`--set needs NAME=VALUE, not "${written}".`, EXIT.usage);
    return one;
  });
  const kernel = chooseNotebookKernel(
    await startableKernels(program),
    file.notebook,
    wanted.file,
    wanted.kernel,
  );
  if (parameters.length > 0) {
    const cell = parametersCell(parameters, file.language);
    if (cell === null) throw new CommandError(`Parameters cannot be set in ${file.language}.`, EXIT.usage);
    await file.setParameters(cell).catch((error: unknown) => {
      throw new CommandError(`${wanted.file} cannot be written: ${fileProblem(error)}.`);
    });
  }
  const name = wanted.sessionName ?? basename(file.path);
  const session = await startSession(program, kernel, name, dirname(file.path));
  const code = await new NotebookRun(program, file, session).run();
  if (wanted.html !== undefined) await writeReport(file, resolve(wanted.html), wanted.html);
  return code;
}

async function writeReport(file: RunFile, path: string, name: string): Promise<void> {
  const { notebookPage } = await import("../../../preload/transcript/notebook-page");
  try {
    await writeAtomically(path, notebookPage(file.notebook, basename(file.path)), { mode: 0o644 });
  } catch (error) {
    throw new CommandError(`${name} cannot be written: ${fileProblem(error)}.`);
  }
}

interface Sent {
  readonly cell: RunCell;
  status: RequestEnd | null;
  /** Of the block that was written last. */
  version: number;
}

class NotebookRun {
  readonly #sent = new Map<string, Sent>();
  readonly #waiting: RunCell[];
  readonly #reducer = createReducer();
  readonly #printer: Printer;
  #follow: Follow | undefined;
  #answers: PipedLines | undefined;
  #interrupts = 0;
  #failed: { readonly cell: RunCell; readonly end: End } | undefined;
  #isOver = false;
  /** The terminal is gone: it goes on, and says nothing any more. */
  #isAlone = false;

  constructor(
    private readonly program: Program,
    private readonly file: RunFile,
    private readonly session: StartedSession,
  ) {
    this.#waiting = [...file.cells];
    this.#printer = new Printer(program.screen, { heading: () => false, sink: sinkOf });
  }

  async run(): Promise<number> {
    const { program, session, file } = this;
    const { folder } = session;
    for (const { key } of file.cells) file.take(key, { outputs: [], count: null });
    const follow = new Follow({
      folder,
      client: program.client,
      build: BUILD,
      place: { epoch: null, seq: 0 },
      onAttached: () => {},
      onRecords: async (records) => {
        await this.#hear(records);
        if (this.#isAlone) return;
        program.screen.printing(() => this.#printer.take(records));
        await program.screen.drained();
      },
      onBroken: () => this.#say(`The connection to ${session.name} broke; looking for its next host.`),
    });
    this.#follow = follow;
    this.#answers = new PipedLines(process.stdin);
    const interrupt = () => {
      if (++this.#interrupts > 1) return follow.stop();
      void follow.connection?.command("interrupt").catch(() => {});
    };
    const leave = () => follow.stop();
    const goOn = () => {
      this.#isAlone = true;
    };
    program.screen.onGone = goOn;
    process.on("SIGINT", interrupt).on("SIGTERM", leave).on("SIGHUP", goOn);
    try {
      const running = follow.run(session.connection);
      await this.#sendMore(session.connection);
      const how = await running;
      await file.settled();
      if (!this.#isAlone) program.screen.printing(() => this.#printer.end());
      if (file.problem !== null) throw new CommandError(file.problem);
      if (!this.#isOver && how !== "stopped")
        throw new CommandError(`${session.name} ended before the notebook did.`, EXIT.kernelEnded);
      return this.#ended();
    } finally {
      this.#answers.dispose();
      process.off("SIGINT", interrupt).off("SIGTERM", leave).off("SIGHUP", goOn);
    }
  }

  #ended(): number {
    const { session } = this;
    if (this.#failed) {
      const { cell, end } = this.#failed;
      const error = end.name === undefined ? end.status : `${end.name}: ${end.value}`;
      this.#say(`${basename(this.file.path)}, cell ${cell.number}: ${error}`);
    }
    this.#say(`${session.name} stays: tandem attach ${session.folder.session}`);
    if (this.#interrupts > 0) return EXIT.interrupted;
    const ends = [...this.#sent.values()].map(({ status }) => status);
    if (ends.some((status) => status === "kernel died" || status === "restarted" || status === "timeout"))
      return EXIT.kernelEnded;
    return this.#failed ? exitCodeOf(this.#failed.end) : EXIT.ok;
  }

  /** Sends as many as may wait in the host; nothing goes past one that may fail before it has ended. */
  async #sendMore(connection = this.#follow?.connection): Promise<void> {
    while (connection && !this.#failed) {
      const open = [...this.#sent.values()].filter(({ status }) => status === null);
      const cell = this.#waiting[0];
      if (!cell || open.length >= AHEAD || open.some(({ cell: before }) => before.mayFail)) break;
      this.#waiting.shift();
      const id = newId();
      this.#sent.set(id, { cell, status: null, version: -1 });
      const origin = {
        file: this.file.path,
        lines: [1, cell.code.split("\n").length] as [number, number],
        title: `cell ${cell.number}`,
        cell: cell.key,
      };
      await send(connection, { type: "execute_request", code: cell.code, origin }, id);
    }
    this.#finishWhenDone();
  }

  #finishWhenDone(): void {
    const open = [...this.#sent.values()].some(({ status }) => status === null);
    if (open || (this.#waiting.length > 0 && !this.#failed)) return;
    this.#isOver = true;
    this.#follow?.stop();
  }

  async #hear(records: readonly LogRecord[]): Promise<void> {
    let hasEnded = false;
    for (const record of records) {
      this.#reducer.append(record);
      if (record.kind === "prompt") unawaited("answering the kernel", this.#answer(record.prompt));
      if (record.kind !== "request_end") continue;
      const sent = this.#sent.get(record.msgId);
      if (!sent || sent.status !== null) continue;
      sent.status = record.status;
      hasEnded = true;
    }
    this.#takeOutputs();
    if (hasEnded) await this.#sendMore();
  }

  /** Also those of cells that ended before: a display may be changed by a later one. */
  #takeOutputs(): void {
    for (const block of this.#reducer.snapshot().blocks) {
      const sent = block.msgId === null ? undefined : this.#sent.get(block.msgId);
      if (!sent || sent.status === null || sent.version === block.version) continue;
      sent.version = block.version;
      this.file.take(sent.cell.key, { outputs: cellOutputs(block), count: executionCount(block) });
      if (sent.status !== "ok" && !sent.cell.mayFail && !this.#failed)
        this.#failed = { cell: sent.cell, end: endOf(block, sent.status) };
    }
  }

  /** Answers a question with the next line of stdin. */
  async #answer(prompt: KernelPrompt): Promise<void> {
    if (prompt.kind !== "input") return;
    const value = await this.#answers?.next();
    const { connection } = this.#follow ?? {};
    if (value === undefined) this.#say(`${this.session.name} waits for an answer to "${prompt.text}".`);
    else await connection?.ask({ type: "input_reply", requestId: prompt.requestId, value }).catch(() => {});
  }

  #say(sentence: string): void {
    const { screen } = this.program;
    if (!this.#isAlone) screen.printing(() => screen.line(sentence, "stderr"));
  }
}

function endOf({ outputs }: Block, status: RequestEnd): End {
  const error = outputs.findLast((output) => output.kind === "error");
  return error?.kind === "error" ? { status, name: error.name, value: error.value } : { status };
}

function sinkOf(output: Output): Sink | undefined {
  switch (output.kind) {
    case "stream":
    case "raw":
      return output.name;
    case "display":
    case "input":
      return "stdout";
    case "error":
      return "stderr";
    case "event":
      return /^(starting|ready|shut down|interrupted)$/.test(output.event) ? undefined : "stderr";
    case "absent":
      return undefined;
  }
}
