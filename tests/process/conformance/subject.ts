/** What the suites of the protocol are run on. */
import { expect } from "vitest";
import type { Message } from "../../../kernel-host/wire/message";
import type { Kernel, RunningKernel } from "./kernels";

export interface Subject {
  readonly kernel: Kernel;
  /** The kernel that the tests of a suite share. */
  running(): RunningKernel;
}

/** Protocol "Request-Reply": what a reply with status error holds. */
export function errorReply({ content }: Message): void {
  expect(content).toMatchObject({ status: "error", ename: expect.any(String), evalue: expect.any(String) });
  expect(content["traceback"]).toBeInstanceOf(Array);
}
