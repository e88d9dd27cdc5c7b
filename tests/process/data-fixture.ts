/** For tests: a data viewer's questions to a real kernel, through its host. */
import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { type DataAnswer, type DataQuestion, type DataView, dataToClient } from "../../preload/contract/data";
import type { TestClient } from "./attached-client";
import { until } from "./until";

export const PLAIN: DataView = { sort: [], filters: [], slice: null };

type Asked = DataQuestion extends infer One
  ? One extends { op: string }
    ? Omit<One, "viewer">
    : never
  : never;

/** The channel "data" of a client. */
export class DataClient {
  readonly #answers = new Map<string, DataAnswer>();
  readonly #channel;
  readonly viewer = randomUUID();
  /** Parts that were told while it was worked on. */
  readonly told: number[] = [];

  constructor(client: TestClient) {
    this.#channel = client.open("data");
    this.#channel.onMessage = ({ json }) => {
      const message = v.parse(dataToClient, json);
      if (message.type === "answer") this.#answers.set(message.id, message.answer);
    };
  }

  async once(question: Asked): Promise<DataAnswer> {
    const id = randomUUID();
    this.#channel.send({ id, question: { ...question, viewer: this.viewer } });
    return until(`an answer to ${question.op}`, () => this.#answers.get(id));
  }

  /** Asks until it is answered otherwise than by "working" or "busy". */
  async ask(question: Asked): Promise<DataAnswer> {
    for (;;) {
      const answer = await this.once(question);
      if (answer.status === "working" && answer.done !== undefined) this.told.push(answer.done);
      if (answer.status !== "working" && answer.status !== "busy") return answer;
    }
  }

  /** Opens a variable of the user's. */
  async open(name: string, slice: DataView["slice"] = null, frozen = false) {
    const path = [`a:${name}`];
    const opened = await this.ask({ op: "open", path, slice, frozen });
    if (opened.status !== "ok" || opened.op !== "open") throw new Error(JSON.stringify(opened));
    const asked = { path, version: opened.version };
    return {
      ...opened,
      asked,
      described: async () => {
        const answer = await this.ask({
          op: "columns",
          ...asked,
          view: { ...PLAIN, slice: opened.slice },
          from: 0,
          count: 100,
        });
        if (answer.status !== "ok" || answer.op !== "columns") throw new Error(JSON.stringify(answer));
        return answer.columns;
      },
      /** Rows of cells. */
      page: async (view: Partial<DataView> = {}, count = 50) => {
        const columns = Array.from({ length: Math.min(16, opened.columns) }, (_, at) => at);
        const all = { ...PLAIN, slice: opened.slice, ...view };
        const answer = await this.ask({ op: "page", ...asked, view: all, from: 0, count, columns });
        if (answer.status !== "ok" || answer.op !== "page") throw new Error(JSON.stringify(answer));
        return answer.labels.map((_, row) => answer.columns.map(({ cells }) => cells[row] ?? ""));
      },
    };
  }
}
