import { expect, it } from "vitest";
import { isKernelsOwn } from "./read-stop";

it("knows the threads of the kernel's own machinery from those of the user", () => {
  for (const name of [
    "Dummy-4",
    "IPythonHistorySavingThread",
    "Control",
    "Heartbeat",
    "IOPub",
    "Thread-2 (_watch_pipe_fd)",
    "Thread-11 (_thread_main)",
  ])
    expect(isKernelsOwn(name), name).toBe(true);
  for (const name of [
    "MainThread",
    "Thread-2",
    "Thread-3 (measure)",
    "Control room",
    "ThreadPoolExecutor-0_0",
  ])
    expect(isKernelsOwn(name), name).toBe(false);
});
