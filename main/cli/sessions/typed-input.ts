/** What a person types into a session: code until it is complete, answers to questions, Ctrl+C. */
import type { KernelPrompt, KernelStatus } from "../../../preload/contract/kernel-state";
import type { LogRecord } from "../../../preload/contract/records";
import { unawaited } from "../../floor/failures";
import { DOT_HELP, type DotCommand, dotCommand } from "../terminal/dot-commands";
import { type EditorPrompt, LineEditor } from "../terminal/line-editor";
import { paintText, styled } from "../terminal/paint";
import type { Screen } from "../terminal/screen";
import { newId, type SessionConnection } from "./session-connection";

/** Inputs of the kernel's own history that are offered at first. */
const HISTORY = 200;

export interface TypedInputOptions {
  readonly screen: Screen;
  /** The present connection, undefined while there is none. */
  readonly connection: () => SessionConnection | undefined;
  /** Code may be typed; otherwise only answers to questions. */
  readonly code: boolean;
  /** Ctrl+D, or a terminal that went away. */
  readonly onLeave: () => void;
  /** Ctrl+C was passed on to the kernel. */
  readonly onInterrupt?: () => void;
}

export class TypedInput {
  readonly #editor: LineEditor;
  #prompt: KernelPrompt = { kind: "busy" };
  /** Prompts heard from the log so far. */
  #heard = 0;
  /** Lines of a block that is not complete yet. */
  #block: string[] = [];
  /** Lines that wait for the kernel's next question. */
  #ahead: string[] = [];
  #working: Promise<void> = Promise.resolve();
  #status: KernelStatus | undefined;
  /** A restart was asked for that costs what the kernel holds; once more does it. */
  #restartAsked = false;
  readonly #sent = new Set<string>();
  readonly #answered = new Set<string>();

  private constructor(
    private readonly options: TypedInputOptions,
    history: readonly string[],
  ) {
    const { screen } = options;
    this.#editor = new LineEditor(screen, process.stdin, process.stdout, {
      history,
      onLines: (lines) => {
        this.#working = this.#working
          .then(() => this.#take(lines))
          .catch((error: unknown) => this.#say(error));
      },
      onInterrupt: () => void this.#interrupt().catch((error: unknown) => this.#say(error)),
      onLeave: options.onLeave,
      complete: (before) => this.#complete(before),
    });
    screen.footer = this.#editor;
  }

  /** Begins, with the inputs that the kernel remembers. */
  static async begin(options: TypedInputOptions): Promise<TypedInput> {
    const answer = await (options.code ? options.connection() : undefined)
      ?.ask({ type: "history_request", n: HISTORY })
      .catch(() => undefined);
    const history = answer?.type === "history_reply" ? answer.history : [];
    // One line at a time is edited here.
    const lines = history.filter((input) => !input.includes("\n"));
    return new TypedInput(options, [...new Set(lines.reverse())]);
  }

  /** Whether the request was sent from here, so that its code stands on the screen. */
  isOwn(msgId: string | null): boolean {
    return msgId !== null && this.#sent.has(msgId);
  }

  /** Whether the question was answered from here. */
  answeredHere(requestId: string): boolean {
    return this.#answered.has(requestId);
  }

  /** Asks for what the kernel is ready for just now; from then on its log tells. */
  async askPrompt(connection: SessionConnection): Promise<void> {
    const heard = this.#heard;
    const prompt = await connection.prompt();
    // The log may have told something newer meanwhile.
    if (heard === this.#heard) this.#follow(prompt);
  }

  #follow(prompt: KernelPrompt): void {
    this.#prompt = prompt;
    this.#ask();
    if (prompt.kind === "input" || prompt.kind === "debugger") {
      const line = this.#ahead.shift();
      if (line !== undefined) this.#answer(prompt, line);
    }
  }

  /** Looks for the newest prompt among records. */
  hear(records: readonly LogRecord[]): void {
    const last = records.findLast((record) => record.kind === "prompt");
    if (last?.kind !== "prompt") return;
    this.#heard++;
    this.#follow(last.prompt);
  }

