/** Logs for the tests of the reducer, and what it makes of them in short. */
import { expect } from "vitest";
import type { LogRecord, LogRecordOf, ViewMark } from "../contract/records";
import { reduce } from "./reduce";
import type { Block, Output, Transcript } from "./transcript";

/** Writes records as a host would number them. */
export class Log {
  readonly records: LogRecord[] = [];
  life = 1;

  #add<Kind extends LogRecord["kind"]>(
    kind: Kind,
    rest: Omit<LogRecordOf<Kind>, "kind" | "seq" | "life" | "time">,
  ): this {
    const seq = this.records.length + 1;
    this.records.push({ kind, seq, life: this.life, time: 1000 * seq, ...rest } as unknown as LogRecord);
    return this;
  }
  request(msgId: string, code: string, more: Partial<LogRecordOf<"request">> = {}) {
    return this.#add("request", { msgId, client: "window-1", code, ...more });
  }
  sent(msgId: string) {
    return this.#add("request_sent", { msgId });
  }
  end(msgId: string, more: Partial<LogRecordOf<"request_end">> = {}) {
    return this.#add("request_end", { msgId, status: "ok", ...more });
  }
  message(
    msgType: string,
    parent: string | null,
    content: Record<string, unknown>,
    more: Partial<LogRecordOf<"message">> = {},
  ) {
    return this.#add("message", {
      socket: "iopub",
      msgType,
      msgId: `m${this.records.length}`,
      parent,
      foreign: false,
      content,
      ...more,
    });
  }
  input(parent: string, n: number, code = "") {
    return this.message("execute_input", parent, { code, execution_count: n });
  }
  print(parent: string | null, text: string, name: "stdout" | "stderr" = "stdout") {
    return this.#add("stream", { parent, foreign: false, name, text });
  }
  raw(text: string, name: "stdout" | "stderr" = "stderr") {
    return this.#add("raw", { name, offset: 0, text });
  }
  event(event: LogRecordOf<"life">["event"], sentence: string, more: Partial<LogRecordOf<"life">> = {}) {
    return this.#add("life", { event, sentence, ...more });
  }
  stopped(parent: string, line: number, more: Partial<LogRecordOf<"debugger">> = {}) {
    const frame = { name: "fit", file: "/lab/f.py", line };
    return this.#add("debugger", { event: "stopped", reason: "breakpoint", parent, frame, ...more });
  }
  ask(parent: string | null, requestId: string, prompt: string, password = false) {
    return this.message("input_request", parent, { prompt, password }, { socket: "stdin", msgId: requestId });
  }
  answer(requestId: string, parent: string | null, value?: string) {
    return this.#add("input_answered", {
      requestId,
      parent,
      client: "window-2",
      ...(value !== undefined && { value }),
    });
  }
  /** A whole cell. */
  cell(msgId: string, n: number, code: string, ...printed: string[]) {
    this.request(msgId, code).sent(msgId).input(msgId, n);
    for (const text of printed) this.print(msgId, text);
    return this.end(msgId, { executionCount: n });
  }
}

export const shown = (log: Log, marks: readonly ViewMark[] = []) => reduce(log.records, marks);
export const only = (transcript: Transcript): Block => {
  expect(transcript.blocks).toHaveLength(1);
  return transcript.blocks[0] as Block;
};
/** An output in short: what a reader of the shell would tell. */
export const brief = (output: Output): string => {
  if (output.kind === "stream" || output.kind === "raw") {
    return `${output.name}: ${output.lines
      .slice(output.from ?? 0)
      .map((line) => line.text)
      .join("|")}`;
  }
  if (output.kind === "display") return `display: ${String(output.data["text/plain"])}`;
  if (output.kind === "error") return `error: ${output.traceback.map((line) => line.text).join("|")}`;
  if (output.kind === "input")
    return `input: ${output.prompt}${output.withdrawn ? "withdrawn" : (output.answer ?? "?")}`;
  return output.kind === "event" ? `event: ${output.sentence}` : output.kind;
};
export const briefs = (block: Block | undefined) => block?.outputs.map(brief);
