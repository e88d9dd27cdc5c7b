/** The Jupyter messaging protocol as tests: one and the same suite for each kernel and both transports. */
import { afterAll, beforeAll, describe } from "vitest";
import { controlSuite } from "./control-suite";
import { executeSuite } from "./execute-suite";
import { type Kernel, type RunningKernel, startKernel } from "./kernels";
import { requestsSuite } from "./requests-suite";
import { stdinSuite } from "./stdin-suite";
import type { Subject } from "./subject";

export function describeProtocol(
  kernel: Kernel,
  transports: readonly ("ipc" | "tcp")[] = process.platform === "win32" ? ["tcp"] : ["ipc", "tcp"],
): void {
  describe.each(transports)(`${kernel.name} over %s`, (transport) => {
    let running: RunningKernel;
    beforeAll(async () => {
      running = await startKernel(kernel, transport);
    });
    afterAll(() => running?.dispose());
    const subject: Subject = { kernel, running: () => running };

    describe("execute", () => executeSuite(subject));
    describe("requests", () => requestsSuite(subject));
    describe("stdin", () => stdinSuite(subject));
    describe("control", () => controlSuite(subject, transport));
  });
}
