/** The plain Python kernel's main story on every Python that this machine has. */
import { describe, expect, test } from "vitest";
import { findPythons, startPython, story } from "./builtin-python-fixture";

const all = findPythons();
const usable = all.filter(({ version: [major = 0, minor = 0] }) => major === 3 && minor >= 8);

test("there is a Python to try", () => expect(usable).not.toEqual([]));

describe.each(usable)("$name", ({ program, version }) => {
  test("runs code, keeps its state, shows values and errors", async () => {
    const shell = await startPython(program);
    const { reply } = await shell.client.ask("kernel_info_request");
    expect(reply.content).toMatchObject({
      implementation: "tandem-python",
      language_info: { name: "python", version: expect.stringMatching(`^${version.join("\\.")}\\.`) },
      tandem: { prompts: { primary: ">>> ", continuation: "... " } },
    });
    expect(await shell.run("x = 6\nx * 7")).toMatchObject({ status: "ok", result: "42" });
    expect(await shell.run("_ + 1, __name__, __import__('__main__').x")).toMatchObject({
      result: "(43, '__main__', 6)",
    });
    const failed = await shell.run("def broken():\n    return 1 / 0\nbroken()");
    expect(failed).toMatchObject({ status: "error", ename: "ZeroDivisionError" });
    expect(failed.traceback).toMatch(
      /^Traceback.*\n {2}File "<cell 3>", line 3, in <module>\n {4}broken\(\)/,
    );
    expect(failed.traceback).toContain('File "<cell 3>", line 2, in broken\n    return 1 / 0');
    expect(failed.traceback).not.toContain("tandem_kernel");
    expect(await shell.run("import sys; sys.last_value")).toMatchObject({
      result: "ZeroDivisionError('division by zero')",
    });
    expect(await shell.run("import asyncio\nawait asyncio.sleep(0.01, 'awaited')")).toMatchObject({
      result: "'awaited'",
    });
  });

  test("keeps the order of all that writes to a stream, and ends it before idle", async () => {
    const shell = await startPython(program);
    const code = `
import os, subprocess, sys
print("print", end=" ")
os.write(1, b"os.write ")
subprocess.run([sys.executable, "-c", "print('subprocess', end=' ')"])
sys.stdout.buffer.write(b"buffer ")
print("first")
print("warning", file=sys.stderr)
display("shown")
print("last")
`;
    const { published } = await shell.run(code);
    expect(story(published)).toEqual([
      "stdout: print os.write subprocess buffer first\n",
      "stderr: warning\n",
      "display_data",
      "stdout: last\n",
    ]);
  });

  test("asks for input, completes, inspects, and is interrupted", async () => {
    const shell = await startPython(program);
    expect(await shell.run("input('name? ') + '!'", { answers: ["Ada"] })).toMatchObject({
      result: "'Ada!'",
    });
    expect(await shell.complete("import os; os.path.joi|")).toEqual([]);
    await shell.run("import os");
    expect(await shell.complete("os.path.joi|")).toEqual(["os.path.join"]);
    const { reply } = await shell.client.ask("inspect_request", {
      code: "os.getcwd",
      cursor_pos: 9,
      detail_level: 0,
    });
    expect(JSON.stringify(reply.content)).toContain("current working directory");
    expect(await shell.isComplete("def f():")).toBe('incomplete "    "');
    const sleeping = await shell.begin("import time\nprint('now')\ntime.sleep(100)", "now");
    await shell.interrupt();
    expect(await shell.outcomeOf(sleeping)).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect(await shell.run("1 + 1")).toMatchObject({ result: "2" });
  });
});
