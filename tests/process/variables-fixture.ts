/** For tests: what a window that shows a kernel's variables is told. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import * as v from "valibot";
import type { Channel } from "../../preload/contract/channel-pipe";
import {
  type VariablesToClient,
  variablesToClient,
  type WorkspaceList,
  type WorkspaceVariable,
} from "../../preload/contract/variables";
import type { TestClient } from "./attached-client";
import { hostProgram } from "./programs";
import { until } from "./until";

const folder = path.dirname(hostProgram);
const electron = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
/** A built-in kernel, by its program. */
export const builtin = (program: string, ...args: string[]) => ({
  argv: [electron, path.join(folder, program), ...args, "{connection_file}"],
  env: { ELECTRON_RUN_AS_NODE: "1" },
  interruptMode: "message" as const,
});

type AnswerTo<Type> = Extract<VariablesToClient, { type: Type extends "hold" | "restore" ? "done" : Type }>;

/** The channel "variables" of a client. */
export class Watched {
  readonly lists: WorkspaceList[] = [];
  readonly channel: Channel;
  readonly #answers = new Map<string, VariablesToClient>();

  constructor(client: TestClient) {
    this.channel = client.open("variables");
    this.channel.onMessage = ({ json }) => {
      const message = v.parse(variablesToClient, json);
      if (message.type === "list") this.lists.push(message);
      else this.#answers.set(message.id, message);
    };
  }

  get newest(): WorkspaceList | undefined {
    return this.lists.at(-1);
  }

  named(name: string): WorkspaceVariable | undefined {
    return this.newest?.variables.find((variable) => variable.name === name);
  }

  /** The list once In [count] has ended, and was read after it. */
  after(count: number): Promise<WorkspaceList> {
    return until(
      () => `a list as of In [${count}]; it is ${JSON.stringify({ ...this.newest, variables: [] })}`,
      () => {
        const { asOf } = this.newest ?? {};
        return asOf?.executionCount === count && !asOf.running && this.newest;
      },
    );
  }

  async ask<Type extends VariablesToClient["type"] | "hold" | "restore">(message: {
    type: Type;
    [field: string]: unknown;
  }): Promise<AnswerTo<Type>> {
    const id = randomUUID();
    this.channel.send({ id, ...message });
    return until(`an answer to ${message.type}`, () => this.#answers.get(id)) as never;
  }

  async parts(...steps: string[]) {
    const { list } = await this.ask({ type: "parts", path: steps, from: 0, count: 50 });
    return list;
  }
}
