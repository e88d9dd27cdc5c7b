import { expect, it } from "vitest";
import type { KernelExit } from "../../../preload/contract/kernel-state";
import type { LogRecord, LogRecordOf, RequestEnd } from "../../../preload/contract/records";
import { exitCodeOf, Outcome } from "./outcome";

const at = { seq: 1, life: 1, time: 0 };
const ended = (status: RequestEnd, payload?: LogRecordOf<"request_end">["payload"]): LogRecord => ({
  ...at,
  kind: "request_end",
  msgId: "script",
  status,
  ...(payload && { payload }),
});
const failed = (ename: string, evalue = ""): LogRecord => ({
  ...at,
  kind: "message",
  socket: "iopub",
  msgType: "error",
  msgId: "error",
  parent: "script",
  foreign: false,
  content: { ename, evalue },
});
const died = (exit: Partial<KernelExit>): LogRecord => ({
  ...at,
  kind: "life",
  event: "died",
  sentence: "",
  exit: { code: null, signal: null, words: "", ...exit },
});

async function code(...records: LogRecord[]): Promise<number> {
  const outcome = new Outcome("script");
  for (const record of records) outcome.hear([record]);
  return exitCodeOf(await outcome.end);
}

it("code that ran to its end, failed, or raised SystemExit", async () => {
  expect(await code(ended("ok"))).toBe(0);
  expect(await code(failed("ValueError"), ended("error"))).toBe(1);
  expect(await code(failed("SystemExit", "3"), ended("error"))).toBe(3);
  expect(await code(failed("SystemExit", "no data"), ended("error"))).toBe(1);
});

it("code that ended its kernel: the kernel's exit code is the script's", async () => {
  const asked = [{ source: "ask_exit", keepkernel: false }];
  expect(await code(ended("ok", asked), died({ code: 3, asked: true }))).toBe(3);
  expect(await code(ended("ok", asked), died({ code: 0, asked: true }))).toBe(0);
  expect(await code(failed("KernelEnded"), ended("error"), died({ code: 3 }))).toBe(3);
  expect(await code(ended("ok", [{ source: "page" }]))).toBe(0);
});

it("a kernel that was killed, or of whose end nothing is known", async () => {
  expect(await code(failed("KernelEnded"), ended("error"), died({ signal: "SIGKILL" }))).toBe(4);
  expect(await code(ended("kernel died"), died({}))).toBe(4);
  expect(await code(ended("restarted"))).toBe(4);
  const life: LogRecord = { ...at, kind: "life", event: "shut down", sentence: "" };
  expect(await code(ended("kernel died"), life)).toBe(4);
});
