/** Interpreters that cannot be used, or start in trouble: a clear sentence, or a shell that lives. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findPythons, Python, python, pythonKernel, startPython } from "./builtin-python-fixture";
import { launchKernel, startKernel } from "./conformance/kernels";

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "tandem-python-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function script(text: string): Promise<string> {
  const file = path.join(await folder(), "python3");
  await writeFile(file, text);
  await chmod(file, 0o755);
  return file;
}

/** What the kernel says when it does not start. */
async function refusal(interpreter: string, env: Record<string, string> = {}): Promise<string> {
  const started = await startKernel(pythonKernel(interpreter, env), "ipc").then(
    (running) => running,
    (error: Error) => error.message,
  );
  if (typeof started === "string") return started;
  await started.dispose();
  throw new Error("it started");
}

test("a program that is not there", async () => {
  expect(await refusal("/nowhere/python3")).toContain(
    "There is no program /nowhere/python3. Choose another interpreter for this shell.",
  );
});

test("a folder", async () => {
  const at = await folder();
  expect(await refusal(at)).toContain(`${at} is not a program that can be run: it may be a folder.`);
});

test("a shell script that is no Python", async () => {
  const file = await script("#!/bin/sh\necho I am not Python >&2\nexit 4\n");
  const said = await refusal(file);
  expect(said).toContain(`${file} did not start as a Python interpreter: it ended with exit code 4.`);
  expect(said).toContain("I am not Python");
});

test("a program of another architecture", async () => {
  const file = await script("\x7fELF\x01\x02 no machine has this");
  expect(await refusal(file)).toMatch(/did not start as a Python interpreter|could not be started/);
});

const old = findPythons().filter(({ version: [major = 0, minor = 0] }) => major < 3 || minor < 8);
test.runIf(old.length > 0).each(old)("$name is too old", async ({ program, name }) => {
  expect(await refusal(program)).toMatch(
    new RegExp(`is Python ${name.split(" ")[1]}, but 3.8 or newer is needed. Choose another interpreter`),
  );
});

test("a shell script that starts Python", async () => {
  const file = await script(`#!/bin/sh\necho hello from the script\nexec ${python} "$@"\n`);
  const shell = await startPython(file);
  expect(await shell.run("1 + 1")).toMatchObject({ result: "2" });
});

test("something that prints, and something that fails, while Python starts", async () => {
  const at = await folder();
  await writeFile(path.join(at, "sitecustomize.py"), "print('hello at the start')\n1 / 0\n");
  const shell = await startPython(python, { PYTHONPATH: at });
  expect(await shell.run("1 + 1")).toMatchObject({ status: "ok", result: "2" });
});

test("a Python that hangs while it starts is ended by a shutdown_request", async () => {
  const at = await folder();
  // It hangs for as long as somebody waits for it, and no longer.
  const hang = `import os, time
open(${JSON.stringify(path.join(at, "hangs"))}, "w").close()
parent = os.getppid()
while os.getppid() == parent: time.sleep(0.1)
`;
  await writeFile(path.join(at, "sitecustomize.py"), hang);
  const launched = await launchKernel(pythonKernel(python, { PYTHONPATH: at }), "ipc");
  onTestFinished(() => launched.dispose());
  await expect.poll(() => existsSync(path.join(at, "hangs")), { timeout: 20_000 }).toBe(true);
  const { client, exited } = launched;
  const options = { channel: "control", waitForIdle: false } as const;
  const { reply } = await client.ask("shutdown_request", { restart: false }, options);
  expect(reply.content).toEqual({ status: "ok", restart: false });
  expect(await exited).toBe(0);
});

test("files of the user that are named like the standard library's", async () => {
  const at = await folder();
  const names = [
    "socket",
    "code",
    "asyncio",
    "inspect",
    "ast",
    "json",
    "queue",
    "types",
    "signal",
    "threading",
    "token",
  ];
  for (const name of names) {
    await writeFile(path.join(at, `${name}.py`), `print("the user's ${name}")\nhere = True\n`);
  }
  const shell = await startPython();
  await shell.run(`import os; os.chdir(${JSON.stringify(at)})`);
  expect(await shell.run("async def f(): return 5\nawait f()")).toMatchObject({ status: "ok", result: "5" });
  expect(await shell.run("import code, token; code.here, token.__name__")).toMatchObject({
    result: "(True, 'token')",
  });
  expect(await shell.complete("os.getc|")).toContain("os.getcwd");
});

test("the same on PYTHONPATH, and one of them broken", async () => {
  const at = await folder();
  for (const name of ["inspect", "ast", "traceback", "getpass", "codeop", "queue"]) {
    await writeFile(path.join(at, `${name}.py`), "raise RuntimeError('this is not the standard library')\n");
  }
  const shell = await startPython(python, { PYTHONPATH: at });
  expect(await shell.run("1 / 0")).toMatchObject({ ename: "ZeroDivisionError" });
  expect(await shell.run(`import sys; sys.path[0], ${JSON.stringify(at)} in sys.path`)).toMatchObject({
    result: "('', True)",
  });
});

test("an environment with line ends and without a usable locale", async () => {
  const shell = await startPython(python, {
    STRANGE: "a\nb\tc",
    LC_ALL: "C",
    LANG: "C",
    PYTHONIOENCODING: "ascii",
  });
  expect(await shell.run("import os; print('é€😀', os.environ['STRANGE'])")).toMatchObject({
    status: "ok",
    stdout: "é€😀 a\nb\tc\n",
  });
});

test.runIf(process.platform === "linux")("an environment value that is no UTF-8", async () => {
  const kernel = pythonKernel();
  const set = `STRANGE=$(printf 'a\\377b') exec "$@"`;
  const running = await startKernel({ ...kernel, argv: ["sh", "-c", set, "sh", ...kernel.argv] }, "ipc");
  onTestFinished(() => running.dispose());
  expect(await new Python(running).run("import os; os.environb[b'STRANGE']")).toMatchObject({
    result: "b'a\\xffb'",
  });
});

test("on Windows an interrupt is Ctrl+C in the hidden console; its absence is seen", () => {
  const code = `
import sys
sys.path.insert(0, sys.argv[1])
from tandem_kernel.interrupts import press_control_c
class Kernel32:
    def __init__(self, works): self.works, self.calls = works, []
    def SetConsoleCtrlHandler(self, *arguments): self.calls.append(arguments)
    def GenerateConsoleCtrlEvent(self, *arguments): self.calls.append(arguments); return self.works
for works in (1, 0):
    kernel32 = Kernel32(works)
    print(press_control_c(kernel32), kernel32.calls)
`;
  const files = path.resolve(import.meta.dirname, "../../kernel-host/builtin/python/interpreter");
  expect(execFileSync(python, ["-c", code, files]).toString()).toBe(
    "True [(None, False), (0, 0)]\nFalse [(None, False), (0, 0)]\n",
  );
});

test("a working folder that goes away", async () => {
  const at = path.join(await folder(), "gone");
  await mkdir(at);
  const shell = await startPython();
  await shell.run(`import os; os.chdir(${JSON.stringify(at)}); os.rmdir(${JSON.stringify(at)})`);
  expect(await shell.run("cd")).toMatchObject({
    status: "error",
    evalue: expect.stringContaining("is gone"),
  });
  expect(await shell.complete("open('|")).toEqual([]);
  expect(await shell.run("import zipapp; 1 + 1")).toMatchObject({ result: "2" });
});
