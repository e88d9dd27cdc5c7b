/** What programs and Node's own files write to descriptors 1 and 2 stands in the cell, in order and before its idle. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { story } from "./builtin-python-fixture";
import { kernels, type RunningKernel, startKernel } from "./conformance/kernels";
import { executeDefaults, plain, printed } from "./conformance/wire-client";

let kernel: RunningKernel;
beforeAll(async () => {
  kernel = await startKernel(kernels.javascript, "ipc");
});
afterAll(() => kernel?.dispose());

const run = (code: string) => kernel.client.execute(code);
/** What was printed and shown, up to idle. */
const told = async (code: string) => {
  const { published } = await run(code);
  const idle = published.findIndex(({ content }) => content["execution_state"] === "idle");
  return story(published.slice(0, idle)).map(plain);
};

describe.skipIf(process.platform === "win32")("what reaches descriptors 1 and 2 past process.stdout", () => {
  test("a program that is waited for writes between the lines", async () => {
    const code = `console.log("before"); child_process.execSync("echo inside; echo oops >&2", { stdio: "inherit" }); console.log("after")`;
    const { published } = await run(code);
    expect(printed(published)).toBe("before\ninside\nafter\n");
    expect(printed(published, "stderr")).toBe("oops\n");
  });

  test("its output is heard while the shell waits for it, and an interrupt ends it", async () => {
    const code = 'child_process.spawnSync("sh", ["-c", "echo on; exec sleep 1000"], { stdio: "inherit" })';
    const request = await kernel.client.send("shell", "execute_request", { ...executeDefaults, code });
    await kernel.client.until("its line", () =>
      printed(kernel.client.publishedOf(request)) === "on\n" ? true : undefined,
    );
    await kernel.client.ask("interrupt_request", {}, { channel: "control", waitForIdle: false });
    expect((await kernel.client.answered(request)).reply.content).toMatchObject({ ename: "Interrupted" });
    expect(await told('console.log("on")')).toEqual(["stdout: on\n"]);
  });

  test("a program that is awaited, and one that is forked", async () => {
    const folder = path.dirname(kernel.connectionFile);
    await writeFile(path.join(folder, "forked.js"), 'console.log("forked")');
    const ended = "await new Promise((resolve) => program.on('exit', resolve)); console.log('ended')";
    expect(
      await told(
        `{ const program = child_process.spawn("echo", ["spawned"], { stdio: ["ignore", 1, 2] }); ${ended} }`,
      ),
    ).toEqual(["stdout: spawned\nended\n"]);
    expect(
      await told(
        `{ const program = child_process.spawn("sh", ["-c", "echo oops >&2"], { stdio: [0, "inherit", process.stderr] }); ${ended} }`,
      ),
    ).toEqual(["stderr: oops\n", "stdout: ended\n"]);
    expect(await told(`{ const program = child_process.fork("./forked.js"); ${ended} }`)).toEqual([
      "stdout: forked\nended\n",
    ]);
  });

  test("fs.writeSync, fs.write and streams on descriptor 1, among lines of the console", async () => {
    expect(
      await told("for (let i = 0; i < 3; i++) { console.log(i); fs.writeSync(1, `fd ${i}\\n`) }; undefined"),
    ).toEqual(["stdout: 0\nfd 0\n1\nfd 1\n2\nfd 2\n"]);
    expect(
      await told(
        'await util.promisify(fs.write)(1, "promised\\n"); fs.appendFileSync(2, "error\\n"); "shown"',
      ),
    ).toEqual(["stdout: promised\n", "stderr: error\n", "execute_result"]);
    expect(await told('import { writeSync } from "node:fs"; writeSync(1, "imported\\n"); undefined')).toEqual(
      ["stdout: imported\n"],
    );
  });

  test("much output of a program arrives whole and before what is printed next", async () => {
    const { published } = await run(
      'child_process.spawnSync("seq", ["100000"], { stdio: "inherit" }); console.log("end")',
    );
    const lines = printed(published).split("\n");
    expect(lines.length).toBe(100_002);
    expect(lines.slice(-3)).toEqual(["100000", "end", ""]);
  });

  test("what runs on in the background does not hold up the cell, and is heard later", async () => {
    await run(
      'globalThis.slow = child_process.spawn("sh", ["-c", "read line; echo background"], { stdio: ["pipe", 1, 2] }); 0',
    );
    const { request } = await run('slow.stdin.end("\\n"); 0');
    await kernel.client.until("its line", () =>
      printed(kernel.client.publishedOf(request)).includes("background\n") ? true : undefined,
    );
  });

  test("nothing of it is left in the kernel's own output", () => {
    expect(kernel.output()).toBe("");
  });
});
