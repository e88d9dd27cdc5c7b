/** A Python program that runs outside, as a kernel: all there is of it is its debugger. It is never ended from here. */
import { DebugAdapter } from "../../debugger/debug-adapter";
import type { Json } from "../../wire/message";
import type {
  ExecuteOutcome,
  ImplementationInfo,
  KernelImplementation,
  KernelServices,
} from "../server/kernel-implementation";
import type { AttachTarget } from "./attach-target";
import { injectDebugpy } from "./inject-debugpy";

/** Its debugger may start for so long, in ms. */
const LISTENS_MS = 15_000;
const LOOK_MS = 200;
const LEAVE_MS = 2_000;
/** Exit code: its debugger has not let this one attach to it. */
const REFUSED = 3;
const RUNS =
  "This program runs by itself: code is run in it only where it stands still. Set a breakpoint, or pause it in the debugger.";

export class AttachedImplementation implements KernelImplementation {
  #services: KernelServices | undefined;
  readonly #adapter: DebugAdapter;

  constructor(private readonly target: AttachTarget) {
    this.#adapter = new DebugAdapter({
      listen: async () => ({
        host: target.kind === "process" ? "127.0.0.1" : target.host,
        port: target.port,
      }),
      publish: (event) => this.#services?.debugEvent(event),
      // What it prints stands in its own terminal, and here.
      attach: {
        redirectOutput: target.kind !== "subprocess",
        ...(target.kind === "address" && target.folder
          ? { pathMappings: [{ localRoot: target.folder.here, remoteRoot: target.folder.there }] }
          : {}),
        ...(target.kind === "subprocess" ? { subProcessId: target.pid } : {}),
      },
      waits: target.kind === "subprocess",
      lost: () => this.#services?.ended({ exitCode: 0 }),
    });
  }

  get #name(): string {
    const { target } = this;
    return target.kind === "address"
      ? `The program at ${target.host}:${target.port}`
      : `Process ${target.pid}`;
  }

  async start(services: KernelServices): Promise<ImplementationInfo> {
    this.#services = services;
    await this.#reach();
    return {
      implementation: "tandem-attached",
      implementationVersion: "1",
      languageInfo: { name: "python", version: "3", mimetype: "text/x-python", file_extension: ".py" },
      banner: `${this.#name} is attached to. Ending this session leaves it running.`,
      abilities: ["origin", "attached", ...(this.target.kind === "subprocess" ? ["waits"] : [])],
    };
  }

  /** @throws Error with a sentence and a next step */
  async #reach(): Promise<void> {
    const { target } = this;
    if (await this.#connects()) return;
    if (target.kind === "subprocess")
      throw new Error(`Process ${target.pid} does not wait for a debugger any more.`);
    if (target.kind === "address") {
      const address = `${target.host}:${target.port}`;
      const command = `python -m debugpy --listen ${target.port} program.py`;
      throw new Error(`No debugger answers at ${address}. Start the program with: ${command}`);
    }
    await injectDebugpy(target.pid, target.port);
    for (const end = Date.now() + LISTENS_MS; Date.now() < end; ) {
      if (await this.#connects()) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw new Error(
      `debugpy did not begin to listen in process ${target.pid}: the program is blocked, or is being debugged already.`,
    );
  }

  #connects(): Promise<boolean> {
    return this.#adapter.connect().then(
      () => true,
      () => false,
    );
  }

  async execute(): Promise<ExecuteOutcome> {
    return { status: "error", ename: "ProgramRuns", evalue: RUNS, traceback: [RUNS] };
  }

  async debug(content: Json): Promise<Json> {
    const reply = await this.#adapter.request(content);
    if (content["command"] === "attach" && reply["success"] !== true)
      this.#services?.ended({ exitCode: REFUSED });
    return reply;
  }

  /** Has it stand still, where it can. */
  async interrupt(): Promise<void> {
    await this.debug({ type: "request", seq: 0, command: "pause", arguments: { threadId: 1 } });
  }

  async shutdown(): Promise<void> {
    await this.#adapter.leave(LEAVE_MS);
  }
}
