/** The plain Python kernel's main story on every Python that this machine has. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
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

  test("what a program says on either stream stands between what was printed before and after it", async () => {
    const shell = await startPython(program);
    const code = `import os, subprocess, sys
for i in range(40):
    print("before", i, "open", end=" ")
    if i % 2: subprocess.run(["sh", "-c", f"echo helper {i} >&2"])
    else: os.system(f"echo helper {i} >&2")
    print("after", i)`;
    const { published } = await shell.run(code);
    const said = story(published).join("");
    const order = [...said.matchAll(/(before|helper|after) (\d+)/g)].map(([, what, i]) => `${what} ${i}`);
    expect(order).toEqual(
      Array.from({ length: 40 }, (_, i) => [`before ${i}`, `helper ${i}`, `after ${i}`]).flat(),
    );
  });

  test("a SyntaxError shows the line that was run, and names lines as the file has them", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "tandem-syntax-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "exp.py");
    const before = Array.from({ length: 20 }, (_, i) => `line_${i + 1} = ${i + 1}`);
    const shell = await startPython(program);
    const cells: [string, number, string][] = [
      ["a = 1\nb = = 2", 22, "b = = 2"],
      ["a = 1\nprint(((1)", 22, "print(((1)"],
      ["a = 1\nreturn a", 22, "return a"],
      ["if a:\nb = 1", 22, "b = 1"],
      ["def f(x):\n    global x", 22, "global x"],
      ["c = 1\nd = 'never ends", 22, "d = 'never ends"],
      ["x = (1 +\n  2\ny = [1)\nz = 1", 23, "y = [1)"],
    ];
    for (const saved of [true, false]) {
      for (const [code, line, text] of cells) {
        await writeFile(
          file,
          [...before, saved ? code : "older = text", "after = 1", "last = 2", ""].join("\n"),
        );
        const { ename, traceback } = await shell.run(code, { file, line: 21 });
        expect(["SyntaxError", "IndentationError"]).toContain(ename);
        const [, number, shown] = /line (\d+)\n\s*(.*)\n/.exec(traceback) ?? [];
        // Older versions see the fault of an open bracket only where it would have to end.
        if (shown === text) expect([Number(number), shown]).toEqual([line, text]);
        else
          expect(code.split("\n")[Number(number) - 21]?.trim() ?? "").toBe(
            shown?.trim().replace(/^[\^\s]*$/, "") ?? "",
          );
        for (const [, named] of traceback.matchAll(/on line (\d+)/g))
          expect(Number(named)).toBeGreaterThan(20);
      }
    }
    const warned = await shell.run("a = 1\nb = a is 'x'", { file, line: 21 });
    expect(warned.stderr).toMatch(/exp.py:22: SyntaxWarning/);
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
