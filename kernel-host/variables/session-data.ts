/** What clients may ask of the tables in a kernel, and when what they show may have changed. */
import { isDeepStrictEqual } from "node:util";
import type { DataAnswer, DataQuestion, DataState } from "../../preload/contract/data";
import { Observable } from "../floor/observable";
import type { KernelFacts } from "./workspace";

const NO_KERNEL: DataState = { type: "state", life: null, executionCount: 0, running: false };

export class SessionData {
  readonly state = new Observable<DataState>(NO_KERNEL);
  #reader: KernelFacts["reader"];

  /** The kernel does something else now. */
  look({ reader, life, busy, stopped, executionCount }: KernelFacts): void {
    this.#reader = reader;
    const count = executionCount();
    const known = reader && reader.readiness !== "unknown" && reader.readiness !== "being taught";
    const at = stopped === undefined ? {} : { stopped };
    const next: DataState = known
      ? { type: "state", life, executionCount: count, running: busy, ...at }
      : NO_KERNEL;
    if (!isDeepStrictEqual(next, this.state.get())) this.state.set(next);
  }

  async answer(question: DataQuestion): Promise<DataAnswer> {
    return (await this.#reader?.askData(question)) ?? { status: "busy" };
  }
}
