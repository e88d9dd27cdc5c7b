/** What an earlier host of a session left open, read from its log: from there a host that takes over goes on. */
import type { LogRecord } from "../../preload/contract/records";
import type { KernelPrompts, PendingInput } from "../conversation/prompt";
import type { ExecuteRequest } from "../conversation/request-queue";
import type { Log } from "../log/log";

/** So many records are looked through for the newest prompt; a cell may have printed more since. */
const LOOK_BACK = 100_000;
/** Records that are looked at together, from the end backwards. */
const STRETCH = 1_000;
const READ_BYTES = 1024 * 1024;

export interface LeftOpen {
  /** msg_id of the request at the kernel. */
  readonly running: string | undefined;
  /** An error was shown in it. */
  readonly failed: boolean;
  /** Requests that were never sent. */
  readonly queued: readonly ExecuteRequest[];
  /** The question that nobody has answered. */
  readonly input: PendingInput | undefined;
  /** The number that the next execution will have. */
  readonly nextCount: number;
  /** The prompts that a kernel said itself. */
  readonly prompts: KernelPrompts | undefined;
  /** Anything was executed. */
  readonly used: boolean;
}

export function readLeftOpen(log: Log): LeftOpen {
  const open = log.openBlocks;
  const [oldest] = open;
  // One at a time goes to the kernel, and that is noted in its block.
  const running = oldest && oldest.last > oldest.first ? oldest : undefined;
  const queued = open.flatMap(({ first }) => (first === running?.first ? [] : readRequest(log, first)));
  return {
    running: running?.msgId,
    failed: running?.failed ?? false,
    queued,
    used: log.used,
    ...readPrompt(log),
  };
}

function readRequest(log: Log, seq: number): ExecuteRequest[] {
  const record = log.read(seq - 1, 1).find((one) => one.seq === seq);
  if (record?.kind !== "request") return [];
  const { msgId, client, code, origin, frame } = record;
  // It was evaluated where the kernel stood, if at all: its end is told by whoever takes over.
  if (frame) return [];
  return [{ msgId, client, code, ...(origin === undefined ? {} : { origin }) }];
}

/** The newest prompt's question, where nobody has answered it, the newest number that an execution had, and the prompts. */
function readPrompt(log: Log): Pick<LeftOpen, "input" | "nextCount" | "prompts"> {
  let input: PendingInput | undefined;
  let nextCount: number | undefined;
  let prompted = false;
  const answered = new Set<string>();
  for (const record of backwards(log)) {
    if (record.kind === "input_answered") answered.add(record.requestId);
    if (record.kind === "prompt" && !prompted) {
      prompted = true;
      const { prompt } = record;
      if ((prompt.kind === "input" || prompt.kind === "debugger") && !answered.has(prompt.requestId)) {
        const { requestId, text, password } = prompt;
        input = { requestId, parent: log.openBlocks[0]?.msgId ?? null, prompt: text, password };
      }
    }
    nextCount ??= countOf(record);
    if (record.kind !== "prompt" || record.prompt.kind !== "primary") continue;
    const { text: primary, continuation, executionCount } = record.prompt;
    const prompts = continuation === undefined ? undefined : { primary, continuation };
    return { input, nextCount: nextCount ?? executionCount, prompts };
  }
  return { input, nextCount: nextCount ?? 1, prompts: undefined };
}

/** The number that an execution after this record has, where the record tells. */
function countOf(record: LogRecord): number | undefined {
  if (record.kind === "prompt" && record.prompt.kind === "primary") return record.prompt.executionCount;
  if (record.kind === "request_end" && record.executionCount !== undefined) return record.executionCount + 1;
  if (record.kind !== "message" || record.msgType !== "execute_input") return undefined;
  const count = record.content["execution_count"];
  return typeof count === "number" ? count + 1 : undefined;
}

function* backwards(log: Log): Generator<LogRecord> {
  const floor = Math.max(log.first - 1, log.last - LOOK_BACK);
  for (let to = log.last; to > floor; to -= STRETCH) {
    yield* stretch(log, Math.max(floor, to - STRETCH), to).reverse();
  }
}

/** The records after `from` up to `to`. */
function stretch(log: Log, from: number, to: number): LogRecord[] {
  const records: LogRecord[] = [];
  for (let after = from; after < to; ) {
    const read = log.read(after, READ_BYTES);
    records.push(...read.filter(({ seq }) => seq <= to));
    after = read.at(-1)?.seq ?? to;
  }
  return records;
}