  /** Takes the kernel's status, and says what can be done when it is dead or waits for what nobody heard. */
  follow(status: KernelStatus): void {
    const before = this.#status;
    this.#status = status;
    if (!this.options.code) return;
    if (status.state === "dead" && before?.state !== "dead")
      this.#say(new Error("The kernel is dead. .restart starts it again; Ctrl+D leaves."));
    if (status.mayWaitForInput && !before?.mayWaitForInput)
      this.#say(
        new Error(
          "The kernel may be waiting for a line of input: what it asked was not heard. .input TEXT answers it, Ctrl+C interrupts.",
        ),
      );
  }

  dispose(): void {
    this.#editor.hide();
    this.#editor.dispose();
    this.options.screen.footer = undefined;
  }

  #ask(): void {
    this.#editor.ask(this.#editorPrompt());
  }

  #editorPrompt(): EditorPrompt | undefined {
    const prompt = this.#prompt;
    const { colours } = this.options.screen;
    switch (prompt.kind) {
      case "input":
      case "debugger": {
        // readline asks on one line: what stands above it is printed before.
        const lines = paintText(prompt.text, false).split("\n");
        const text = lines.pop() ?? "";
        const asked = text === "" ? "? " : text;
        return {
          text: asked,
          painted: styled(asked, { bold: true }, colours),
          secret: prompt.password,
          remembered: false,
        };
      }
      case "primary":
      case "continuation": {
        if (!this.options.code) return undefined;
        const text =
          this.#block.length > 0 ? `${"...:".padStart(prompt.text.trimEnd().length)} ` : prompt.text;
        return { text, painted: styled(text, { fg: 2 }, colours), secret: false, remembered: true };
      }
      default:
        return undefined;
    }
  }

  async #take(lines: readonly string[]): Promise<void> {
    const prompt = this.#prompt;
    if (prompt.kind === "input" || prompt.kind === "debugger") {
      const [first = "", ...rest] = lines;
      this.#ahead.push(...rest);
      this.#answer(prompt, first);
      return;
    }
    if (!this.options.code) {
      // Answers to questions that are still to come.
      this.#ahead.push(...lines);
      return;
    }
    const command =
      this.#block.length === 0 && lines.length === 1 ? dotCommand(lines[0] as string) : undefined;
    if (command?.name !== "restart") this.#restartAsked = false;
    if (command) {
      await this.#obey(command);
      this.#ask();
      return;
    }
    if (prompt.kind === "dead") {
      this.#say(new Error("The kernel is dead. .restart starts it again; Ctrl+D leaves."));
      return;
    }
    this.#block.push(...lines);
    const code = this.#block.join("\n");
    if (code.trim() === "") this.#block = [];
    else {
      const verdict = await this.#judge(code);
      if (!verdict.complete) {
        this.#ask();
        this.#editor.type(verdict.indent);
        return;
      }
      this.#block = [];
      await this.#execute(code.trimEnd());
      return;
    }
    this.#ask();
  }

  async #obey(command: DotCommand): Promise<void> {
    if (command.name === "help") {
      const { screen } = this.options;
      screen.printing(() => {
        for (const line of DOT_HELP.split("\n")) screen.line(line);
      });
      return;
    }
    const holds = this.#status?.used === true && this.#status.state !== "dead";
    if (command.name === "restart" && holds && !this.#restartAsked) {
      this.#restartAsked = true;
      this.#say(new Error("What the kernel holds in memory would be lost. .restart once more does it."));
      return;
    }
    this.#restartAsked = false;
    const connection = this.#connected();
    const answer =
      command.name === "input"
        ? await connection.ask({ type: "input_line", value: command.line })
        : await connection.command("restart");
    if (answer.type === "refused") this.#say(new Error(answer.reason));
  }

  /** Whether code is complete: the kernel's word, or where it cannot say a rule that fits most languages. */
  async #judge(code: string): Promise<{ complete: boolean; indent: string }> {
    const answer = await this.#connected().ask({ type: "is_complete_request", code });
    if (answer.type === "is_complete_reply" && answer.status !== "unknown")
      return { complete: answer.status !== "incomplete", indent: answer.indent };
    const lines = code.split("\n");
    const last = lines.at(-1) ?? "";
    const begun = /[:\\([{,]\s*$/.test(last) || (lines.length > 1 && last.trim() !== "");
    return { complete: !begun, indent: "" };
  }

  async #execute(code: string): Promise<void> {
    const id = newId();
    this.#sent.add(id);
    const answer = await this.#connected().ask({ type: "execute_request", code }, id);
    if (answer.type === "refused") this.#say(new Error(answer.reason));
  }

  #answer({ requestId }: { readonly requestId: string }, value: string): void {
    this.#answered.add(requestId);
    this.#prompt = { kind: "busy" };
    const sending = this.#connected().ask({ type: "input_reply", requestId, value });
    unawaited(
      "then",
      sending.then(
        (answer) => {
          if (answer.type === "refused") this.#say(new Error(answer.reason));
        },
        (error: unknown) => this.#say(error),
      ),
    );
  }

  async #interrupt(): Promise<void> {
    const idle = this.#prompt.kind === "primary" || this.#prompt.kind === "continuation";
    if (idle && this.options.code) {
      const hint = this.#block.length === 0 && this.#editor.line === "";
      this.#block = [];
      this.#editor.discard();
      if (hint) this.#say(new Error("Ctrl+D leaves; the kernel goes on."));
      this.#ask();
      return;
    }
    this.#ahead = [];
    this.#editor.discard();
    this.options.onInterrupt?.();
    const answer = await this.#connected().command("interrupt");
    if (answer.type === "refused") this.#say(new Error(answer.reason));
  }

  async #complete(before: string): Promise<{ matches: string[]; replaced: number }> {
    const code = [...this.#block, before].join("\n");
    const answer = await this.#connected().ask({ type: "complete_request", code, cursorPos: code.length });
    if (answer.type !== "complete_reply") return { matches: [], replaced: 0 };
    return { matches: answer.matches, replaced: Math.min(before.length, code.length - answer.cursorStart) };
  }

  #connected(): SessionConnection {
    const connection = this.options.connection();
    if (!connection) throw new Error("The session has no host at the moment.");
    return connection;
  }

  #say(error: unknown): void {
    const { screen } = this.options;
    const sentence = error instanceof Error ? error.message : String(error);
    screen.printing(() => screen.line(styled(sentence, { fg: 3 }, screen.colours)));
  }
}
