/** `tandem attach`: takes part in a session, from where this user last saw it. */
import { startFrom } from "../../../preload/transcript/checkpoint";
import type { Block, Output } from "../../../preload/transcript/transcript";
import { Follow } from "../sessions/follow";
import { type KeptSession, keptSessions, sessionNamed } from "../sessions/kept-sessions";
import { exitCodeOf, Outcome } from "../sessions/outcome";
import { BUILD, connectToSession, type Program } from "../sessions/program";
import { readSeen, writeSeen } from "../sessions/seen";
import { newId, type SessionConnection } from "../sessions/session-connection";
import { TypedInput } from "../sessions/typed-input";
import { CommandError, EXIT } from "../terminal/exit-codes";
import { styled } from "../terminal/paint";
import { readAll } from "../terminal/piped-input";
import { Printer } from "../terminal/printer";

/** No more than about so much of what was missed is shown, in bytes; the log has the rest. */
const TAIL_BYTES = 256 * 1024;
/** What was seen is noted this often, in ms, so that little is shown again after a terminal has gone. */
const NOTE_MS = 1_000;

export async function attach(program: Program, name: string): Promise<number> {
  const session = sessionNamed(await keptSessions(program.profile.sessions), name);
  return new Attachment(program, session).run(await connectToSession(program, session));
}

class Attachment {
  #typed: TypedInput | undefined;
  #printer: Printer;
  #follow: Follow | undefined;
  /** Of code that came on stdin. */
  #outcome: Outcome | undefined;
  #code: number = EXIT.ok;
  #noted = 0;
  #noting: Promise<void> = Promise.resolve();
  #noteTimer: NodeJS.Timeout | undefined;
  readonly #interactive: boolean;

  constructor(
    private readonly program: Program,
    private readonly session: KeptSession,
  ) {
    this.#interactive = process.stdin.isTTY === true && program.screen.live && session.state !== "closed";
    this.#printer = this.#makePrinter();
  }

  async run(connection: SessionConnection): Promise<number> {
    const { program, session } = this;
    const { screen } = program;
    const seen = await readSeen(session.folder.path);
    if (seen) {
      this.#printer = this.#makePrinter(seen.checkpoint);
      this.#noted = seen.seq;
    }
    const follow = new Follow({
      folder: session.folder,
      client: program.client,
      build: BUILD,
      place: { epoch: seen?.epoch ?? null, seq: seen?.seq ?? 0 },
      tail: TAIL_BYTES,
      onAttached: ({ valid, start }) => {
        if (start) {
          this.#say(`Earlier output is not shown: tandem log ${session.folder.session}`);
          this.#printer = this.#makePrinter();
          this.#printer.startFrom(startFrom(start));
        } else if (valid < this.#printer.seq) {
          this.#say("The log goes on from an earlier place than this terminal has seen.");
          this.#printer = this.#makePrinter();
        }
      },
      onRecords: async (records) => {
        screen.printing(() => this.#printer.take(records));
        this.#typed?.hear(records);
        this.#outcome?.hear(records);
        await screen.drained();
        this.#noteLater();
      },
      onCaughtUp: (now) =>
        void this.#caughtUp(now).catch((error: unknown) => this.#say((error as Error).message)),
      onBroken: () => this.#say(`The connection to ${session.launch.name} broke; looking for its next host.`),
    });
    this.#follow = follow;
    const leave = () => follow.stop();
    const interrupt = () => this.#interrupt();
    const signals = ["SIGTERM", "SIGHUP"] as const;
    for (const signal of signals) process.on(signal, leave);
    process.on("SIGINT", interrupt);
    screen.onGone = leave;
    try {
      const { launch } = session;
      if (this.#interactive)
        this.#say(
          `${launch.name}: Ctrl+C interrupts, Ctrl+D leaves and the kernel goes on; .help tells more.`,
        );
      const end = await follow.run(connection);
      this.#typed?.dispose();
      screen.printing(() => this.#printer.end());
      if (end === "stopped") return this.#code;
      if (end === "shut down") {
        this.#say(`${launch.name} was shut down.`);
        return this.#code;
      }
      throw new CommandError(`The kernel-host of ${launch.name} is gone.`, EXIT.kernelEnded);
    } finally {
      for (const signal of signals) process.off(signal, leave);
      process.off("SIGINT", interrupt);
      clearTimeout(this.#noteTimer);
      // One that is on its way is not there yet, and the process ends with us.
      await this.#noting;
      await this.#note();
    }
  }

  async #caughtUp(connection: SessionConnection): Promise<void> {
    if (!this.#interactive) {
      if (this.session.state === "closed")
        this.#say(`${this.session.launch.name} is closed: its kernel does not run any more.`);
      else if (!this.#outcome) await this.#runPiped(connection);
      this.#follow?.stop();
      return;
    }
    this.#typed ??= await TypedInput.begin({
      screen: this.program.screen,
      connection: () => this.#follow?.connection,
      code: true,
      onLeave: () => this.#follow?.stop(),
    });
    const typed = this.#typed;
    connection.followStatus((status) => typed.follow(status));
    await typed.askPrompt(connection);
  }

  /** Runs the code on stdin, if there is any. */
  async #runPiped(connection: SessionConnection): Promise<void> {
    const code = await readAll(process.stdin);
    if (code.trim() === "") return;
    const id = newId();
    this.#outcome = new Outcome(id);
    const answer = await connection.ask({ type: "execute_request", code }, id);
    if (answer.type === "refused") throw new Error(answer.reason);
    const ended = exitCodeOf(await this.#outcome.end);
    if (this.#code !== EXIT.interrupted) this.#code = ended;
  }

  /** Ctrl+C where nothing is typed: stops the code that came on stdin, else leaves. */
  #interrupt(): void {
    const first = this.#code !== EXIT.interrupted;
    this.#code = EXIT.interrupted;
    if (first && this.#outcome) void this.#follow?.connection?.command("interrupt").catch(() => {});
    else this.#follow?.stop();
  }

  #makePrinter(place?: ConstructorParameters<typeof Printer>[2]): Printer {
    return new Printer(
      this.program.screen,
      {
        heading: (block: Block) => !this.#typed?.isOwn(block.msgId),
        marks: true,
        sink: (output: Output) =>
          output.kind === "input" && this.#typed?.answeredHere(output.requestId) ? undefined : "stdout",
      },
      place,
    );
  }

  #say(sentence: string): void {
    const { screen } = this.program;
    screen.printing(() =>
      screen.line(styled(sentence, { dim: true }, screen.live && screen.colours), "stderr"),
    );
  }

  #noteLater(): void {
    this.#noteTimer ??= setTimeout(() => {
      this.#noteTimer = undefined;
      this.#noting = this.#noting.then(() => this.#note());
    }, NOTE_MS);
  }

  /** Notes what was seen. Where that cannot be written, the next attach shows some of it again. */
  async #note(): Promise<void> {
    const { epoch } = this.#follow?.place ?? { epoch: null };
    const { seq } = this.#printer;
    if (epoch === null || seq === this.#noted) return;
    this.#noted = seq;
    const checkpoint = this.#printer.checkpoint();
    await writeSeen(this.session.folder.path, { epoch, seq, checkpoint }).catch(() => {});
  }
}
