/** JavaScript that breaks what a shell stands on: the shell lives, or its process says why it does not. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { kernels, type RunningKernel, startKernel } from "./conformance/kernels";
import { type Asked, executeDefaults, plain, printed } from "./conformance/wire-client";

let kernel: RunningKernel;
beforeEach(async () => {
  kernel = await startKernel(kernels.javascript, "ipc");
});
afterEach(() => kernel?.dispose());

const run = (code: string) => kernel.client.execute(code);

function value({ published, reply }: Asked): string {
  if (reply.content["status"] === "error") return `${reply.content["ename"]}: ${reply.content["evalue"]}`;
  const result = published.find(({ header }) => header.msg_type === "execute_result");
  return plain((result?.content["data"] as Record<string, unknown> | undefined)?.["text/plain"] ?? "");
}

async function alive(): Promise<void> {
  const answer = await run("console.log('alive'); 6 * 7");
  expect(printed(answer.published)).toBe("alive\n");
  expect(value(answer)).toBe("42");
}

test("a working folder that goes away: the shell says so where it matters, and can leave it", async () => {
  const folder = path.join(path.dirname(kernel.connectionFile), "gone");
  await mkdir(folder);
  const at = JSON.stringify(folder);
  await run(`process.chdir(${at}); fs.rmdirSync(${at})`);
  await alive();
  expect(value(await run("require('./anything')"))).toContain("Cannot find module './anything'");
  expect(value(await run("require('os') === os"))).toBe("true");
  expect(value(await run("process.cwd()"))).toContain("ENOENT");
  await run("process.chdir('/')");
  expect(value(await run("process.cwd()"))).toBe("'/'");
});

test("process.stdout, the console and descriptors 1 and 2 closed or taken away", async () => {
  await run("process.stdout.end('last\\n'); process.stderr.destroy(); fs.closeSync(1); fs.closeSync(2)");
  const file = path.join(path.dirname(kernel.connectionFile), "file");
  const code = `const file = fs.openSync(${JSON.stringify(file)}, "w+"); fs.writeSync(file, "in the file"); fs.closeSync(file)`;
  await run(code);
  expect(value(await run(`fs.readFileSync(${JSON.stringify(file)}, "utf8")`))).toBe("'in the file'");
  await alive();
  await run("globalThis.console = null; Object.defineProperty(process, 'stdout', { value: null })");
  expect(value(await run("1 + 1"))).toBe("2");
});

test("globals under names that the language and the shell use themselves", async () => {
  await run(
    "const Symbol = 'AAPL', JSON = 1, Map = 2, Object = 3, Buffer = 4, setTimeout = 5; const process = null; const Promise = 6",
  );
  expect(value(await run("[Symbol, JSON, Map, Object, Promise].join()"))).toBe("'AAPL,1,2,3,6'");
  expect(value(await run("await 5"))).toBe("5");
  expect(value(await run("throw new RangeError('still told')"))).toBe("RangeError: still told");
  await run("globalThis.globalThis = null");
  await alive();
});

test("files of the user that are named like Node's modules", async () => {
  const folder = path.dirname(kernel.connectionFile);
  for (const name of ["fs", "os", "net"])
    await writeFile(path.join(folder, `${name}.js`), "exports.own = true");
  expect(value(await run("typeof require('fs').readFileSync + (require('./fs').own ? ' own' : '')"))).toBe(
    "'function own'",
  );
  await alive();
});

test("errors with hostile properties, and a hook that fails", async () => {
  expect(
    value(
      await run("throw Object.defineProperty(new Error('m'), 'stack', { get() { throw new Error('no') } })"),
    ),
  ).toContain("Error: m");
  await run("Error.prepareStackTrace = () => { throw new Error('hook') }");
  expect((await run("null.x")).reply.content["status"]).toBe("error");
  await run("Error.prepareStackTrace = undefined");
  await alive();
});

test.each([
  ["process.abort()", "SIGABRT"],
  ["process.kill(process.pid, 'SIGSEGV')", "SIGSEGV"],
  ["process.kill(process.pid, 'SIGKILL')", "SIGKILL"],
])("%s ends the process by its signal, and what was printed before is heard", async (code, signal) => {
  const request = await kernel.client.send("shell", "execute_request", {
    ...executeDefaults,
    code: `console.log("before"); await new Promise((resolve) => setTimeout(resolve, 100)); ${code}`,
  });
  await kernel.client.until("what it printed", () =>
    printed(kernel.client.publishedOf(request)) === "before\n" ? true : undefined,
  );
  expect(await kernel.exited).toBe(signal);
});
