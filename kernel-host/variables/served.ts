/** What clients may ask of a session's variables: the present, where there is a kernel, and the past in its log. */
import type { VariablesToClient, VariablesToHost, WorkspaceList } from "../../preload/contract/variables";
import { Observable } from "../floor/observable";
import type { Log } from "../log/log";
import { VariablesPast } from "./variables-past";
import type { Workspace } from "./workspace";

export class SessionVariables {
  readonly list: Observable<WorkspaceList>;
  readonly #past: VariablesPast;
  readonly #workspace: Workspace | undefined;

  /** @param workspace undefined: the session has ended, and only its past is left */
  constructor(log: Log, past: VariablesPast = new VariablesPast(log), workspace?: Workspace) {
    this.#past = past;
    this.#workspace = workspace;
    const none: WorkspaceList = { type: "list", variables: [], total: 0, lack: "no kernel" };
    this.list = workspace?.list ?? new Observable(none);
  }

  /** Somebody looks at the list; returns a function that says that nobody does any more. */
  watch(): () => void {
    return this.#workspace?.watch() ?? (() => {});
  }

  async answer(question: VariablesToHost): Promise<VariablesToClient> {
    const { type, id } = question;
    switch (type) {
      case "parts": {
        const { path, from, count } = question;
        return {
          type,
          id,
          list: (await this.#workspace?.parts({ path, from, count })) ?? { status: "gone" },
        };
      }
      case "hold":
        return { type: "done", id, done: (await this.#workspace?.hold(question.key)) ?? false };
      case "restore":
        return { type: "done", id, done: (await this.#workspace?.restore()) ?? false };
      case "past":
        return { type, id, ...(await this.#past.entries()) };
      case "snapshot":
        return { type, id, variables: await this.#past.at(question.seq) };
    }
  }
}
