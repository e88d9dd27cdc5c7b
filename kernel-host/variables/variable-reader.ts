/**
 * Asks a kernel for its variables. Kernels of Tandem's own know the question and answer it on control, also while code
 * runs; others are taught it by their adapter first, and where there is none they are not asked.
 */
import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { type DataAnswer, type DataQuestion, dataAnswer } from "../../preload/contract/data";
import { type VariableList, variableList } from "../../preload/contract/variables";
import type { Clock } from "../floor/clock";
import type { Json } from "../wire/message";
import { adapterFor } from "./adapters";
import type { Adapter } from "./contract/adapter";

/** A kernel that has not answered after so long is held by something that lets no other thread run, in ms. */
const ANSWER_MS = 3_000;
/** Questions that are remembered, so that a late answer, and what it brings on iopub, is known as one. */
const KEPT = 200;
/** What was queued in a kernel when a cell failed is aborted; it is tried again so often. */
const MOST_TRIES = 5;

const BUSY: Json = { status: "busy" };

/** The target of comms that ask. */
const TARGET = "tandem.variables";

/** Of what is asked: the path to a thing, or none for the variables; from which part on, and how many. */
export interface VariablesRequest {
  readonly path?: readonly string[];
  readonly from?: number;
  readonly count?: number;
  /** Or, of what is done: the contract (preload/contract/variables) says it. */
  readonly hold?: string;
  readonly restore?: true;
  readonly release?: true;
  readonly leave?: true;
}

/** What a kernel says of itself, as far as it matters here. */
export interface KernelNature {
  readonly implementation?: string;
  readonly abilities?: readonly string[];
}

export interface VariableReaderOptions {
  readonly clock: Clock;
  readonly send: (socket: "control" | "shell", msgType: string, content: Json, msgId: string) => void;
  /** Whether code runs. */
  readonly busy: () => boolean;
  /** Runs code silently: beside what runs where the kernel can (on a subshell), else behind it. */
  readonly run: (code: string, msgId: string) => void;
  /** An earlier host has taught it. */
  readonly taught: boolean;
  /** It can be asked from now on. */
  readonly ready: () => void;
}

/** "unknown": the kernel has not said yet what it is. */
export type Readiness = "unknown" | "cannot" | "being taught" | "ready";

