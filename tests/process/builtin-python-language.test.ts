/** What the plain Python kernel knows of the language: `__main__`, sources, completion, inspection, magics, prompts. */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { findPythons, Python, python, pythonKernel, startPython } from "./builtin-python-fixture";
import { type RunningKernel, startKernel } from "./conformance/kernels";
import { plain, printed } from "./conformance/wire-client";

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "tandem-python-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

describe("__main__", () => {
  test("holds nothing of the kernel's, and is the real one", async () => {
    const shell = await startPython();
    expect(await shell.run("sorted(name for name in dir() if not name.startswith('__'))")).toMatchObject({
      result: "[]",
    });
    expect(
      await shell.run("import sys; sys.modules['__main__'].__dict__ is globals(), sys.argv, sys.path[0]"),
    ).toMatchObject({
      result: "(True, [''], '')",
    });
    await shell.run("import pickle\nclass C: pass\nc = C()");
    expect(await shell.run("type(pickle.loads(pickle.dumps(c))) is C")).toMatchObject({ result: "True" });
    expect(
      await shell.run("import threading; threading.current_thread() is threading.main_thread()"),
    ).toMatchObject({
      result: "True",
    });
  });

  test("from __future__ holds for what comes later", async () => {
    const shell = await startPython();
    await shell.run("from __future__ import annotations");
    expect(await shell.run("def f(x: no_such_name): pass\nf.__annotations__")).toMatchObject({
      result: "{'x': 'no_such_name'}",
    });
  });

  test("_, __ and a semicolon", async () => {
    const shell = await startPython();
    await shell.run("1");
    await shell.run("2");
    expect(await shell.run("_, __")).toMatchObject({ result: "(2, 1)" });
    expect(await shell.run("3;")).toMatchObject({ result: undefined, status: "ok" });
    expect(await shell.run("';'")).toMatchObject({ result: "';'" });
  });

  test("tasks go on between statements", async () => {
    const shell = await startPython();
    const code = `
import asyncio
async def later():
    await asyncio.sleep(0.05)
    print("later")
async def start():
    global task
    task = asyncio.create_task(later())
await start()`;
    const { published } = await shell.run(code);
    const request = published[0]?.parent;
    await shell.client.until("the task's line", () =>
      shell.client.heard.iopub.find(
        ({ parent, content }) => parent?.msg_id === request?.msg_id && content["text"] === "later\n",
      ),
    );
    expect(await shell.run("task.done()")).toMatchObject({ result: "True" });
  });

  test("a server answers between statements", async () => {
    const shell = await startPython();
    const code = `
import asyncio
async def serve(reader, writer):
    writer.write(b"hello")
    await writer.drain()
    writer.close()
server = await asyncio.start_server(serve, "127.0.0.1", 0)
server.sockets[0].getsockname()[1]`;
    const { result } = await shell.run(code);
    const socket = connect(Number(result), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    const [heard] = (await once(socket, "data")) as [Buffer];
    expect(heard.toString()).toBe("hello");
    await shell.interrupt();
    expect(await shell.run("6 * 7")).toMatchObject({ result: "42", stderr: "" });
  });

  test("a warning of the compiler comes once", async () => {
    const shell = await startPython();
    const { stderr } = await shell.run("assert (7 % 2, 'always true')");
    expect(stderr.match(/SyntaxWarning/g)).toHaveLength(1);
  });

  test("what a thread prints belongs to the request that started it", async () => {
    const shell = await startPython();
    const code = `
import threading, sys
go = threading.Event()
def work():
    go.wait()
    print("from the thread")
    print("its warning", file=sys.stderr)
thread = threading.Thread(target=work)
thread.start()`;
    const first = await shell.run(code);
    const second = await shell.run("print('before')\ngo.set(); thread.join()\nprint('after')");
    expect(second).toMatchObject({ stdout: "before\nafter\n", stderr: "" });
    const late = shell.client.heard.iopub.filter(
      ({ parent }) => parent?.msg_id === first.reply.parent?.msg_id,
    );
    expect(late.map(({ content }) => content["text"]).filter(Boolean)).toEqual([
      "from the thread\n",
      "its warning\n",
    ]);
  });
});

const interpreters =
  "try:\n    import _interpreters as interpreters\nexcept ImportError:\n    import _xxsubinterpreters as interpreters\n";

/** The tests' own Python and the newest: the module is another one from 3.13 on. */
const withInterpreters = new Set([
  python,
  findPythons()
    .filter(({ name }) => name.startsWith("CPython 3."))
    .at(-1)?.program,
]);

test.each([...withInterpreters])(
  "what a subinterpreter prints belongs to the request that runs it: %s",
  async (program) => {
    const shell = await startPython(program);
    const code = `${interpreters}
inner = interpreters.create()
print("outer")
interpreters.run_string(inner, "print('inner'); import sys; print('error', file=sys.stderr)")
print("outer again");`;
    expect(await shell.run(code)).toMatchObject({ stdout: "outer\ninner\nouter again\n", stderr: "error\n" });
    const thread = `
import os, threading
waits, go = os.pipe()
script = f"import os; print('begun'); os.read({waits}, 1); print('x' * 10_000 + ' late')"
thread = threading.Thread(target=interpreters.run_string, args=(inner, script))
thread.start()`;
    const first = await shell.run(thread);
    const second = await shell.run("print('second')\nos.write(go, b'.'); thread.join()\nprint('joined')");
    expect(second.stdout).toBe("second\njoined\n");
    const heard = shell.client.publishedOf({
      ...first.reply,
      header: first.reply.parent ?? first.reply.header,
    });
    expect(printed(heard)).toBe(`begun\n${"x".repeat(10_000)} late\n`);
    expect((await shell.run("interpreters.run_string(inner, 'print(3)');")).stdout).toBe("3\n");
  },
);

describe("sources", () => {
  test("a traceback shows the lines of the file that the code stands in", async () => {
    const file = path.join(await folder(), "exp.py");
    await writeFile(file, "# %% one\nx = 0\n\n# %% two\ndef f():\n    return 1 / x  # in the file\n\nf()\n");
    const shell = await startPython();
    await shell.run("x = 0", { file, line: 2 });
    const { traceback } = await shell.run("def f():\n    return 1 / x  # in the file\n\nf()", {
      file,
      line: 5,
    });
    expect(traceback).toContain(`File "${file}", line 8, in <module>\n    f()`);
    expect(traceback).toContain(`File "${file}", line 6, in f\n    return 1 / x  # in the file`);
    expect(await shell.run("import inspect; inspect.getsource(f)")).toMatchObject({
      result: "'def f():\\n    return 1 / x  # in the file\\n'",
    });
  });

  test("text that is not saved yet is shown as it was run", async () => {
    const file = path.join(await folder(), "exp.py");
    await writeFile(file, "a = 1\nb = 2\n");
    const shell = await startPython();
    const { traceback } = await shell.run("1 / 0  # typed since", { file, line: 2 });
    expect(traceback).toContain(`File "${file}", line 2, in <module>\n    1 / 0  # typed since`);
    const untitled = await shell.run("1 / 0  # never saved", { file: "Untitled 1", line: 3 });
    expect(untitled.traceback).toContain('File "Untitled 1", line 3, in <module>\n    1 / 0  # never saved');
  });

  test("a SyntaxError names the line of the file", async () => {
    const shell = await startPython();
    const { traceback } = await shell.run("a = 1\nb = = 2", { file: "exp.py", line: 10 });
    expect(traceback).toMatch(/File "exp.py", line 11\n\s+b = = 2\n\s+\^\nSyntaxError: invalid syntax$/);
    const outside = await shell.run("a = 1\nreturn a", { file: "exp.py", line: 10 });
    expect(outside.traceback).toMatch(
      /File "exp.py", line 11\n\s+return a\n[\s^]*SyntaxError: 'return' outside/,
    );
  });
});

describe("completion", () => {
  test("names, attributes, keys, modules, files, arguments, magics", async () => {
    const at = await folder();
    await writeFile(path.join(at, "data file.csv"), "");
    await writeFile(
      path.join(at, "my_module.py"),
      "def from_my_module(): pass\nraise RuntimeError('imported')\n",
    );
    const shell = await startPython();
    await shell.run(`%cd ${at}
import os
table = {"alpha": 1, "beta": {"gamma": 2}, 3: 4}
def fit(data, *, weights=None, tolerance=1e-6): pass
class Sensor:
    def read(self): pass
sensors = [Sensor()]`);
    expect(await shell.complete("tab|")).toEqual(["table"]);
    expect(await shell.complete("x = [table.ke|]")).toEqual(["x = [table.keys"]);
    expect(await shell.complete("sensors[0].re|")).toEqual(["sensors[0].read"]);
    expect(await shell.complete('table["al|')).toEqual(['table["alpha"]']);
    expect(await shell.complete('table["beta"]["|')).toEqual(['table["beta"]["gamma"]']);
    expect(await shell.complete("table[|")).toContain("table[3]");
    expect(await shell.complete("import my_mo|")).toEqual(["import my_module"]);
    expect(await shell.complete("from my_module import from_|")).toEqual([
      "from my_module import from_my_module",
    ]);
    expect(await shell.complete("from os.pa|")).toEqual(["from os.path"]);
    expect(await shell.complete("from os import pat|")).toContain("from os import path");
    expect(await shell.complete("open('data|")).toEqual(["open('data file.csv"]);
    expect(await shell.complete("fit(1, weig|")).toEqual(["fit(1, weights="]);
    expect(await shell.complete("%ti|")).toEqual(["%timeit"]);
    expect(await shell.complete("# a comment with tab|")).toEqual(["# a comment with table"]);
    expect(await shell.complete("'😀'.isal|")).toContain("'😀'.isalpha");
    expect(await shell.complete("1.|")).toEqual([]);
  });

  test("runs no properties and no __getattr__", async () => {
    const shell = await startPython();
    await shell.run(`class Device:
    armed = []
    @property
    def fire(self): self.armed.append("property"); return "fired"
    def __getattr__(self, name): self.armed.append(name); raise AttributeError(name)
device = Device()`);
    expect(await shell.complete("device.fi|")).toEqual(["device.fire"]);
    expect(await shell.complete("device.fire.|")).toEqual([]);
    expect(await shell.complete("device.missing.|")).toEqual([]);
    expect(await shell.complete("print(device.|")).toContain("print(device.armed");
    expect(await shell.run("device.armed")).toMatchObject({ result: "[]" });
  });
});

test("inspection: signature, docstring, source, value; of the call that the cursor stands in", async () => {
  const shell = await startPython();
  await shell.run('def fit(data, weights=None):\n    """Fits."""\n    return data\nlength = 42');
  const inspect = async (code: string, detail = 0, cursor = code.length) => {
    const { reply } = await shell.client.ask("inspect_request", {
      code,
      cursor_pos: cursor,
      detail_level: detail,
    });
    return plain((reply.content["data"] as Record<string, string>)["text/plain"] ?? "");
  };
  expect(await inspect("fit")).toMatch(
    /Signature: fit\(data, weights=None\)\nType: function[\s\S]*Docstring:\nFits\.$/,
  );
  expect(await inspect("fit", 1)).toContain('def fit(data, weights=None):\n    """Fits."""\n    return data');
  expect(await inspect("x = fit(1, ")).toContain("Signature: fit(data, weights=None)");
  expect(await inspect("length + 1", 0, 3)).toContain("Value: 42");
  expect(await inspect("nothing_such")).toBe("");
});

describe("is_complete", () => {
  let running: RunningKernel;
  beforeAll(async () => {
    running = await startKernel(pythonKernel(), "ipc");
  });
  afterAll(() => running.dispose());

  test.each([
    ["1 + 1", "complete"],
    ["", "complete"],
    ["def f():", 'incomplete "    "'],
    ["def f():\n    return 1", 'incomplete ""'],
    ["def f():\n    x = 1", 'incomplete "    "'],
    ["def f():\n    return 1\n", "complete"],
    ["for i in x:\n    if i:", 'incomplete "        "'],
    ["f(1,", 'incomplete ""'],
    ["x = '''abc", 'incomplete ""'],
    ["x = 1 + \\", 'incomplete ""'],
    ["try:\n    pass\n", 'incomplete ""'],
    ["@decorator", 'incomplete ""'],
    ["if x: pass", 'incomplete ""'],
    ["a = 1\nb = 2", "complete"],
    ["await f()", "complete"],
    ["foo bar", "invalid"],
    ["x = )", "invalid"],
    ["'abc", "invalid"],
    ["cd /tmp", "complete"],
    ["%timeit x", "complete"],
    ["pip install x", "complete"],
  ])("%j: %s", async (code, expected) => {
    expect(await new Python(running).isComplete(code)).toBe(expected);
  });
});

describe("magics", () => {
  test("cd, ls, who, run, timeit, clear", async () => {
    const at = await folder();
    await writeFile(
      path.join(at, "script.py"),
      "import sys\nprint(__name__, __file__, sys.argv[1:])\nresult = 7\n",
    );
    const shell = await startPython();
    expect(await shell.run(`cd ${at}`)).toMatchObject({ stdout: `${at}\n` });
    expect(await shell.run("ls")).toMatchObject({ stdout: "script.py\n" });
    expect(await shell.run("run script.py 'a b' c")).toMatchObject({
      stdout: `__main__ ${path.join(at, "script.py")} ['a b', 'c']\n`,
    });
    expect(await shell.run("who")).toMatchObject({ stdout: "result  int\nsys     module\n" });
    expect((await shell.run("timeit -n 10 -r 2 result + 1")).stdout).toMatch(
      /^[\d.]+ [nµm]?s ± [\d.]+ [nµm]?s per loop \(mean ± std. dev. of 2 runs, 10 loops each\)\n$/,
    );
    expect((await shell.run("\n%%timeit -n 1 -r 1\nresult + 1")).stdout).toContain("1 runs, 1 loops each");
    expect((await shell.run("print(1)\n%clear")).published.map(({ header }) => header.msg_type)).toContain(
      "clear_output",
    );
    expect(await shell.run("%cd /no/such/folder")).toMatchObject({
      status: "error",
      evalue: "/no/such/folder: No such file or directory",
    });
    expect(await shell.run("%unknown")).toMatchObject({
      evalue: expect.stringContaining("There is no magic %unknown."),
    });
    expect((await shell.run("pip --version")).stdout).toMatch(/^pip \d/);
  });

  test("valid Python is never shadowed", async () => {
    const shell = await startPython();
    expect(await shell.run("ls = 3; l = 1\nls")).toMatchObject({ result: "3" });
    expect(await shell.run("ls -l")).toMatchObject({ result: "2", stdout: "" });
    expect(await shell.run("cd = 12; tmp = 4")).toMatchObject({ status: "ok" });
    expect(await shell.run("cd /tmp")).toMatchObject({ result: "3.0" });
    expect(await shell.run("who = [1]\nwho")).toMatchObject({ result: "[1]" });
    expect(await shell.run("text = '''\n%cd /\ncd /tmp\n'''\ntext")).toMatchObject({
      result: "'\\n%cd /\\ncd /tmp\\n'",
    });
    expect(await shell.run("7 \\\n% cd")).toMatchObject({ result: "7" });
    expect(await shell.run("if cd:\n    %cd /\ntext[:1]")).toMatchObject({ stdout: "/\n", result: "'\\n'" });
  });

  test("debug opens the last error", async () => {
    const shell = await startPython();
    await shell.run("def f(depth):\n    return 1 / depth\nf(0)");
    const { stdout } = await shell.run("debug", { answers: ["p depth + 41 + 1", "q"] });
    expect(stdout).toContain("return 1 / depth");
    expect(stdout).toContain("42");
    expect(shell.client.heard.stdin[0]?.content).toMatchObject({ prompt: "(Pdb) ", password: false });
  });
});

test("prompts are objects whose text is asked for each time", async () => {
  const shell = await startPython();
  const code =
    "import sys\nclass Count:\n    n = 0\n    def __str__(self): self.n += 1; return f'{self.n}> '\nsys.ps1 = Count()";
  expect((await shell.run(code)).reply.metadata).toMatchObject({
    tandem: { prompts: { primary: "1> ", continuation: "... " } },
  });
  expect((await shell.run("1")).reply.metadata).toMatchObject({ tandem: { prompts: { primary: "2> " } } });
  expect((await shell.run("del sys.ps1; sys.ps2 = '. '")).reply.metadata).toMatchObject({
    tandem: { prompts: { primary: ">>> ", continuation: ". " } },
  });
});

test("input, getpass and sys.stdin; what a subprocess reads is at its end", async () => {
  const shell = await startPython();
  const code =
    "import getpass, sys\nname = input('name? ')\nword = getpass.getpass()\nline = sys.stdin.readline()\nname, word, line";
  expect(await shell.run(code, { answers: ["Ada", "secret", "more"] })).toMatchObject({
    result: "('Ada', 'secret', 'more\\n')",
  });
  expect(shell.client.heard.stdin.map(({ content }) => content)).toEqual([
    { prompt: "name? ", password: false },
    { prompt: "Password: ", password: true },
    { prompt: "", password: false },
  ]);
  expect(await shell.run("input()", { answers: ["\x04"] })).toMatchObject({ ename: "EOFError" });
  expect(await shell.run("list(sys.stdin)", { answers: ["a", "b", "\x04"] })).toMatchObject({
    result: "['a\\n', 'b\\n']",
  });
  expect(await shell.run("import subprocess; subprocess.run(['cat'], stdout=-1).stdout")).toMatchObject({
    result: "b''",
  });
});

test.each([
  ["a loop", "print('now')\nwhile True: pass"],
  ["sleep", "import time; print('now'); time.sleep(1000)"],
  ["a lock", "import threading; print('now'); threading.Event().wait()"],
  ["a subprocess", "import subprocess; print('now'); subprocess.run(['sleep', '1000'])"],
  ["await", "import asyncio; print('now')\nawait asyncio.sleep(1000)"],
  ["asyncio.run", "import asyncio; print('now')\nasyncio.run(asyncio.sleep(1000))"],
  ["endless output", "print('now')\nwhile True: print('x' * 100)"],
])("an interrupt reaches %s", async (_, code) => {
  const shell = await startPython();
  const request = await shell.begin(code, "now");
  await shell.interrupt();
  const outcome = await shell.outcomeOf(request);
  expect(outcome).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  // asyncio.run cancels its task, as in any Python, and that is part of what is told.
  expect(outcome.traceback).toMatch(/^Traceback[^]*\n {2}File "<cell 1>", line \d, in <module>/);
  expect(outcome.traceback).not.toContain("tandem_kernel");
  expect(await shell.run("6 * 7")).toMatchObject({ result: "42" });
});
