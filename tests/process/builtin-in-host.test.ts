/** The built-in kernels under Tandem's own host: prompts, origins of code, surroundings, interrupt, a new host. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { expectToKnowLoadedModules } from "./loaded-modules";
import { hostProgram, python } from "./programs";
import { expectToKnowItsFile } from "./run-from";
import { until } from "./until";

const folder = path.dirname(hostProgram);
const electron = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
/** As the catalog of kernels has them. */
const builtin = (program: string, ...args: string[]) => ({
  argv: [electron, path.join(folder, program), ...args, "{connection_file}"],
  env: { ELECTRON_RUN_AS_NODE: "1" },
  interruptMode: "message" as const,
});

/** The text that the kernel printed for code of a file, lines from `line` on. */
async function runFrom(client: TestClient, file: string, line: number, code: string) {
  const lines = code.split("\n").length;
  const origin = { file, lines: [line, line + lines - 1] };
  const answer = await client.shell({ type: "execute_request", code, origin });
  return client.end(answer.id);
}

/** A host that stands still reads so late, in ms. */
const LATE_MS = 2_500;

const primary = (client: TestClient) => {
  const prompt = client.prompts.at(-1);
  return prompt?.kind === "primary" ? prompt : undefined;
};

describe.skipIf(process.platform !== "linux")(
  "a sudden end of plain Python while its host stands still",
  () => {
    test.each([
      ["by a signal", "os.kill(os.getpid(), 9)", { code: null, signal: "SIGKILL" }],
      ["by an exit", "os._exit(7)", { code: 7, signal: null }],
    ])("%s: all that was printed is in the log", async (_, end, exit) => {
      const host = await TestHost.start(builtin("python-kernel.js", python));
      try {
        const client = (await host.attach()).follow();
        await client.state("idle");
        const pid = Number(client.text((await client.run("import os; print(os.getpid())")).msgId));
        const go = path.join(host.root, "go");
        const lines = 100_000;
        const id = await client.send(
          `import time\nwhile not os.path.exists(${JSON.stringify(go)}): time.sleep(0.01)\nfor i in range(${lines}): print(str(i).rjust(100))\n${end}`,
        );
        await client.state("busy");
        host.process.kill("SIGSTOP");
        await writeFile(go, "");
        await until("the interpreter's end", () => !existsSync(`/proc/${pid}`));
        // ZeroMQ's own patience of a second is long over when the host goes on.
        await pause(LATE_MS);
        host.process.kill("SIGCONT");
        const died = await client.lifeEvent("died");
        expect(died.exit).toMatchObject(exit);
        const printed = client
          .text(id)
          .split("\n")
          .filter((line) => /^ +\d+$/.test(line));
        expect(printed.length).toBe(lines);
        expect(client.text(id, "stderr")).toContain("Restart the kernel to go on.");
      } finally {
        await host.dispose();
      }
    });
  },
);

