/** `tandem run`: a script in a session of its own, without a window; the session stays. */
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { KernelPrompt } from "../../../preload/contract/kernel-state";
import type { LogRecord } from "../../../preload/contract/records";
import { isNotebookName } from "../../../preload/notebook/convert";
import type { Block, Output } from "../../../preload/transcript/transcript";
import { unawaited } from "../../floor/failures";
import { fileProblem } from "../../floor/user-error";
import type { SessionFolder } from "../../kernels/hosts/session-folder";
import { Follow } from "../sessions/follow";
import { send, startableKernels, startSession } from "../sessions/new-session";
import { type End, exitCodeOf, isKernelEnded, isSystemExit, Outcome } from "../sessions/outcome";
import { BUILD, type Program } from "../sessions/program";
import { chooseKernel, preparation, type Script } from "../sessions/script";
import { newId, type SessionConnection } from "../sessions/session-connection";
import { TypedInput } from "../sessions/typed-input";
import type { Command } from "../terminal/arguments";
import { CommandError, EXIT } from "../terminal/exit-codes";
import { styled } from "../terminal/paint";
import { PipedLines } from "../terminal/piped-input";
import { Printer } from "../terminal/printer";
import type { Sink } from "../terminal/screen";
import { runNotebook } from "./run-notebook";

export async function run(program: Program, wanted: Extract<Command, { name: "run" }>): Promise<number> {
  if (isNotebookName(wanted.file)) return runNotebook(program, wanted);
  const given = wanted.set.length > 0 ? "--set" : wanted.html === undefined ? null : "--html";
  if (given !== null) throw new CommandError(`${given} is for notebooks.`, EXIT.usage);
  const script = await readScript(wanted);
  const kernel = chooseKernel(await startableKernels(program), script.file, wanted.kernel);
  const before = preparation(kernel.entry.language, script);
  const { name, folder, connection } = await startSession(
    program,
    kernel,
    wanted.sessionName ?? basename(script.file),
  );
  const id = newId();
  if (before !== undefined) await send(connection, { type: "execute_request", code: before }, newId());
  const lines: [number, number] = [1, script.text.split("\n").length];
  await send(
    connection,
    { type: "execute_request", code: script.text, origin: { file: script.file, lines } },
    id,
  );
  if (wanted.detach) {
    program.screen.line(`${folder.session} ${name}`);
    connection.dispose();
    return EXIT.ok;
  }
  return new ScriptRun(program, folder, name, id).run(connection);
}

