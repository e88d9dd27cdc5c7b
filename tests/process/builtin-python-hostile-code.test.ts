/** Code that breaks what a shell stands on: the shell says so and lives, or says why it does not. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Python, startPython, story } from "./builtin-python-fixture";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function alive(shell: Python): Promise<void> {
  expect(await shell.run("print('alive'); 6 * 7")).toMatchObject({
    status: "ok",
    stdout: "alive\n",
    result: "42",
  });
}

describe("streams", () => {
  test.each([
    ["sys.stdout = None", "sys.stdout was None; the shell has put its own back.\n"],
    ["sys.stdout.close()", "sys.stdout was closed; the shell has put its own back.\n"],
    ["import os; os.close(1)", "Descriptor 1 (stdout) was closed; it is open again.\n"],
    ["import os; os.close(2)", "Descriptor 2 (stderr) was closed; it is open again.\n"],
    ["sys.stdin = None", "sys.stdin was None; the shell has put its own back.\n"],
  ])("%s", async (code, said) => {
    const shell = await startPython();
    expect(await shell.run(`import sys; ${code}`)).toMatchObject({ status: "ok", stderr: said });
    await alive(shell);
    expect(await shell.run("import os; os.system('echo from a subprocess')")).toMatchObject({
      stdout: "from a subprocess\n",
    });
  });

  test("descriptor 1 made non-blocking, and much output", async () => {
    const shell = await startPython();
    const { stdout } = await shell.run("import os\nos.set_blocking(1, False)\nprint('x' * 3_000_000)");
    expect(stdout).toBe(`${"x".repeat(3_000_000)}\n`);
    await alive(shell);
  });

  test("descriptor 1 redirected by the user, and back", async () => {
    const shell = await startPython();
    const code = `
import os, tempfile
kept = os.dup(1)
file = tempfile.TemporaryFile()
os.dup2(file.fileno(), 1)
print("into the file")
os.system("echo this too")
os.dup2(kept, 1)
print("to the shell")
file.seek(0)
file.read()`;
    expect(await shell.run(code)).toMatchObject({
      stdout: "to the shell\n",
      result: "b'into the file\\nthis too\\n'",
    });
  });

  test("text that no encoding has, and bytes that are no text", async () => {
    const shell = await startPython();
    const { stdout } = await shell.run("import os\nprint('\\udcff')\nos.write(1, b'\\xff\\n');");
    expect(stdout).toBe("\\udcff\n\ufffd\n");
  });
});

describe("processes", () => {
  test("a forked child prints, and ends where the code ends", async () => {
    const shell = await startPython();
    const code = `
import os, warnings
warnings.simplefilter("ignore")
pid = os.fork()
if pid == 0:
    print("child")
    display("child's")
else:
    os.waitpid(pid, 0)
    print("parent")
pid == 0`;
    const { published } = await shell.run(code);
    expect(story(published)).toEqual(['stdout: child\n"child\'s"\nTrue\nparent\n', "execute_result"]);
    await alive(shell);
  });

  test("a forked child that fails says so and ends", async () => {
    const shell = await startPython();
    const code = `
import os, warnings
warnings.simplefilter("ignore")
pid = os.fork()
if pid == 0:
    1 / 0
os.WEXITSTATUS(os.waitpid(pid, 0)[1])`;
    const outcome = await shell.run(code);
    expect(outcome).toMatchObject({ status: "ok", result: "1" });
    expect(outcome.stderr).toContain("ZeroDivisionError: division by zero");
    await alive(shell);
  });

  test("workers that multiprocessing forks print, and give back what they computed", async () => {
    const shell = await startPython();
    const code = `
import multiprocessing, os, warnings
warnings.simplefilter("ignore")
def square(x):
    print("working")
    return x * x
with multiprocessing.get_context("fork").Pool(2) as pool:
    print(pool.map(square, [1, 2, 3]))`;
    const { stdout, status } = await shell.run(code);
    expect(status).toBe("ok");
    expect(stdout).toContain("[1, 4, 9]\n");
    expect(stdout.match(/working\n/g)).toHaveLength(3);
    await alive(shell);
  });

  test("os._exit ends the kernel with its code, and says so", async () => {
    const shell = await startPython();
    const outcome = await shell.run("import os; print('before'); os._exit(7)");
    expect(outcome).toMatchObject({ status: "error", stdout: "before\n" });
    expect(outcome.stderr).toBe("Python ended with exit code 7. Restart the kernel to go on.\n");
    expect(await shell.running.exited).toBe(7);
  });

  test("a segmentation fault: faulthandler's words, then the signal", async () => {
    const shell = await startPython();
    const { stderr } = await shell.run("import ctypes; ctypes.string_at(0)");
    expect(stderr).toMatch(
      /^Fatal Python error: Segmentation fault\n[\s\S]*File "<cell 1>", line 1 in <module>/,
    );
    expect(stderr).toMatch(
      /Python was ended by signal SIGSEGV \(segmentation fault\)\. Restart the kernel to go on\.\n$/,
    );
    expect(await shell.running.exited).toBe("SIGSEGV");
  });

  test("a signal ends the kernel as it ended Python, and not with a shell's code for it", async () => {
    const shell = await startPython();
    const { stderr } = await shell.run("import os, signal; os.kill(os.getpid(), signal.SIGKILL)");
    expect(stderr).toContain("Python was ended by signal SIGKILL");
    expect(await shell.running.exited).toBe("SIGKILL");
  });

  test("much output, and then a sudden end: all of it is heard", async () => {
    const shell = await startPython();
    const { stdout, stderr } = await shell.run(
      "import os\nfor i in range(100_000): print(i)\nos.kill(os.getpid(), 9)",
    );
    expect(stdout.trimEnd().split("\n").length).toBe(100_000);
    expect(stderr).toContain("signal SIGKILL");
  });

  test.each([
    ["a loop", "while True: pass"],
    ["C code that holds the interpreter's lock", "import re; re.match(r'(a+)+b', 'a' * 60)"],
  ])("when the kernel's process is killed, Python does not outlive it: %s", async (_, code) => {
    const shell = await startPython();
    const pid = Number((await shell.run("import os; os.getpid()")).result);
    await shell.begin(`print("now")\n${code}`, "now");
    shell.running.process.kill("SIGKILL");
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  });

  test("sys.exit() and raise SystemExit end the code, not the shell", async () => {
    const shell = await startPython();
    const outcome = await shell.run("import sys; sys.exit('enough')");
    expect(outcome).toMatchObject({ status: "error", ename: "SystemExit", evalue: "enough" });
    expect(outcome.traceback).toContain("The shell goes on; restart or close it to end Python.");
    await alive(shell);
  });

  test("exit() ends the kernel in order, with its code, when the cell has ended", async () => {
    const shell = await startPython();
    await shell.run("import atexit; atexit.register(print, 'goodbye', flush=True)");
    const { reply, stderr } = await shell.run("print('last'); exit(3)");
    expect(reply.content).toMatchObject({
      status: "ok",
      payload: [{ source: "ask_exit", keepkernel: false }],
    });
    expect(stderr).toBe("");
    expect(await shell.running.exited).toBe(3);
  });

  test("what was caught, and what a worker says when it is interrupted, shows nothing of the kernel", async () => {
    const shell = await startPython();
    const code = `import os, signal, time, traceback
def caught(wait):
    try: wait()
    except KeyboardInterrupt: traceback.print_exc()
if (child := os.fork()) == 0:
    print("ready", flush=True)
    caught(lambda: time.sleep(100))
    os._exit(0)
print("now", flush=True)
caught(lambda: time.sleep(100))
os.waitpid(child, 0)
caught(lambda: os.kill(os.getpid(), signal.SIGINT) or time.sleep(100))`;
    const request = await shell.begin(code, "ready");
    await shell.interrupt();
    const { stderr, status } = await shell.outcomeOf(request);
    expect(status).toBe("ok");
    expect(stderr.match(/KeyboardInterrupt/g)).toHaveLength(3);
    expect(stderr).not.toMatch(/tandem_kernel|interrupts\.py/);
    const asked = await shell.client.send("shell", "execute_request", {
      ...{ code: "def ask():\n    input('? ')\nask()", silent: false, allow_stdin: true },
    });
    await shell.client.until("a question", () => shell.client.heard.stdin[0]);
    await shell.interrupt();
    const { traceback } = await shell.outcomeOf(asked);
    expect(traceback).not.toMatch(/threading\.py|acquire|tandem_kernel/);
    expect(traceback).toMatch(/line 2, in ask\n\s+input\('\? '\)\n[\s~^]*KeyboardInterrupt$/);
  });

  test("of an error that is too long to be shown both ends are", async () => {
    const shell = await startPython();
    const code = `import sys
sys.setrecursionlimit(20_000)
def ping(n): return pong(n + 1)
def pong(n): return ping(n) if n < 9_000 else 1 / 0
ping(0)`;
    const frames = await shell.run(code);
    expect(frames.traceback).toMatch(
      /^Traceback[\s\S]*characters are left out here[\s\S]*ZeroDivisionError: division by zero$/,
    );
    const words = await shell.run("raise ValueError('x' * 3_000_000 + ' the end')");
    expect(words.traceback).toMatch(/ValueError: xxx[\s\S]*characters are left out here[\s\S]*xxx the end$/);
    expect(words.traceback.length).toBeLessThan(1_100_000);
  });
});

describe("hooks and representations", () => {
  test("an excepthook of the user shows errors; one that fails is shown with the error", async () => {
    const shell = await startPython();
    await shell.run("import sys\nsys.excepthook = lambda kind, value, trace: print('hook:', value)");
    expect(await shell.run("1 / 0")).toMatchObject({ stdout: "hook: division by zero\n", traceback: "" });
    const failing = "def hook(*error): raise KeyError('hook')\nsys.excepthook = hook\n1 / 0";
    const outcome = await shell.run(failing);
    expect(outcome.stderr).toMatch(
      /^Error in sys.excepthook:[\s\S]*KeyError: 'hook'[\s\S]*Original exception was:\n$/,
    );
    expect(outcome.traceback).toContain("ZeroDivisionError");
    await alive(shell);
  });

  test("hooks that are gone, or no functions", async () => {
    const shell = await startPython();
    await shell.run("import sys; del sys.excepthook");
    expect(await shell.run("1 / 0")).toMatchObject({
      ename: "ZeroDivisionError",
      traceback: expect.stringMatching(/^Traceback[\s\S]*ZeroDivisionError: division by zero$/),
    });
    await shell.run("sys.excepthook = 5");
    const outcome = await shell.run("1 / 0");
    expect(outcome).toMatchObject({ ename: "ZeroDivisionError" });
    expect(outcome.stderr).toContain("TypeError: 'int' object is not callable");
    expect(await shell.run("sys.displayhook = None; 1")).toMatchObject({ ename: "TypeError" });
    expect(await shell.run("del sys.displayhook; 1")).toMatchObject({ evalue: "lost sys.displayhook" });
    await shell.run("sys.displayhook = sys.__displayhook__");
    expect(await shell.run("6 * 7")).toMatchObject({ stdout: "42\n" });
  });

  test("exceptions that are none, and errors whose text cannot be had", async () => {
    const shell = await startPython();
    const raised = await shell.run("class P:\n    def __repr__(self): raise SystemExit(3)\nP()");
    expect(raised).toMatchObject({ status: "error", ename: "SystemExit" });
    await alive(shell);
    expect(await shell.run("class B(BaseException): pass\nraise B('base')")).toMatchObject({ ename: "B" });
    const mute = "class M(Exception):\n    def __str__(self): raise ValueError('no text')\nraise M";
    expect(await shell.run(mute)).toMatchObject({ ename: "M", traceback: expect.stringContaining("M") });
    await alive(shell);
  });

  test("a handler of the user's for SIGINT holds while code runs, and ends no shell that waits", async () => {
    const shell = await startPython();
    await shell.run("import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler);");
    await shell.interrupt();
    await alive(shell);
    await shell.run("signal.signal(signal.SIGINT, lambda *_: print('mine'));");
    await shell.interrupt();
    const heard = await shell.begin("print('now')\nfor _ in range(100): time.sleep(0.05)", "now");
    await shell.interrupt();
    expect(await shell.outcomeOf(heard)).toMatchObject({ status: "ok", stdout: "now\nmine\n" });
    await alive(shell);
  });

  test("a displayhook of the user", async () => {
    const shell = await startPython();
    await shell.run("import sys\nsys.displayhook = lambda value: print('shown:', value)");
    expect(await shell.run("6 * 7")).toMatchObject({ stdout: "shown: 42\n", result: undefined });
  });

  test("a repr that raises, prints, or gives no text", async () => {
    const shell = await startPython();
    const repr = (body: string) => shell.run(`class R:\n    def __repr__(self): ${body}\nR()`);
    const raised = await repr("raise KeyError('in repr')");
    expect(raised).toMatchObject({ status: "error", ename: "KeyError" });
    expect(raised.traceback).toContain("in __repr__");
    expect(raised.traceback).not.toContain("tandem_kernel");
    expect(await repr("print('printed'); return 'R'")).toMatchObject({ stdout: "printed\n", result: "R" });
    expect(await repr("return 3")).toMatchObject({ status: "error", ename: "TypeError" });
    await alive(shell);
  });

  test("a repr that blocks is interrupted", async () => {
    const shell = await startPython();
    const code =
      "import time\nclass R:\n    def __repr__(self):\n        print('blocking'); time.sleep(1000)\nR()";
    const blocked = await shell.begin(code, "blocking");
    await shell.interrupt();
    expect(await shell.outcomeOf(blocked)).toMatchObject({ ename: "KeyboardInterrupt" });
    await alive(shell);
  });

  test("a repr of 10^8 characters is cut, with a sentence", async () => {
    const shell = await startPython();
    const { result } = await shell.run("'x' * 10**8", { patience: 30_000 });
    expect(String(result).length).toBeLessThan(1_000_200);
    expect(result).toMatch(
      /x\n\.\.\. cut: 1,000,000 of 100,000,002 characters are shown; print\(\) shows all of it\.$/,
    );
  });

  test("rich representations that raise or are no JSON", async () => {
    const shell = await startPython();
    const raising = await shell.run(
      "class H:\n    def _repr_html_(self): 1 / 0\n    def __repr__(self): return 'H'\nH()",
    );
    expect(raising).toMatchObject({ status: "ok", result: "H" });
    expect(raising.stderr).toContain("ZeroDivisionError");
    const strange = await shell.run(
      "class J:\n    def _repr_json_(self): return {'nan': float('nan'), 1: {2}, 'o': object}\nJ()",
    );
    const [shown] = strange.published.filter(({ header }) => header.msg_type === "execute_result");
    expect(shown?.content["data"]).toMatchObject({
      "application/json": { nan: null, "1": [2], o: "<class 'object'>" },
    });
  });
});

describe("limits", () => {
  test("endless recursion", async () => {
    const shell = await startPython();
    const outcome = await shell.run("def f(): return f()\nf()");
    expect(outcome).toMatchObject({ ename: "RecursionError" });
    expect(outcome.traceback).toMatch(/Previous line repeated \d+ more times/);
    await alive(shell);
  });

  test("a memory limit", async () => {
    const shell = await startPython();
    const limit =
      "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2 * 10**9, resource.RLIM_INFINITY))";
    await shell.run(limit);
    expect(await shell.run("x = bytearray(10**10)")).toMatchObject({ ename: "MemoryError" });
    await alive(shell);
  });

  test("memory that is used up, little by little, and freed", async () => {
    const shell = await startPython();
    const limit =
      "import resource\nresource.setrlimit(resource.RLIMIT_AS, (600 * 10**6, resource.RLIM_INFINITY))";
    await shell.run(limit);
    expect(await shell.run("x = []\nwhile True: x.append(bytearray(10**5))")).toMatchObject({
      ename: "MemoryError",
    });
    expect(await shell.run("len(x) > 100")).toMatchObject({ result: "True" });
    await shell.run("del x");
    await alive(shell);
  });

  test("a recursion without a limit ends Python, with faulthandler's words", async () => {
    const shell = await startPython();
    const outcome = await shell.run(
      "import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    def __getattr__(self, name): return getattr(self, name)\nA().x",
    );
    if (outcome.ename === "RecursionError") return; // from 3.12 on C code has a limit of its own
    expect(outcome.stderr).toMatch(/^Fatal Python error: Segmentation fault/);
    expect(outcome.stderr).toContain("Restart the kernel to go on.");
  });

  test("few descriptors", async () => {
    const shell = await startPython();
    const limit = "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))";
    await shell.run(limit);
    expect(await shell.run("files = [open('/dev/null') for _ in range(100)]")).toMatchObject({
      ename: "OSError",
    });
    await alive(shell);
  });
});
