/** Long work in short tasks: many pieces of it can wait in one, the window goes first. */
import type { Pace } from "./pace";

/** Longest work in one task, in ms. */
const SLICE_MS = 8;

export class TaskSlices {
  #end = 0;

  constructor(private readonly pace: Pick<Pace, "now" | "nextTask">) {}

  /** Whether the present task has worked long enough: then `pause` before going on. */
  get over(): boolean {
    return this.pace.now() > this.#end;
  }

  /** Resolves in a task of its own. */
  async pause(): Promise<void> {
    await this.pace.nextTask();
    this.#end = this.pace.now() + SLICE_MS;
  }
}
