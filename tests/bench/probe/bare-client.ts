/** A kernel with nobody but a bare jupyter_client that reads (bare_client.py): what a flood takes by itself. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

/** What a run took with the bare client. */
export interface BareRun {
  /** From the request to its reply and idle. */
  readonly seconds: number;
  /** The last line that it printed. */
  readonly printed: string;
}

export class BareClient {
  readonly #answers: AsyncIterator<string>;

  private constructor(private readonly program: ChildProcess) {
    if (!program.stdout) throw new Error("no answers can be read");
    this.#answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  }

  /** Starts it with the tests' ipykernel. */
  static start(): BareClient {
    const script = path.resolve(__dirname, "../../tests/bench/probe/bare_client.py");
    const python = process.env.TANDEM_TEST_PYTHON ?? "python3";
    const program = spawn(python, [script, "python3"], { stdio: ["pipe", "pipe", "inherit"] });
    return new BareClient(program);
  }

  /** Runs code. @throws Error when it raised */
  async run(code: string): Promise<BareRun> {
    this.program.stdin?.write(`${JSON.stringify({ code })}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error("the bare client has ended");
    const { failed, ...run } = JSON.parse(value) as BareRun & { failed: string | null };
    if (failed !== null) throw new Error(`the bare client's kernel raised ${failed}`);
    return run;
  }

  async end(): Promise<void> {
    const closed = new Promise((resolve) => this.program.once("close", resolve));
    this.program.stdin?.end();
    await closed;
  }
}