export class VariableReader {
  #readiness: Readiness = "unknown";
  #teaching: string | undefined;
  #tries = 0;
  #adapter: Adapter | undefined;
  #tellsData = false;
  readonly #open = new Map<string, { resolve: (content: Json) => void; cancel: () => void }>();
  /** msg_ids of all that was sent from here, oldest first. */
  readonly #sent = new Set<string>();
  #faulty = false;
  /** Who wait for the end of its teaching. */
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly options: VariableReaderOptions) {}

  get readiness(): Readiness {
    return this.#readiness;
  }

  /** The kernel has said what it is. */
  begin({ implementation, abilities = [] }: KernelNature): void {
    if (this.#readiness !== "unknown") return;
    const known = abilities.includes("variables");
    this.#adapter = known ? undefined : adapterFor(implementation);
    this.#tellsData = known ? abilities.includes("data") : (this.#adapter?.tellsData ?? false);
    if (known || (this.#adapter && this.options.taught)) this.#become("ready");
    else if (this.#adapter) this.#teach(this.#adapter);
    else this.#readiness = "cannot";
  }

  /** Resolves once the kernel is not being taught any more, at once where it is not. */
  taught(): Promise<void> {
    if (this.#readiness !== "being taught") return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #endTeaching(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Whether a message with this parent belongs to a question from here. */
  asked(parentId: string): boolean {
    return this.#sent.has(parentId);
  }

  /** Asks; "busy" when no answer came in time, or the kernel cannot be asked. What fits nothing is an error. */
  async ask(request: VariablesRequest): Promise<VariableList> {
    return this.#read(variableList, await this.#question("tandem_variables_request", { ...request }));
  }

  /** Asks about a table, in the same way. */
  async askData(question: DataQuestion): Promise<DataAnswer> {
    const cannot = this.#readiness === "cannot" || (this.#readiness === "ready" && !this.#tellsData);
    if (cannot) return { status: "cannot", why: "kernel" };
    return this.#read(dataAnswer, await this.#question("tandem_data_request", { ...question }));
  }

  #question(msgType: string, content: Json): Promise<Json> {
    const byComm = this.#adapter?.asks === "by comm";
    // A comm's message would wait behind what runs.
    if (this.#readiness !== "ready" || (byComm && this.options.busy())) return Promise.resolve(BUSY);
    const msgId = this.#remembered();
    return new Promise((resolve) => {
      const cancel = this.options.clock.after(ANSWER_MS, () => this.#end(msgId, BUSY));
      this.#open.set(msgId, { resolve, cancel });
      if (!byComm) this.options.send("control", msgType, content, msgId);
      else {
        const data = msgType === "tandem_data_request" ? { data: content } : content;
        this.options.send("shell", "comm_open", { comm_id: msgId, target_name: TARGET, data }, msgId);
      }
    });
  }

  /** Takes what a question from here brought on iopub: by a comm it is the answer. */
  heard(parentId: string, msgType: string, content: Json): void {
    if (msgType !== "comm_msg" || !this.#open.has(parentId)) return;
    const { answer } = (content["data"] ?? {}) as { readonly answer?: unknown };
    this.#end(parentId, typeof answer === "string" ? parsed(answer) : {});
  }

  /** Takes a reply from shell or control; false when it answers no question from here. */
  reply(parentId: string, content: Json): boolean {
    if (!this.#sent.has(parentId)) return false;
    if (parentId === this.#teaching) this.#taught(content);
    else if (this.#open.has(parentId)) this.#end(parentId, content);
    return true;
  }

  /** The life ends: nothing that is open will be answered. */
  endAll(): void {
    for (const id of [...this.#open.keys()]) this.#end(id, BUSY);
    this.#readiness = "unknown";
    this.#endTeaching();
  }

  #become(readiness: Readiness): void {
    this.#readiness = readiness;
    if (readiness === "ready") this.options.ready();
    this.#endTeaching();
  }

  #teach(adapter: Adapter): void {
    this.#readiness = "being taught";
    this.#tries++;
    const msgId = this.#remembered();
    this.#teaching = msgId;
    try {
      this.options.run(adapter.code(), msgId);
    } catch (error) {
      this.#become("cannot");
      console.error("the kernel cannot be taught to tell its variables:", error);
    }
  }

  #taught({ status, ename }: Json): void {
    if (status === "ok") this.#become("ready");
    else if (status !== "error" && this.#adapter && this.#tries < MOST_TRIES) this.#teach(this.#adapter);
    else {
      this.#become("cannot");
      console.error("the kernel cannot be taught to tell its variables:", status, ename);
    }
  }

  #remembered(): string {
    const msgId = randomUUID();
    this.#sent.add(msgId);
    const [oldest] = this.#sent;
    if (this.#sent.size > KEPT && oldest !== undefined) this.#sent.delete(oldest);
    return msgId;
  }

  #end(msgId: string, content: Json): void {
    const open = this.#open.get(msgId);
    if (!open) return;
    this.#open.delete(msgId);
    open.cancel();
    open.resolve(content);
  }

  #read<Answer extends { readonly status: string }>(
    schema: v.GenericSchema<unknown, Answer>,
    content: Json,
  ): Answer | { status: "error" } {
    const answer = v.safeParse(schema, content);
    if (answer.success) return answer.output;
    if (!this.#faulty)
      console.error(`what the kernel tells of its variables does not fit: ${v.summarize(answer.issues)}`);
    this.#faulty = true;
    return { status: "error" };
  }
}

/** JSON text as an adapter has it; what is none fits nothing. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
