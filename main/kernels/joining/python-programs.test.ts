import { spawn } from "node:child_process";
import { expect, onTestFinished, test } from "vitest";
import { attachId, programName, pythonPrograms } from "./python-programs";

// What systems without /proc and ps list is nothing.
test.skipIf(process.platform === "win32")(
  "a Python that runs is listed, and called by its module",
  async () => {
    const child = spawn("python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1"], {
      stdio: "pipe",
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const found = (await pythonPrograms()).find(({ pid }) => pid === child.pid);
    expect(found?.command).toContain("-m http.server");
    const id = await attachId(`attach:pid:${child.pid}`);
    expect(id).toMatch(/^attach:pid:\d+:\d+$/);
    expect(await programName(id)).toBe(`http.server (${child.pid})`);
  },
);

test("an address is left as it is", async () => {
  expect(await attachId("attach:127.0.0.1:5678")).toBe("attach:127.0.0.1:5678");
  expect(await programName("attach:127.0.0.1:5678")).toBeUndefined();
});