async function readScript({
  file: named,
  arguments: args,
}: Extract<Command, { name: "run" }>): Promise<Script> {
  const file = resolve(named);
  try {
    return { file, text: await readFile(file, "utf8"), arguments: args };
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${fileProblem(error)}.`, EXIT.notFound);
  }
}

/** The script's run as it is seen from the terminal. */
class ScriptRun {
  readonly #outcome: Outcome;
  readonly #printer: Printer;
  #typed: TypedInput | undefined;
  #answers: PipedLines | undefined;
  #follow: Follow | undefined;
  #interrupts = 0;

  constructor(
    private readonly program: Program,
    private readonly folder: SessionFolder,
    private readonly name: string,
    private readonly msgId: string,
  ) {
    this.#outcome = new Outcome(msgId);
    this.#printer = new Printer(program.screen, {
      heading: () => false,
      sink: (output, block) => this.#sink(output, block),
    });
  }

  async run(connection: SessionConnection): Promise<number> {
    const { folder, program } = this;
    const follow = new Follow({
      folder,
      client: program.client,
      build: BUILD,
      place: { epoch: null, seq: 0 },
      onAttached: () => {},
      onRecords: async (records) => {
        // First: how the script has ended says which words of the kernel's end are printed.
        this.#outcome.hear(records);
        program.screen.printing(() => this.#printer.take(records));
        this.#hearPrompts(records);
        await program.screen.drained();
      },
      onBroken: () => this.#say(`The connection to ${this.name} broke; looking for its next host.`),
    });
    this.#follow = follow;
    const keyboard = process.stdin.isTTY === true && program.screen.live;
    if (keyboard)
      this.#typed = await TypedInput.begin({
        screen: program.screen,
        connection: () => follow.connection,
        code: false,
        onLeave: () => follow.stop(),
        onInterrupt: () => this.#interrupted(),
      });
    else this.#answers = new PipedLines(process.stdin);
    const interrupt = () => {
      this.#interrupted();
      void follow.connection?.command("interrupt").catch(() => {});
    };
    const leave = () => follow.stop();
    process.on("SIGINT", interrupt).on("SIGTERM", leave).on("SIGHUP", leave);
    let end: End | undefined;
    unawaited(
      "the end of the script",
      this.#outcome.end.then((reached) => {
        end = reached;
        follow.stop();
      }),
    );
    try {
      const how = await follow.run(connection);
      this.#typed?.dispose();
      program.screen.printing(() => this.#printer.end());
      if (end) return this.#ended(end);
      if (how === "stopped") {
        this.#say(`${this.name} goes on: tandem attach ${folder.session}`);
        return this.#interrupts > 0 ? EXIT.interrupted : EXIT.ok;
      }
      throw new CommandError(`${this.name} ended before the script did.`, EXIT.kernelEnded);
    } finally {
      this.#answers?.dispose();
      process.off("SIGINT", interrupt).off("SIGTERM", leave).off("SIGHUP", leave);
    }
  }

  #ended(end: End): number {
    const { screen } = this.program;
    // As Python says it, which ends with the words given to sys.exit().
    if (isSystemExit(end) && exitCodeOf(end) === EXIT.failed && !/^-?\d+$/.test(end.value ?? ""))
      screen.line(end.value ?? "", "stderr");
    if (screen.live && end.exit === undefined)
      this.#say(`${this.name} stays: tandem attach ${this.folder.session}`);
    return this.#interrupts > 0 && end.name === "KeyboardInterrupt" ? EXIT.interrupted : exitCodeOf(end);
  }

  /** The script's own output where a script's output goes; the rest of what is to be known on stderr. */
  #sink(output: Output, block: Block): Sink | undefined {
    switch (output.kind) {
      case "stream":
      case "raw":
        return output.name;
      case "display":
        // A bare expression prints nothing in a script.
        return output.executionCount === undefined ? "stdout" : undefined;
      case "error": {
        const told = isSystemExit(output) || isKernelEnded(output);
        return told && block.msgId === this.msgId ? undefined : "stderr";
      }
      case "input":
        return this.#typed?.answeredHere(output.requestId) ? undefined : "stdout";
      case "event":
        // A script that ended Python, or Node, by exit() has said so by its exit code.
        if (output.event === "died" && output.exit?.signal === null && this.#outcome.endedKernel)
          return undefined;
        return /^(starting|ready|shut down|interrupted)$/.test(output.event) ? undefined : "stderr";
    }
  }

  #hearPrompts(records: readonly LogRecord[]): void {
    this.#typed?.hear(records);
    const last = records.findLast((record) => record.kind === "prompt");
    if (this.#answers && last?.kind === "prompt")
      unawaited("answering the kernel", this.#answer(last.prompt, this.#answers));
  }

  /** Answers a question with the next line of stdin. */
  async #answer(prompt: KernelPrompt, answers: PipedLines): Promise<void> {
    if (prompt.kind !== "input" && prompt.kind !== "debugger") return;
    const value = await answers.next();
    if (value === undefined) {
      this.#say(`${this.name} waits for an answer to "${prompt.text}": tandem attach ${this.folder.session}`);
      return;
    }
    const { requestId } = prompt;
    await this.#follow?.connection?.ask({ type: "input_reply", requestId, value }).catch(() => {});
  }

  /** The second Ctrl+C leaves, whatever the kernel does. */
  #interrupted(): void {
    if (++this.#interrupts > 1) this.#follow?.stop();
  }

  #say(sentence: string): void {
    const { screen } = this.program;
    screen.printing(() =>
      screen.line(styled(sentence, { dim: true }, screen.live && screen.colours), "stderr"),
    );
  }
}