describe("plain Python", () => {
  let host: TestHost;
  let client: TestClient;
  const options = builtin("python-kernel.js", python);
  beforeAll(async () => {
    host = await TestHost.start(options);
    client = (await host.attach()).follow();
    await client.state("idle");
  });
  afterAll(() => host.dispose());

  test("its own prompts are what the shell shows, and follow sys.ps1", async () => {
    const first = await until("a prompt", () => primary(client));
    expect(first).toEqual({ kind: "primary", text: ">>> ", continuation: "... ", executionCount: 1 });
    await client.run(
      "import sys\nclass Ps1:\n  n = 0\n  def __str__(self):\n    self.n += 1\n    return f'{self.n}> '\nsys.ps1 = Ps1()\nsys.ps2 = '  '",
    );
    expect(
      await until("the new prompt", () => primary(client)?.text.endsWith("> ") && primary(client)),
    ).toMatchObject({
      continuation: "  ",
      executionCount: 2,
    });
    const text = primary(client)?.text;
    await client.run("pass");
    await until("a prompt that was asked for again", () => primary(client) && primary(client)?.text !== text);
    await client.run("sys.ps1, sys.ps2 = '>>> ', '... '");
    await until("the old prompt", () => primary(client)?.text === ">>> ");
  });

  test("code that is run from a file knows the file, and finds what stands beside it", async () => {
    await expectToKnowItsFile(client, host.root);
  });

  test("the modules that were loaded from a file are known", () =>
    expectToKnowLoadedModules(client, host.root));

  test("a traceback names the file and the line that the code was sent from", async () => {
    const end = await runFrom(client, "/home/ada/exp.py", 41, "def inner():\n    return 1 / 0\ninner()");
    expect(end.status).toBe("error");
    const [error] = client.messages("error").slice(-1);
    const traceback = (error?.content["traceback"] as string[]).join("\n").replace(/\x1b\[[\d;]*m/g, "");
    expect(traceback).toContain('File "/home/ada/exp.py", line 43, in <module>');
    expect(traceback).toContain('File "/home/ada/exp.py", line 42, in inner');
  });

  test("the interpreter has the user's environment and nothing of Electron's", async () => {
    const end = await client.run(
      "import os\nprint(sorted(n for n in os.environ if n.startswith(('ELECTRON', 'JPY_'))))",
    );
    expect(client.text(end.msgId)).toBe("[]\n");
  });

  test("pdb.set_trace() shows a debugger's prompt, and its answers reach pdb", async () => {
    const id = await client.send("import pdb\ndef f(x):\n    pdb.set_trace()\n    return x\nf(41)");
    const asked = await until("the debugger", () => {
      const prompt = client.prompts.at(-1);
      return prompt?.kind === "debugger" ? prompt : undefined;
    });
    expect(asked).toMatchObject({ text: "(Pdb) ", password: false });
    await client.shell({ type: "input_reply", requestId: asked.requestId, value: "p x + 1" });
    const next = await until("its next question", () => {
      const prompt = client.prompts.at(-1);
      return prompt?.kind === "debugger" && prompt.requestId !== asked.requestId ? prompt : undefined;
    });
    // Output and questions come by sockets of their own: which is heard first is not said.
    await until("what pdb printed", () => client.text(id).includes("42\n"));
    await client.shell({ type: "input_reply", requestId: next.requestId, value: "c" });
    expect((await client.end(id)).status).toBe("ok");
    await until("the kernel's prompt", () => primary(client));
  });

  test("an endless loop is interrupted", async () => {
    const loop = await client.send("x = 5\nprint('on')\nwhile True: pass");
    await until("the loop", () => client.text(loop) === "on\n");
    await client.control("interrupt");
    expect((await client.end(loop)).status).toBe("error");
    const end = await client.run("print(x)");
    expect(client.text(end.msgId)).toBe("5\n");
  });

  test("it goes on under a new host, with its prompt and its state", async () => {
    await client.run("kept = 'kept'\nimport sys\nsys.ps1 = 'mine> '");
    const next = await host.replace({ ...options, mode: "--adopt" });
    await next.state("idle");
    expect(await until("its prompt", () => primary(next))).toMatchObject({ text: "mine> " });
    const end = await next.run("print(kept)");
    expect(next.text(end.msgId)).toBe("kept\n");
  });
});

test("exit() ends plain Python in order: that is said, and no policy starts it again", async () => {
  const host = await TestHost.start({
    ...builtin("python-kernel.js", python),
    restart: { limit: 3, stableMs: 10 },
  });
  try {
    const client = (await host.attach()).follow();
    await client.state("idle");
    const end = await client.run("print('last')\nexit()");
    expect(end).toMatchObject({ status: "ok" });
    expect(client.text(end.msgId)).toBe("last\n");
    const dead = await client.state("dead");
    expect(dead).toMatchObject({ exit: { code: 0, signal: null } });
    expect(dead.sentence).toMatch(/has ended, as it was asked to\. Restart it to go on/);
    await until("the end in the log", () => client.life("died").length > 0);
    expect(client.life("died").map(({ sentence }) => sentence)).toEqual([dead.sentence]);
    expect(client.of("stream").map(({ text }) => text)).toEqual(["last\n"]);
    expect(client.life("restarting")).toEqual([]);
    expect((await client.control("restart")).type).toBe("done");
    await client.state("idle");
  } finally {
    await host.dispose();
  }
});

describe("JavaScript", () => {
  let host: TestHost;
  let client: TestClient;
  const options = builtin("javascript-kernel.js");
  beforeAll(async () => {
    host = await TestHost.start(options);
    client = (await host.attach()).follow();
    await client.state("idle");
  });
  afterAll(() => host.dispose());

  test("runs code with its own prompt, and errors name the file's line", async () => {
    expect(await until("a prompt", () => primary(client))).toMatchObject({ text: "> ", executionCount: 1 });
    const end = await runFrom(
      client,
      "/home/ada/exp.js",
      7,
      "const kept = 1;\n\nthrow new Error('no luck');",
    );
    expect(end.status).toBe("error");
    const [error] = client.messages("error").slice(-1);
    expect((error?.content["traceback"] as string[]).join("\n")).toContain("/home/ada/exp.js:9");
  });

  test("an endless loop is interrupted, and it goes on under a new host", async () => {
    const loop = await client.send("console.log('on'); for (;;) {}");
    await until("the loop", () => client.text(loop) === "on\n");
    await client.control("interrupt");
    expect((await client.end(loop)).status).toBe("error");
    await client.run("globalThis.mine = 'mine'");
    const next = await host.replace({ ...options, mode: "--adopt" });
    await next.state("idle");
    const end = await next.run("console.log(mine)");
    expect(next.text(end.msgId)).toBe("mine\n");
  });
});
