/** pdb in the plain Python kernel: its prompt, the frames that it shows, and its end with the cell. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { findPythons, python, startPython } from "./builtin-python-fixture";

const usable = findPythons().filter(({ version: [major = 0, minor = 0] }) => major === 3 && minor >= 8);
const [oldest] = usable;
const newest = usable.filter(({ name }) => name.startsWith("CPython")).at(-1);
const tried = [{ name: "the tests' Python", program: python }, oldest, newest].filter(
  (one) => one !== undefined,
);

describe.each(tried)("$name", ({ program }) => {
  test("breakpoint() asks with pdb's prompt, and shows the user's frames only", async () => {
    const shell = await startPython(program);
    const code = "def f(x):\n    breakpoint()\n    y = x + 1\n    return y\nprint(f(3))";
    const { stdout, status } = await shell.run(code, { answers: ["w", "p x + 40", "c"] });
    expect(shell.client.heard.stdin.map(({ content }) => content["prompt"])).toEqual(Array(3).fill("(Pdb) "));
    expect(status).toBe("ok");
    expect(stdout).toMatch(/<cell 1>\(5\)<module>\(\)\n-> print\(f\(3\)\)\n> <cell 1>\(\d\)f\(\)/);
    expect(stdout).toContain("43\n");
    expect(stdout).not.toContain("tandem_kernel");
    expect(stdout).not.toContain("start.py");
  });

  test("stepping leads through the cell and not into the kernel, nor into what runs next", async () => {
    const shell = await startPython(program);
    const code = "def f():\n    breakpoint()\n    return 5\nx = f()\ny = x + 1\n{'shown': y}";
    // Whatever this version asks at first, ten steps lead past the end of the cell.
    const request = await shell.client.send("shell", "execute_request", {
      ...{ code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true },
    });
    const isOver = () =>
      shell.client.heard.shell.some(({ parent }) => parent?.msg_id === request.header.msg_id);
    for (let step = 0; !isOver(); step++) {
      expect(step).toBeLessThan(10);
      await shell.client.until("a question, or the end", () =>
        isOver() || shell.client.heard.stdin.length > step ? true : undefined,
      );
      if (!isOver()) await shell.client.send("stdin", "input_reply", { value: "n" });
    }
    const { stdout, result } = await shell.outcomeOf(request);
    expect(result).toBe("{'shown': 6}");
    expect(stdout).toContain("-> y = x + 1");
    for (const [, file] of stdout.matchAll(/^> (.*)\(\d+\)/gm)) expect(file).toBe("<cell 1>");
    expect(await shell.run("def g(): return 1\ng()")).toMatchObject({
      status: "ok",
      result: "1",
      stdout: "",
    });
    expect(await shell.run("'__return__' in globals()")).toMatchObject({ result: "False" });
  });

  test("q and an interrupt end the code, in a sentence", async () => {
    const shell = await startPython(program);
    const quit = await shell.run("breakpoint()\nprint('not reached')", { answers: ["q"] });
    expect(quit).toMatchObject({
      ename: "BdbQuit",
      traceback: "The debugger was quit, and the code with it.",
    });
    const content = { code: "breakpoint()\nprint('not reached')", silent: false, allow_stdin: true };
    const request = await shell.client.send("shell", "execute_request", content);
    await shell.client.until("its question", () => shell.client.heard.stdin[1]);
    await shell.interrupt();
    expect(await shell.outcomeOf(request)).toMatchObject({ status: "error", ename: "BdbQuit" });
    const sleeping = await shell.begin("import time\nprint('now')\ntime.sleep(1000)", "now");
    await shell.interrupt();
    expect(await shell.outcomeOf(sleeping)).toMatchObject({ ename: "KeyboardInterrupt" });
  });
});

test.each(usable)(
  "$name: the debugger opens in a folder whose files are called as modules that it needs",
  async ({ program }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "tandem-shadow-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const name of ["cmd", "signal", "code", "bdb", "pprint", "dis", "timeit", "readline", "copy"])
      await writeFile(path.join(folder, `${name}.py`), `mine = "${name} of the user"\n`);
    const shell = await startPython(program);
    await shell.run(`%cd ${folder}`);
    // One of the user's is there already, the others come later.
    expect(await shell.run("import cmd, bdb\ncmd.mine")).toMatchObject({ result: "'cmd of the user'" });
    for (const code of ["breakpoint()", "import pdb; pdb.set_trace()"]) {
      const stopped = await shell.run(`x = 40\n${code}\ny = x`, { answers: ["p x + 2", "c"] });
      expect(stopped).toMatchObject({ status: "ok", stderr: "" });
      expect(stopped.stdout).toContain("42\n");
    }
    await shell.run("def f(depth):\n    return 1 / depth\nf(0)");
    const after = await shell.run("debug", { answers: ["p depth + 42", "q"] });
    expect(after).toMatchObject({ status: "ok", stdout: expect.stringContaining("42\n") });
    expect(await shell.run("import code\ncmd.mine, code.mine, bdb.mine")).toMatchObject({
      result: expect.stringMatching(/cmd of the user.*code of the user.*bdb of the user/),
    });
    // A file that is called as the debugger itself is the user's module, and no debugger.
    await writeFile(path.join(folder, "pdb.py"), "mine = 'pdb of the user'\n");
    const again = await startPython(program);
    await again.run(`%cd ${folder}`);
    expect(await again.run("import pdb\npdb.mine\n")).toMatchObject({ result: "'pdb of the user'" });
    await again.run("1 / 0");
    expect(await again.run("debug", { answers: ["p 6 * 7", "q"] })).toMatchObject({
      stdout: expect.stringContaining("42\n"),
    });
    expect(await again.run("%timeit -n 1 -r 1 pass")).toMatchObject({ status: "ok" });
  },
);

test("post mortem: debug, pdb.pm() and sys.last_traceback show where the error was raised", async () => {
  const shell = await startPython();
  await shell.run("def f(depth):\n    return 1 / depth\nf(0)");
  for (const code of ["debug", "import pdb; pdb.pm()", "pdb.post_mortem(__import__('sys').last_traceback)"]) {
    const { stdout, status } = await shell.run(code, { answers: ["p depth + 42", "w", "q"] });
    expect(status).toBe("ok");
    expect(stdout).toContain("42\n");
    expect(stdout).toContain("-> return 1 / depth");
    expect(stdout).not.toContain("tandem_kernel");
  }
});

test("breakpoints stay; in a thread, in a repr and behind await there is a debugger too", async () => {
  const shell = await startPython();
  await shell.run("def f():\n    a = 7\n    return a");
  await shell.run("breakpoint(); pass", { answers: ["b f", "c"] });
  const later = await shell.run("f()", { answers: ["n", "p a + 35", "c"] });
  expect(later).toMatchObject({ result: "7", stdout: expect.stringContaining("42\n") });
  const repr =
    "class R:\n    def __repr__(self):\n        breakpoint()\n        a = 1\n        return 'R'\nR()";
  expect(await shell.run(repr, { answers: ["c"] })).toMatchObject({ result: "R" });
  const thread =
    "import threading\ndef work():\n    breakpoint()\n    z = 3\nthread = threading.Thread(target=work); thread.start(); thread.join()";
  expect((await shell.run(thread, { answers: ["p 40 + 2", "c"] })).stdout).toContain("42\n");
  const awaited =
    "import asyncio\nasync def co():\n    await asyncio.sleep(0)\n    breakpoint()\n    return 8\nawait co()";
  const { stdout, result } = await shell.run(awaited, { answers: ["w", "c"] });
  expect(result).toBe("8");
  expect(stdout).not.toMatch(/base_events|tandem_kernel/);
});
