/** A session's debugger, asked as a window asks it. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import * as v from "valibot";
import { type DebuggerAnswer, type DebuggerState, debuggerToClient } from "../../preload/contract/debugging";
import type { TestClient } from "./attached-client";
import type { HostOptions } from "./kernel-host-fixture";
import { hostProgram, python } from "./programs";
import { until } from "./until";

/** The plain Python kernel. */
export const plain: HostOptions = {
  argv: [
    process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath,
    path.join(path.dirname(hostProgram), "python-kernel.js"),
    python,
    "{connection_file}",
  ],
  env: { ELECTRON_RUN_AS_NODE: "1" },
  interruptMode: "message",
};
export const START_MS = 45_000;

/** One client's debugger. */
export class Debugger {
  state: DebuggerState | undefined;
  readonly #answers = new Map<string, DebuggerAnswer>();
  readonly #channel;

  constructor(readonly client: TestClient) {
    this.#channel = client.open("debugger");
    this.#channel.onMessage = ({ json }) => {
      const message = v.parse(debuggerToClient, json);
      if (message.type === "state") this.state = message;
      else this.#answers.set(message.id, message);
    };
  }

  async ask(question: { type: string; [field: string]: unknown }): Promise<DebuggerAnswer> {
    const id = randomUUID();
    this.#channel.send({ ...question, id });
    return until(`an answer to ${question.type}`, () => this.#answers.get(id), START_MS);
  }

  /** The next stop after that of this number. */
  async stop(after = 0) {
    return until(
      () => `a stop after ${after}; the debugger is ${JSON.stringify(this.state)}`,
      () => ((this.state?.stopped?.number ?? 0) > after ? (this.state?.stopped ?? undefined) : undefined),
      START_MS,
    );
  }

  async values(reference: number): Promise<Readonly<Record<string, string>>> {
    const answer = await this.ask({ type: "children", reference });
    if (answer.type !== "children") throw new Error(JSON.stringify(answer));
    return Object.fromEntries(answer.children.map(({ name, value }) => [name, value]));
  }
}

/** Questions on a channel whose answers have their id. */
export class Asked {
  readonly #answers = new Map<string, unknown>();
  readonly #channel;

  constructor(client: TestClient, name: "variables" | "data") {
    this.#channel = client.open(name);
    this.#channel.onMessage = ({ json }) => {
      if (typeof json === "object" && json !== null && "id" in json) this.#answers.set(String(json.id), json);
    };
  }

  async ask(question: { type: string; [field: string]: unknown }): Promise<unknown> {
    const id = randomUUID();
    this.#channel.send({ ...question, id } as never);
    return until(`an answer to ${question.type}`, () => this.#answers.get(id), START_MS);
  }
}
